/// The mean Tweedie deviance of a power.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_tweedie_deviance`.
public func meanTweedieDeviance<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], power: Double = 0, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = try MeanLossStatistics(.tweedie(power: power))
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.mean
}

/// The mean Poisson deviance; truth at least 0, predictions above 0.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_poisson_deviance`.
public func meanPoissonDeviance<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = try MeanLossStatistics(.tweedie(power: 1))
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.mean
}

/// The mean gamma deviance; truth and predictions above 0.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_gamma_deviance`.
public func meanGammaDeviance<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = try MeanLossStatistics(.tweedie(power: 2))
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.mean
}

/// What the predictions save of the Tweedie deviance of the mean truth.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `d2_tweedie_score`.
public func d2TweedieScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], power: Double = 0, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionValues()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return try seen.devianceSaved(power: power)
}
