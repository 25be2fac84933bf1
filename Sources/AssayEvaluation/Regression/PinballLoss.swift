/// The mean of α (truth − prediction) where that is not negative, else of (1 − α) (prediction − truth).
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_pinball_loss`.
public func meanPinballLoss<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], alpha: Double = 0.5, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(MeanLossStatistics(.pinball(alpha: alpha))) { $0.mean }
}

/// What the predictions save of the pinball loss of the truth's α quantile.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight, for a single row, and where the constant answer has no loss.
///
/// scikit-learn: `d2_pinball_score`.
public func d2PinballScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], alpha: Double = 0.5, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionValues()) { (seen) throws(EvaluationError) in
      try seen.pinballSaving(alpha: alpha).value
    } undefined: { (seen) throws(EvaluationError) in
      try seen.pinballSaving(alpha: alpha).undefined("d2_pinball_score")
    }
}

/// What the predictions save of the absolute error of the truth's median.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight, for a single row, and where the constant answer has no loss.
///
/// scikit-learn: `d2_absolute_error_score`.
public func d2AbsoluteErrorScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionValues()) { (seen) throws(EvaluationError) in
      try seen.pinballSaving(alpha: 0.5).value
    } undefined: { (seen) throws(EvaluationError) in
      try seen.pinballSaving(alpha: 0.5).undefined("d2_absolute_error_score")
    }
}
