/// The part of the truth's variance that is explained, R².
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight, and where the truth is constant or a single row.
///
/// scikit-learn: `r2_score`.
public func r2Score<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], forcingFinite: Bool = true, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) {
      $0.determination(forcingFinite: forcingFinite)
    } undefined: {
      $0.undefined("r2")
    }
}

/// The part of the truth's variance that is explained, a constant offset forgiven.
///
/// ``RegressionStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight, and where the truth is constant or a single row.
///
/// scikit-learn: `explained_variance_score`.
public func explainedVarianceScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], forcingFinite: Bool = true, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionStatistics()) {
      $0.explainedVariance(forcingFinite: forcingFinite)
    } undefined: {
      $0.undefined("explained_variance")
    }
}
