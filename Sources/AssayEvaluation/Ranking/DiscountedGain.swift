/// The mean discounted cumulative gain of rows: how much relevance the best scores gather.
///
/// ``GainStatistics`` has the formula and the rule for ties.
///
/// ```swift
/// try dcgScore(relevances: [[10, 0, 0, 1, 5]], scores: [[0.1, 0.2, 0.3, 4, 70]])  // 9.4994…
/// ```
///
/// - Throws: ``EvaluationError`` when shapes differ, there are no rows, a row has one entry, a
///   number is not finite, all weights are zero, or `k` or the base mean nothing; in
///   strict form also for a negative weight.
///
/// scikit-learn: `dcg_score`.
public func dcgScore<Score: BinaryFloatingPoint & Sendable>(
  relevances: [[Double]], scores: [[Score]], k: Int? = nil, logBase: Double = 2,
  ignoresTies: Bool = false, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  var seen = try GainStatistics(k: k, logBase: logBase, ignoresTies: ignoresTies)
  try seen.update(relevances: relevances, scores: scores, weights: weights)
  try RankingTable.check("dcg", seen.undefined, weights: weights, strict: strict)
  return seen.discountedGain
}

/// The mean DCG of rows that lie one after the other; errors and values as for rows.
public func dcgScore<Score: BinaryFloatingPoint & Sendable>(
  relevances: [Double], scores: [Score], width: Int, k: Int? = nil, logBase: Double = 2,
  ignoresTies: Bool = false, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: relevances, "relevances")
  var seen = try GainStatistics(k: k, logBase: logBase, ignoresTies: ignoresTies)
  try seen.update(relevances: relevances, scores: scores, width: width, weights: weights)
  try RankingTable.check("dcg", seen.undefined, weights: weights, strict: strict)
  return seen.discountedGain
}

/// The mean DCG of rows by the best possible one.
///
/// Range 0 to 1; a row without relevance counts 0.
///
/// - Throws: as ``dcgScore(relevances:scores:k:logBase:ignoresTies:weights:strict:)``, and
///   ``EvaluationError/outOfRange(field:index:value:range:)`` for a negative relevance (the index
///   counts through the rows); in strict form also where nothing in a row is relevant.
///
/// scikit-learn: `ndcg_score`.
public func ndcgScore<Score: BinaryFloatingPoint & Sendable>(
  relevances: [[Double]], scores: [[Score]], k: Int? = nil, ignoresTies: Bool = false,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  var seen = try GainStatistics(k: k, ignoresTies: ignoresTies)
  try seen.update(relevances: relevances, scores: scores, weights: weights)
  try checkNotNegative(relevances.flatMap { $0 })
  try RankingTable.check("ndcg", seen.undefined, weights: weights, strict: strict)
  return seen.normalizedDiscountedGain
}

/// The mean NDCG of rows that lie one after the other; errors and values as for rows.
public func ndcgScore<Score: BinaryFloatingPoint & Sendable>(
  relevances: [Double], scores: [Score], width: Int, k: Int? = nil, ignoresTies: Bool = false,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try Columns.check(notEmpty: relevances, "relevances")
  var seen = try GainStatistics(k: k, ignoresTies: ignoresTies)
  try seen.update(relevances: relevances, scores: scores, width: width, weights: weights)
  try checkNotNegative(relevances)
  try RankingTable.check("ndcg", seen.undefined, weights: weights, strict: strict)
  return seen.normalizedDiscountedGain
}

private func checkNotNegative(_ relevances: [Double]) throws(EvaluationError) {
  guard let bad = relevances.firstIndex(where: { $0 < 0 }) else { return }
  throw .outOfRange(
    field: "relevances", index: bad, value: relevances[bad], range: 0...Double.infinity)
}
