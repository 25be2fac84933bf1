/// Bytes that are read from the front, each read checked first.
struct EncodedReader {
  /// The largest count: far above any data, and small enough that sums of counts cannot overflow.
  static let largestCount: UInt64 = 1 << 50

  private let bytes: [UInt8]
  private let end: Int
  /// The place of the next byte.
  private(set) var offset: Int

  /// A reader of `bytes[start..<end]`.
  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.end = min(end, bytes.count)
    offset = min(start, self.end)
  }

  /// The bytes not yet read.
  var left: Int { end - offset }

  /// Finds that many bytes there, or throws.
  private func need(_ needed: UInt64) throws(EvaluationError) {
    guard needed <= UInt64(left) else {
      throw .undecodable(.cut(offset: offset, needed: Int(clamping: needed), count: left))
    }
  }

  mutating func byte() throws(EvaluationError) -> UInt8 {
    try need(1)
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func flag(_ field: String) throws(EvaluationError) -> Bool {
    let place = offset
    let value = try byte()
    guard value <= 1 else { throw Self.invalid(place, field, "\(value)", "0 or 1") }
    return value == 1
  }

  /// Eight bytes.
  mutating func fixed() throws(EvaluationError) -> UInt64 {
    try need(8)
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    offset += 8
    return value
  }

  /// A whole number in its shortest form, `limit` at most.
  mutating func whole(_ field: String, limit: UInt64) throws(EvaluationError) -> UInt64 {
    let place = offset
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      let part = UInt64(next & 0x7F)
      guard shift < 63 || part <= 1 else {
        throw Self.invalid(place, field, "more than 64 bits", "at most \(limit)")
      }
      value |= part << shift
      if next < 0x80 {
        guard next != 0 || shift == 0 else {
          throw Self.invalid(place, field, "padded with zeros", "the shortest form")
        }
        break
      }
      shift += 7
      guard shift <= 63 else {
        throw Self.invalid(place, field, "more than 64 bits", "at most \(limit)")
      }
    }
    guard value <= limit else { throw Self.invalid(place, field, "\(value)", "at most \(limit)") }
    return value
  }

  /// A count of rows.
  mutating func count(_ field: String) throws(EvaluationError) -> Int {
    Int(try whole(field, limit: Self.largestCount))
  }

  /// How many parts follow, each of `bytes` bytes at least: they are seen to be there.
  mutating func length(_ field: String, bytesEach: Int) throws(EvaluationError) -> Int {
    let value = try whole(field, limit: UInt64(Int64.max))
    try need(of: value, bytesEach: bytesEach)
    return Int(value)
  }

  /// Finds `parts` parts of `bytesEach` bytes at least, or throws.
  func need(of parts: UInt64, bytesEach: Int) throws(EvaluationError) {
    let (needed, overflows) = parts.multipliedReportingOverflow(by: UInt64(bytesEach))
    try need(overflows ? .max : needed)
  }

  /// A finite Double.
  mutating func number(_ field: String) throws(EvaluationError) -> Double {
    let place = offset
    let value = Double(bitPattern: try fixed())
    guard value.isFinite else { throw Self.invalid(place, field, "\(value)", "a finite number") }
    return value
  }

  /// A threshold: a Double that is not NaN.
  mutating func threshold() throws(EvaluationError) -> Double { try bound("threshold") }

  /// A Double that is not NaN.
  mutating func bound(_ field: String) throws(EvaluationError) -> Double {
    let place = offset
    let value = Double(bitPattern: try fixed())
    guard !value.isNaN else { throw Self.invalid(place, field, "NaN", "a number") }
    return value
  }

  mutating func text(_ field: String) throws(EvaluationError) -> String {
    let length = try length(field, bytesEach: 1)
    guard let text = String(validating: bytes[offset..<(offset + length)], as: UTF8.self) else {
      throw Self.invalid(offset, field, "not UTF-8", "a text")
    }
    offset += length
    return text
  }

  mutating func optionalText(_ field: String) throws(EvaluationError) -> String? {
    try flag(field) ? try text(field) : nil
  }

  /// Amounts of rows, as many as said; negative ones only where they are sums of weights.
  mutating func amounts(
    _ field: String, count: Int, isWeighted: Bool
  ) throws(EvaluationError) -> [Double] {
    let place = offset
    let areNumbers = try flag(field)
    guard isWeighted || !areNumbers else {
      throw Self.invalid(place, field, "Doubles", "counts, for nothing is weighted")
    }
    try need(of: UInt64(count), bytesEach: areNumbers ? 8 : 1)
    var values: [Double] = []
    values.reserveCapacity(count)
    var total: UInt64 = 0
    for _ in 0..<count {
      if areNumbers {
        values.append(try number(field))
      } else {
        let start = offset
        let value = try whole(field, limit: Self.largestCount)
        total += value
        guard total <= Self.largestCount else {
          throw Self.invalid(start, field, "\(total) in all", "at most \(Self.largestCount)")
        }
        values.append(Double(value))
      }
    }
    return values
  }

  /// The error of a part that has a value it cannot have.
  static func invalid(
    _ offset: Int, _ field: String, _ found: String, _ expected: String
  ) -> EvaluationError {
    .undecodable(.invalid(offset: offset, field: field, found: found, expected: expected))
  }
}
