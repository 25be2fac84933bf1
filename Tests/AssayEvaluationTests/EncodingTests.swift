import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("encoding") struct EncodingTests {
  @Test func `has a sample of every kind`() {
    #expect(Set(EncodedSample.all.map { $0.bytes[5] }).count == EncodedKind.allCases.count)
  }

  @Test func `has the checksum of the standard`() {
    #expect(Checksum.of(Array("123456789".utf8)[...]) == 0x995D_C9BB_DF19_39FA)
    #expect(Checksum.of([]) == 0)
    #expect(Checksum.crc32C(Array("123456789".utf8)[...]) == 0xE306_9283)
    #expect(Checksum.crc32C([]) == 0)
    #expect(Checksum.crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
  }

  @Test func `is these bytes, and stays so`() throws {
    var curve = ScoreCurve()
    try curve.update(labels: [true, false, true], scores: [0.5, 0.25, 0.25])
    let payload: [UInt8] = [
      0, 2, 0, 0, 0, 0, 0, 0, 0xE0, 0xBF, 52, 1, 0, 1, 1, 0, 0, 1,
    ]
    #expect(
      Array(curve.encoded.dropLast(8)) == Array("ASAY".utf8) + [1, 3, 18, 0, 0, 0, 0, 0, 0, 0]
        + payload)
    var matrix = try ConfusionMatrix(classes: ["n", "y"])
    try matrix.update(labels: ["y", "y", "n"], predictions: ["y", "n", "n"])
    #expect(
      Array(matrix.encoded.dropLast(8))
        == Array("ASAY".utf8) + [1, 1, 15, 0, 0, 0, 0, 0, 0, 0]
        + [0, 0, 0, 2, 2, 1, 0x6E, 1, 0x79, 4, 0, 1, 0, 1, 1])
  }

  @Test(arguments: EncodedSample.all)
  func `is read back to the same bytes`(sample: EncodedSample) throws {
    #expect(try sample.again(sample.bytes) == sample.bytes)
    #expect(sample.sealed(sample.payload) == sample.bytes)
    try sample.use(sample.bytes)
  }

  @Test(arguments: EncodedSample.all)
  func `notices a cut at every byte`(sample: EncodedSample) throws {
    for count in 0..<sample.bytes.count {
      let found = try decodingFault { try sample.use(Array(sample.bytes.prefix(count))) }
      guard case .cut(let offset, let needed, let left) = found else {
        Issue.record("cut to \(count): \(String(describing: found))")
        continue
      }
      #expect(offset + left == count && needed > left)
    }
  }

  @Test(arguments: EncodedSample.all)
  func `notices every altered bit`(sample: EncodedSample) throws {
    for bit in 0..<(8 * sample.bytes.count) {
      var bytes = sample.bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = try decodingFault { try sample.use(bytes) }
      #expect(found != nil, "bit \(bit)")
      if bit / 8 >= EncodedForm.headLength {
        guard case .altered = found else {
          Issue.record("bit \(bit): \(String(describing: found))")
          continue
        }
      }
    }
  }

  @Test(arguments: EncodedSample.all)
  func `names both versions, both kinds, and what follows`(sample: EncodedSample) throws {
    #expect(
      try decodingFault { try sample.use(sample.sealed(sample.payload, version: 2)) }
        == .laterVersion(found: 2, known: 1))
    #expect(
      try decodingFault { try sample.use(sample.bytes + [0, 0, 7]) }
        == .trailing(offset: sample.bytes.count, count: 3))
    #expect(
      try decodingFault { try sample.use(sample.sealed(sample.payload + [0])) }
        == .trailing(offset: sample.bytes.count - 8, count: 1))
    #expect(
      try decodingFault { try sample.use([0x50, 0x4B]) }
        == .notEncoded(found: [0x50, 0x4B], expected: Array("ASAY".utf8)))
    for other in EncodedSample.all where other.bytes[5] != sample.bytes[5] {
      guard
        case .otherKind(let found, let expected) = try decodingFault({ try sample.use(other.bytes) }
        )
      else {
        Issue.record("\(sample.name) decodes \(other.name)")
        continue
      }
      #expect(found == EncodedKind(rawValue: other.bytes[5])?.name)
      #expect(expected == EncodedKind(rawValue: sample.bytes[5])?.name)
    }
  }

  @Test(arguments: EncodedSample.all)
  func `a made-up statistic with the right checksum never stops the program`(
    sample: EncodedSample
  ) throws {
    var random = RandomSource(seed: 3)
    let payload = sample.payload
    /// 2^62, 2^64 − 1 and more than 64 bits, as counts.
    let absurd: [[UInt8]] = [
      [UInt8](repeating: 0x80, count: 8) + [0x40], [UInt8](repeating: 0xFF, count: 9) + [1],
      [UInt8](repeating: 0xFF, count: 12), [0x80, 0], [0xFF, 0xFF, 0xFF, 0xFF, 7],
      [UInt8](repeating: 0x80, count: 7) + [2],
    ]
    var faults = 0
    func attempt(_ payload: [UInt8]) throws {
      if try decodingFault({ try sample.use(sample.sealed(payload)) }) != nil { faults += 1 }
    }
    for place in payload.indices.prefix(400) {
      try attempt(Array(payload.prefix(place)))
      for value: UInt8 in [0, 1, 0x80, 0xFF, payload[place] &+ 1] {
        var forged = payload
        forged[place] = value
        try attempt(forged)
      }
      let count = absurd[place % absurd.count]
      try attempt(Array(payload[..<place] + count + payload[(place + 1)...]))
      var forged = payload
      forged.insert(UInt8.random(in: 0...255, using: &random), at: place)
      try attempt(forged)
      forged = payload
      for _ in 0..<3 {
        forged[Int.random(in: 0..<forged.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      try attempt(forged)
    }
    #expect(faults > payload.prefix(400).count)
    for length in [UInt64(1) << 62, .max, .max - 7, 0] {
      #expect(try decodingFault { try sample.use(sample.sealed(payload, length: length)) } != nil)
    }
  }

  @Test func `many close scores take few bytes`() throws {
    var random = RandomSource(seed: 9)
    var curve = ScoreCurve()
    let scores = (0..<20_000).map { _ in Double(Float.random(in: 0..<1, using: &random)) }
    try curve.update(labels: scores.map { $0 > 0.7 }, scores: scores)
    #expect(curve.encoded.count < 5 * 20_000)
    #expect(try ScoreCurve(decoding: curve.encoded) == curve)
  }
}
