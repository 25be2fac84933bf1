/// The part of the pairs of labels in the wrong order: the mean over rows.
///
/// ``LabelRankingStatistics/rankingLoss`` has the formula, the range and the
/// edge rows. Truth and scores are rows of one width.
///
/// - Throws: ``EvaluationError`` when shapes differ, there are no rows, a score is not finite or
///   all weights are zero; in strict form also for a negative weight, and where a row has all labels or none.
///
/// scikit-learn: `label_ranking_loss`.
public func labelRankingLoss<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  var seen = LabelRankingStatistics()
  try seen.update(truth: labels, scores: scores, weights: weights)
  try RankingTable.check("label_ranking_loss", seen.undefined, weights: weights, strict: strict)
  return seen.rankingLoss
}

/// The part of the pairs of labels in the wrong order: the mean over rows.
///
/// The rows lie one after the other, `width` labels each; errors and values as for rows.
public func labelRankingLoss<Score: BinaryFloatingPoint & Sendable>(
  labels: [Bool], scores: [Score], width: Int, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: labels, "labels")
  var seen = LabelRankingStatistics()
  try seen.update(truth: labels, scores: scores, width: width, weights: weights)
  try RankingTable.check("label_ranking_loss", seen.undefined, weights: weights, strict: strict)
  return seen.rankingLoss
}
