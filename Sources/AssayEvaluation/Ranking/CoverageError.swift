/// How many labels, best first, cover all of a row's own: the mean over rows.
///
/// ``LabelRankingStatistics/coverageError`` has the formula, the range and the
/// edge rows. Truth and scores are rows of one width.
///
/// - Throws: ``EvaluationError`` when shapes differ, there are no rows, a score is not finite or
///   all weights are zero; in strict form also for a negative weight, and where a row has no label.
///
/// scikit-learn: `coverage_error`.
public func coverageError<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  var seen = LabelRankingStatistics()
  try seen.update(truth: labels, scores: scores, weights: weights)
  try RankingTable.check("coverage_error", seen.undefined, weights: weights, strict: strict)
  return seen.coverageError
}

/// How many labels, best first, cover all of a row's own: the mean over rows.
///
/// The rows lie one after the other, `width` labels each; errors and values as for rows.
public func coverageError<Score: BinaryFloatingPoint & Sendable>(
  labels: [Bool], scores: [Score], width: Int, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: labels, "labels")
  var seen = LabelRankingStatistics()
  try seen.update(truth: labels, scores: scores, width: width, weights: weights)
  try RankingTable.check("coverage_error", seen.undefined, weights: weights, strict: strict)
  return seen.coverageError
}
