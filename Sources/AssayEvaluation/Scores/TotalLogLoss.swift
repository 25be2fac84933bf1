extension ProbabilityLosses {
  /// The sum over rows, not the mean, of −log of the probability given to the true class; 0 without
  /// rows.
  ///
  /// scikit-learn: `log_loss(normalize=False)`.
  public var totalLogLoss: Double { count == 0 ? 0 : logLoss * total }
}

/// The sum of the surprise at the truth, of two classes.
///
/// ```swift
/// try totalLogLoss(labels: [1, 0, 0, 1], probabilities: [0.9, 0.1, 0.2, 0.65])  // 0.8646474987223165
/// ```
///
/// scikit-learn: `log_loss(normalize=False)`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: of the positive class.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
public func totalLogLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], positive: Label? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try LossesAndTotals(labels, probabilities, positive: positive, weights: weights)
    .losses.totalLogLoss
}

/// The sum of the surprise at the truth, of any number of classes.
///
/// scikit-learn: `log_loss(normalize=False)`. Rows that do not add up to 1 are taken as they are.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: one for each class in each row.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a label is no class, a probability is outside 0 ... 1, or weights are not finite or all
///   zero.
public func totalLogLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try LossesAndTotals(
    labels, ProbabilityTable(rows: probabilities, like: labels), classes: classes,
    weights: weights
  ).losses.totalLogLoss
}

/// The sum of the surprise at the truth, from a flat array.
///
/// scikit-learn: `log_loss(normalize=False)`. Parameters and errors as for rows, `width` being
/// probabilities a row.
public func totalLogLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(flat: probabilities, width: width, rows: labels.count)
  return try LossesAndTotals(labels, table, classes: classes, weights: weights)
    .losses.totalLogLoss
}
