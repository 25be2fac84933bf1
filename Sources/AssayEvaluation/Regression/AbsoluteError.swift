/// The mean of |prediction − truth|.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_absolute_error`.
public func meanAbsoluteError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.meanAbsoluteError
}

/// The mean of |prediction − truth| / |truth|, as a fraction.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `mean_absolute_percentage_error`.
public func meanAbsolutePercentageError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.meanAbsolutePercentageError
}

/// The median of |prediction − truth|.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `median_absolute_error`.
public func medianAbsoluteError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionValues()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.medianAbsoluteError
}

/// The largest |prediction − truth| of a row whose weight is not zero.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero.
///
/// scikit-learn: `max_error`.
public func maxError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: truth, "truth")
  var seen = RegressionStatistics()
  try seen.update(
    truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
    weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.maximumError
}
