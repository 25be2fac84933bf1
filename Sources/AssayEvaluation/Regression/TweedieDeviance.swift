/// The mean Tweedie deviance of a power.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_tweedie_deviance`.
public func meanTweedieDeviance<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], power: Double = 0, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(MeanLossStatistics(.tweedie(power: power))) { $0.mean }
}

/// The mean Poisson deviance; truth at least 0, predictions above 0.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_poisson_deviance`.
public func meanPoissonDeviance<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(MeanLossStatistics(.tweedie(power: 1))) { $0.mean }
}

/// The mean gamma deviance; truth and predictions above 0.
///
/// ``MeanLossStatistics`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight.
///
/// scikit-learn: `mean_gamma_deviance`.
public func meanGammaDeviance<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(MeanLossStatistics(.tweedie(power: 2))) { $0.mean }
}

/// What the predictions save of the Tweedie deviance of the mean truth.
///
/// ``RegressionValues`` has the formula, the range and the edge cases, and gathers rows that come in
/// batches.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a number is not finite or
///   outside the domain, a parameter means nothing, or all weights are zero; in strict form also
///   for a negative weight, for a single row, and where the constant answer has no loss.
///
/// scikit-learn: `d2_tweedie_score`.
public func d2TweedieScore<Number: BinaryFloatingPoint & Sendable>(
  truth: [Number], predictions: [Number], power: Double = 0, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try NumberColumns(truth, predictions, weights, strict: strict)
    .read(RegressionValues()) { (seen) throws(EvaluationError) in
      try seen.devianceSaving(power: power).value
    } undefined: { (seen) throws(EvaluationError) in
      try seen.devianceSaving(power: power).undefined("d2_tweedie_score")
    }
}
