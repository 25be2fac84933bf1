internal import AssayCore

/// The checked rows of a one-shot function, to read one curve from.
///
/// Not generic, so that what reads them is compiled for the rows at hand.
package enum ScoredRows {
  /// Floats that each count once, and which of them are positive.
  case floats([Float], flags: [Bool])
  /// Doubles that each count once, and which of them are positive.
  case doubles([Double], flags: [Bool])
  /// Floats where the caller has them, one for each flag.
  case floatsInPlace(UnsafeBufferPointer<Float>, flags: [Bool])
  /// Doubles where the caller has them, one for each flag.
  case doublesInPlace(UnsafeBufferPointer<Double>, flags: [Bool])
  /// Rows with weights.
  case weighted(ScoreCurve)

  /// Checks two columns, but for scores that are not finite.
  package init<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
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
    case .floatsInPlace(let scores, let flags): try Self.read(reading, flags, scores)
    case .doublesInPlace(let scores, let flags): try Self.read(reading, flags, scores)
    case .weighted(let curve): reading.read(KeptPoints(curve.blocks))
    }
  }

  private static func read<Reading: CurveReading, Score: RankableScore>(
    _ reading: Reading, _ flags: [Bool], _ scores: [Score]
  ) throws(EvaluationError) -> Reading.Value {
    try scores.withUnsafeBufferPointer { (scores) throws(EvaluationError) in
      try read(reading, flags, scores)
    }
  }

  private static func read<Reading: CurveReading, Score: RankableScore>(
    _ reading: Reading, _ flags: [Bool], _ scores: UnsafeBufferPointer<Score>
  ) throws(EvaluationError) -> Reading.Value {
    do {
      return try flags.withUnsafeBufferPointer { flags throws(RankingError) in
        // A Bool is a byte, 0 or 1.
        let bytes = UnsafeRawBufferPointer(flags).bindMemory(to: UInt8.self)
        return try Ranking.withSorted(scores: scores, labels: bytes) {
          reading.read(SortedPoints($0))
        }
      }
    } catch {
      // Blocks say which score is bad, or do with less memory.
      return reading.read(KeptPoints(try ScoreBlocks(labels: flags, scores: Array(scores))))
    }
  }
}

extension ScoredRows {
  /// The points of the ROC curve, see ``rocCurve(labels:scores:positive:weights:dropIntermediate:)``.
  package func roc(dropIntermediate: Bool) throws(EvaluationError) -> ROC {
    try read(ROC.Reading(dropIntermediate: dropIntermediate))
  }

  /// The points of the precision–recall curve.
  package func precisionRecall(
    dropIntermediate: Bool
  ) throws(EvaluationError) -> PrecisionRecallCurve {
    try read(PrecisionRecallCurve.Reading(dropIntermediate: dropIntermediate))
  }

  /// The four counts at every threshold.
  package func countsAtThresholds() throws(EvaluationError) -> CountsAtThresholds {
    guard case .weighted = self else {
      return try read(CountsAtThresholds.Reading(isWeighted: false))
    }
    return try read(CountsAtThresholds.Reading(isWeighted: true))
  }
}
