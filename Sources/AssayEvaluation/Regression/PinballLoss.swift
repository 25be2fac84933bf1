/// The mean of α (truth − prediction) where that is not negative, else of (1 − α) (prediction − truth).
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_pinball_loss`.
public func meanPinballLoss<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], alpha: Double = 0.5, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = try MeanLossStatistics(.pinball(alpha: alpha))
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.mean
}

/// What the predictions save of the pinball loss of the truth's α quantile.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `d2_pinball_score`.
public func d2PinballScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], alpha: Double = 0.5, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionValues()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return try seen.pinballSaved(alpha: alpha)
}

/// What the predictions save of the absolute error of the truth's median.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `d2_absolute_error_score`.
public func d2AbsoluteErrorScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionValues()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return try seen.pinballSaved(alpha: 0.5)
}
