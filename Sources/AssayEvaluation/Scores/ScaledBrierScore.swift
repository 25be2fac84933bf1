extension ProbabilityLosses {
  /// The mean squared error of the probabilities, with or without the factor ½.
  ///
  /// - Parameter half: ½ Σ over classes (p − y)², range 0 ... 1, for any number of classes; false
  ///   for Σ over classes (p − y)², range 0 ... 2. ``brierScore`` halves for two classes alone.
  ///
  /// scikit-learn: `brier_score_loss(scale_by_half=)`.
  public func brierScore(scaledByHalf half: Bool) -> Double {
    let isHalved = classCount == 2
    return half == isHalved ? brierScore : isHalved ? 2 * brierScore : brierScore / 2
  }
}

/// The mean squared error of probabilities of two classes, with or without the factor ½.
///
/// ```swift
/// try brierScore(
///   labels: [0, 1, 1, 0], probabilities: [0.1, 0.9, 0.8, 0.3], scaledByHalf: false)  // 0.075
/// ```
///
/// scikit-learn: `brier_score_loss(scale_by_half=)`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: of the positive class.
///   - half: (p − y)², as ``brierScore(labels:probabilities:positive:weights:)``; false for twice
///     that, the sum over both classes.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
public func brierScore<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], scaledByHalf half: Bool, positive: Label? = nil,
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try LossesAndTotals(labels, probabilities, positive: positive, weights: weights)
    .losses.brierScore(scaledByHalf: half)
}

/// The mean squared error of probabilities of any number of classes, with or without the factor ½.
///
/// scikit-learn: `brier_score_loss(scale_by_half=)`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: one for each class in each row.
///   - half: ½ Σ over classes (p − y)², range 0 ... 1; false for the sum itself, range 0 ... 2.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a label is no class, a probability is outside 0 ... 1, or weights are not finite or all
///   zero.
public func brierScore<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [[Score]], scaledByHalf half: Bool, classes: [Label]? = nil,
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try LossesAndTotals(
    labels, ProbabilityTable(rows: probabilities, like: labels), classes: classes,
    weights: weights
  ).losses.brierScore(scaledByHalf: half)
}

/// The mean squared error of probabilities, from a flat array, with or without the factor ½.
///
/// scikit-learn: `brier_score_loss(scale_by_half=)`. Parameters and errors as for rows, `width`
/// being probabilities a row.
public func brierScore<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], width: Int, scaledByHalf half: Bool,
  classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(flat: probabilities, width: width, rows: labels.count)
  return try LossesAndTotals(labels, table, classes: classes, weights: weights)
    .losses.brierScore(scaledByHalf: half)
}
