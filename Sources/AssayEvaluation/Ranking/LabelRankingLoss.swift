/// The part of the pairs of labels in the wrong order: the mean over rows.
///
/// ``LabelRankingStatistics/rankingLoss`` has the formula, the range and the edge rows. Truth and scores
/// are rows of one width.
///
/// - Throws: ``EvaluationError`` when shapes differ, there are no rows, a score is not finite or
///   all weights are zero.
///
/// scikit-learn: `label_ranking_loss`.
public func labelRankingLoss<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  var seen = LabelRankingStatistics()
  try seen.update(truth: labels, scores: scores, weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.rankingLoss
}

/// The part of the pairs of labels in the wrong order: the mean over rows; the rows lie one after the other, `width` labels each.
///
/// Errors and values as for rows.
public func labelRankingLoss<Score: BinaryFloatingPoint & Sendable>(
  labels: [Bool], scores: [Score], width: Int, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: labels, "labels")
  var seen = LabelRankingStatistics()
  try seen.update(truth: labels, scores: scores, width: width, weights: weights)
  try Columns.check(notAllZero: weights)
  return seen.rankingLoss
}
