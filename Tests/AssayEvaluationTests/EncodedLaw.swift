import AssayCore
import AssayEvaluation
import TestSupport
import Testing

/// A kind of statistic, and how it grows by rows.
struct EncodedLaw<Statistic: EncodableSummary> {
  var empty: (ClassifierRows) throws -> Statistic
  var add: (inout Statistic, ClassifierRows) throws -> Void

  func statistic(of rows: ClassifierRows) throws -> Statistic {
    var seen = try empty(rows)
    try add(&seen, rows)
    return seen
  }

  /// Batches = one-shot = merged = decoded, in values and in bytes.
  func expectLaws(
    of rows: ClassifierRows, isExact: Bool = true,
    same: (Statistic, Statistic) -> Bool = { $0 == $1 },
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let whole = try statistic(of: rows)
    let bytes = whole.encoded
    let decoded = try Statistic(decoding: bytes)
    #expect(decoded == whole, sourceLocation: sourceLocation)
    #expect(decoded.encoded == bytes, sourceLocation: sourceLocation)
    for size in [41, 500] {
      // A stream that is put away after each batch, and shards that arrive in another order.
      var streamed = try empty(rows)
      var merged = try empty(rows)
      for batch in rows.batches(of: size) {
        try add(&streamed, batch)
        streamed = try Statistic(decoding: streamed.encoded)
      }
      for batch in rows.batches(of: size).reversed() {
        try merged.merge(Statistic(decoding: statistic(of: batch).encoded))
      }
      #expect(same(streamed, whole), sourceLocation: sourceLocation)
      #expect(same(merged, whole), sourceLocation: sourceLocation)
      guard isExact else { continue }
      #expect(streamed == whole && merged == whole, sourceLocation: sourceLocation)
      #expect(streamed.encoded == bytes, sourceLocation: sourceLocation)
      #expect(merged.encoded == bytes, sourceLocation: sourceLocation)
    }
    for threads in 1...8 {
      let other = try Workers.limited(to: threads) { try statistic(of: rows).encoded }
      #expect(other == bytes, sourceLocation: sourceLocation)
    }
  }
}

extension ClassifierRows {
  /// The rows that encoding is tried on.
  static let encodedRows: [ClassifierRows] = {
    var random = RandomSource(seed: 11)
    return ClassifierRows.samples(&random)
  }()

  /// Half of them, with every number of classes, outputs, kind of weights and prevalence.
  static let fewerEncodedRows: [ClassifierRows] = encodedRows.enumerated()
    .filter { place, _ in (place + place / 2) % 2 == 0 }.map(\.element)

  var labels: [Bool] { truth.map { Int($0) == classCount - 1 } }

  /// The score of the last class.
  var scores: [Double] {
    (0..<count).map { outputs[$0 * width + width - 1] }
  }

  var predictions: [Int32] {
    (0..<count).map { row in
      if width == 1 { return outputs[row] >= 0.5 ? 1 : 0 }
      let outputs = outputs[(row * width)..<((row + 1) * width)]
      let greatest = outputs.max() ?? 0
      return Int32((outputs.firstIndex(of: greatest) ?? row * width) - row * width)
    }
  }
}
