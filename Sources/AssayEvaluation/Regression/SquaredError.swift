/// The mean of (prediction − truth)².
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_squared_error`.
public func meanSquaredError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) { $0.meanSquaredError }
}

/// √ of the mean of (prediction − truth)².
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `root_mean_squared_error`.
public func rootMeanSquaredError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) { $0.rootMeanSquaredError }
}

/// The mean of (log(1 + prediction) − log(1 + truth))²; numbers above −1.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_squared_log_error`.
public func meanSquaredLogError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(MeanLossStatistics(.squaredLog)) { $0.mean }
}

/// √ of the mean of (log(1 + prediction) − log(1 + truth))²; numbers above −1.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `root_mean_squared_log_error`.
public func rootMeanSquaredLogError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(MeanLossStatistics(.squaredLog)) { $0.rootMean }
}
