internal import AssayCore

/// The checked rows of a one-shot function, to read one curve from.
///
/// Not generic, so that what reads them is compiled for the rows at hand.
enum ScoredRows: Sendable {
  /// Floats that each count once, and which of them are positive.
  case floats([Float], flags: [Bool])
  /// Doubles that each count once, and which of them are positive.
  case doubles([Double], flags: [Bool])
  /// Rows with weights.
  case weighted(ScoreCurve)

  /// Checks two columns, but for scores that are not finite.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ scores: [Score], positive: Label?, weights: [Double]?
  ) throws(EvaluationError) {
    if weights != nil {
      self = .weighted(
        try ScoreColumns.curve(labels, scores, positive: positive, weights: weights))
      return
    }
    let flags = try ScoreColumns.flags(labels, scores, "scores", positive: positive)
    if let floats = KnownLabels.cast(scores, to: Float.self) {
      self = .floats(floats, flags: flags)
    } else {
      self = .doubles(scores.doubles, flags: flags)
    }
  }

  /// A reading of the rows' curve: without weights none is kept of it.
  ///
  /// - Throws: ``EvaluationError/notFinite(field:index:value:)`` for the first score that is not
  ///   finite.
  func read<Reading: CurveReading>(_ reading: Reading) throws(EvaluationError) -> Reading.Value {
    switch self {
    case .floats(let scores, let flags): try Self.read(reading, flags, scores)
    case .doubles(let scores, let flags): try Self.read(reading, flags, scores)
    case .weighted(let curve): reading.read(KeptPoints(curve.blocks))
    }
  }

  private static func read<Reading: CurveReading, Score: RankableScore>(
    _ reading: Reading, _ flags: [Bool], _ scores: [Score]
  ) throws(EvaluationError) -> Reading.Value {
    do {
      return try scores.withUnsafeBufferPointer { scores throws(RankingError) in
        try flags.withUnsafeBufferPointer { flags throws(RankingError) in
          // A Bool is a byte, 0 or 1.
          let bytes = UnsafeRawBufferPointer(flags).bindMemory(to: UInt8.self)
          return try Ranking.withSorted(scores: scores, labels: bytes) {
            reading.read(SortedPoints($0))
          }
        }
      }
    } catch {
      // Blocks say which score is bad, or do with less memory.
      return reading.read(KeptPoints(try ScoreBlocks(labels: flags, scores: scores)))
    }
  }
}
