/// The mean of |prediction − truth|.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_absolute_error`.
public func meanAbsoluteError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) { $0.meanAbsoluteError }
}

/// The mean of |prediction − truth| / |truth|, as a fraction.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight, and where a number of the truth is 0.
///
/// scikit-learn: `mean_absolute_percentage_error`.
public func meanAbsolutePercentageError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) {
      $0.meanAbsolutePercentageError
    } undefined: { _ in
      NumberColumns.zeroTruth(truth, weights)
    }
}

/// The median of |prediction − truth|.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `median_absolute_error`.
public func medianAbsoluteError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionValues()) { $0.medianAbsoluteError }
}

/// The largest |prediction − truth| of a row whose weight is not zero.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `max_error`.
public func maxError<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) { $0.maximumError }
}
