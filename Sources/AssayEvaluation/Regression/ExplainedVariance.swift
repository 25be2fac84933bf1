/// The part of the truth's variance that is explained, R².
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `r2_score`.
public func r2Score<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], forcingFinite: Bool = true, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.determination(forcingFinite: forcingFinite)
}

/// The part of the truth's variance that is explained, a constant offset forgiven.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `explained_variance_score`.
public func explainedVarianceScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], forcingFinite: Bool = true, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.explainedVariance(forcingFinite: forcingFinite)
}
