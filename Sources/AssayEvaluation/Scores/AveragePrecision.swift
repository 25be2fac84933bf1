extension ScoreCurve {
  /// The mean precision over recall, in steps and without interpolation.
  ///
  ///     AP = Σ (R_i − R_{i−1}) P_i        over thresholds from the greatest down
  ///
  /// Range 0 ... 1; chance is the part of positive rows. Undefined, and 0, without positive rows;
  /// NaN without any rows. Weights may be below 0, and even sum to less than 0.
  ///
  /// scikit-learn: `average_precision_score`.
  public var averagePrecision: Double {
    AveragePrecisionReading().read(KeptPoints(blocks)).value
  }
}

/// The reading of the mean precision over recall, and whether there is any positive row.
private struct AveragePrecisionReading: CurveReading {
  func read<Points: DescendingPoints>(_ points: Points) -> (value: Double, isDefined: Bool) {
    let positives = points.positives
    var walk = points.makeIterator()
    guard let first = walk.next() else { return (.nan, false) }
    guard positives != 0 else {
      // scikit-learn then takes every recall for 1, so that the first precision is all there is.
      let called = first.positives + first.negatives
      return (called == 0 ? 0 : max(0, first.positives / called), false)
    }
    var hits = 0.0
    var called = 0.0
    var sum = 0.0
    var next: ScoreCurve.Point? = first
    while let point = next {
      hits += point.positives
      called += point.positives + point.negatives
      if called != 0 { sum += point.positives * (hits / called) }
      next = walk.next()
    }
    return (max(0, sum / positives), positives > 0)
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The mean precision over recall, of the positive class.
  public static var averagePrecision: Metric {
    Metric(
      "average_precision", title: "Average precision", requires: .curve, uncertainty: .curve
    ) { $0.curve.averagePrecision }
  }
}

/// The mean precision over recall, in steps and without interpolation.
///
/// ```swift
/// try averagePrecision(labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])  // 0.8333333333333333
/// ```
///
/// scikit-learn: `average_precision_score` of two classes.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a score is not finite,
///   weights are not finite or all zero, or the positive class is not determined; in strict form
///   also without positive rows.
public func averagePrecision<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let reading = try ScoredRows(labels, scores, positive: positive, weights: weights)
    .read(AveragePrecisionReading())
  if strict, !reading.isDefined {
    // The curve says why.
    let curve = try ScoreColumns.curve(labels, scores, positive: positive, weights: weights)
    try ScoreColumns.checkDefined("average_precision", curve, strict: strict)
  }
  return reading.value
}
