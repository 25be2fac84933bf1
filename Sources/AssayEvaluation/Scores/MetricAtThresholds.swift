/// A metric of counts at every distinct score taken as the threshold.
///
/// scikit-learn: `metric_at_thresholds`.
public struct MetricAtThresholds: Sendable, Equatable {
  /// The metric's value at each threshold.
  public let values: [Double]
  /// The distinct scores, descending.
  public let thresholds: [Double]
}

extension ScoreCurve {
  /// Any metric of counts at every distinct score, from the greatest down.
  ///
  /// ```swift
  /// let kappas = curve.metricAtThresholds { $0.accuracy - $0.prevalence }
  /// ```
  ///
  /// Each threshold costs one call; the counts are never counted again.
  ///
  /// scikit-learn: `metric_at_thresholds`.
  public func metricAtThresholds(_ metric: (BinaryCounts) -> Double) -> MetricAtThresholds {
    let counts = countsAtThresholds
    return MetricAtThresholds(
      values: (0..<counts.count).map { metric(counts[$0]) }, thresholds: counts.thresholds)
  }
}

/// Any metric of counts at every distinct score taken as the threshold.
///
/// ```swift
/// let f1 = try metricAtThresholds(
///   labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8]) { $0.f1 }
/// print(f1.thresholds)  // [0.8, 0.4, 0.35, 0.1]
/// print(f1.values)      // [0.6666666666666666, 0.5, 0.8, 0.6666666666666666]
/// ```
///
/// scikit-learn: `metric_at_thresholds`, which predicts and scores all rows anew at each threshold.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: greater means more likely positive.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once. Rows of weight 0 are left out.
///   - metric: what to read from the counts of the rows with score ≥ threshold called positive.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a score is not finite,
///   weights are not finite or all zero, or the positive class is not determined.
public func metricAtThresholds<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  metric: (BinaryCounts) -> Double
) throws(EvaluationError) -> MetricAtThresholds {
  try ScoreColumns.curve(labels, scores.doubles, positive: positive, weights: weights)
    .metricAtThresholds(metric)
}
