/// The mean of (prediction − truth)².
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_squared_error`.
public func meanSquaredError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.meanSquaredError
}

/// √ of the mean of (prediction − truth)².
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `root_mean_squared_error`.
public func rootMeanSquaredError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.rootMeanSquaredError
}

/// The mean of (log(1 + prediction) − log(1 + truth))²; numbers above −1.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_squared_log_error`.
public func meanSquaredLogError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = try MeanLossStatistics(.squaredLog)
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.mean
}

/// √ of the mean of (log(1 + prediction) − log(1 + truth))²; numbers above −1.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `root_mean_squared_log_error`.
public func rootMeanSquaredLogError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = try MeanLossStatistics(.squaredLog)
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.rootMean
}
