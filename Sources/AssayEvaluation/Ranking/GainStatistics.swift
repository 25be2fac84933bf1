import AssayCore

/// How much relevance the best-scored entries of each row gather: DCG and NDCG.
///
///     DCG  = Σ relevance of the entry at rank r / log_b(r + 1)      r = 1 … k, best score first
///     NDCG = DCG / DCG of the best possible order
///
/// Entries with one score share the mean of their relevances, as if every order of them were drawn
/// equally often; `ignoresTies` takes them as they come, the last one first. Sums over rows are
/// exact, so neither the order of rows nor how they were sharded shows.
///
/// ```swift
/// var seen = GainStatistics()
/// try seen.update(relevances: [[10, 0, 0, 1, 5]], scores: [[0.1, 0.2, 0.3, 4, 70]])
/// print(seen.discountedGain)            // 9.499457825916874
/// print(seen.normalizedDiscountedGain)  // 0.6956940443813076
/// ```
///
/// Source: K. Järvelin, J. Kekäläinen, «Cumulated gain-based evaluation of IR techniques», 2002;
/// ties: F. McSherry, M. Najork, 2008.
public struct GainStatistics: Summary {
  /// How many entries count, best first; nil for all.
  public let k: Int?
  /// The base of the logarithm of DCG.
  ///
  /// NDCG does not depend on it.
  public let logBase: Double
  /// Whether entries with one score are taken as they come, for speed.
  public let ignoresTies: Bool
  var rows = RowWeights()
  var gains = MeanOfLosses()
  var normalized = MeanOfLosses()
  var negatives = 0
  /// Rows that count whose best gain is 0.
  var irrelevant = 0

  /// Statistics of no rows.
  ///
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)`` when `k` is below 1 or
  ///   `logBase` is not a finite number above 0 other than 1.
  public init(k: Int? = nil, logBase: Double = 2, ignoresTies: Bool = false)
    throws(EvaluationError)
  {
    if let k, k < 1 {
      throw .invalidParameter(name: "k", value: "\(k)", expected: "at least 1")
    }
    guard logBase.isFinite, logBase > 0, logBase != 1 else {
      throw .invalidParameter(
        name: "logBase", value: "\(logBase)", expected: "a finite number above 0, not 1")
    }
    self.k = k
    self.logBase = logBase
    self.ignoresTies = ignoresTies
  }

  /// Adds rows: the true relevance of every entry, and its score.
  ///
  /// - Throws: ``EvaluationError`` when shapes differ or a number is not finite; the statistics are
  ///   then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    relevances: [[Double]], scores: [[Score]], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let width = try RankingTable.width(of: relevances, "relevances")
    let scored = try RankingTable.width(of: scores, "scores")
    guard scored == width else {
      throw .wrongWidth(field: "scores", width: scored, expected: [width])
    }
    try update(
      relevances: relevances.flatMap { $0 }, scores: scores.flatMap { $0 }, width: width,
      weights: weights)
  }

  /// Adds rows that lie one after the other, `width` entries each; errors as for rows.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    relevances: [Double], scores: [Score], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    let count = try RankingTable.check(
      relevances, "relevances", scores: scores, width: width, leastWidth: 2, weights: weights)
    try Columns.check(finite: relevances, "relevances")
    let top = min(k ?? width, width)
    let scale = ElementaryFunctions.log(logBase)
    let discounts = (0..<top).map { scale / ElementaryFunctions.log(Double($0 + 2)) }
    for row in 0..<count {
      let truth = Array(relevances[row * width..<(row + 1) * width])
      let gain = Self.gain(
        truth, Array(scores[row * width..<(row + 1) * width]), discounts, ignoresTies: ignoresTies)
      let best = Self.gain(truth, truth, discounts, ignoresTies: true)
      let weight = weights?[row]
      if let weight { rows.add(weight: weight) } else { rows.add() }
      if truth.contains(where: { $0 < 0 }) { negatives += 1 }
      if best == 0, weight != 0 { irrelevant += 1 }
      RankingTable.add(gain, to: &gains, weight: weight)
      RankingTable.add(best == 0 ? 0 : gain / best, to: &normalized, weight: weight)
    }
  }

  /// The discounted gain of one row.
  private static func gain<Score: BinaryFloatingPoint>(
    _ truth: [Double], _ scores: [Score], _ discounts: [Double], ignoresTies: Bool
  ) -> Double {
    let order = scores.indices.sorted {
      scores[$0] == scores[$1] ? $0 > $1 : scores[$0] > scores[$1]
    }
    var gain = 0.0
    var start = 0
    while start < discounts.count {
      var end = start + 1
      while !ignoresTies, end < order.count, scores[order[end]] == scores[order[start]] {
        end += 1
      }
      let mean = order[start..<end].reduce(0) { $0 + truth[$1] } / Double(end - start)
      gain += mean * discounts[start..<min(end, discounts.count)].reduce(0, +)
      start = end
    }
    return gain
  }

  /// Adds what other statistics have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when `k`, the base or the rule for
  ///   ties differ.
  public mutating func merge(_ other: GainStatistics) throws(EvaluationError) {
    guard k == other.k, logBase == other.logBase, ignoresTies == other.ignoresTies else {
      throw .cannotMerge(
        what: "k, base and rule for ties", one: "\(parameters)", other: "\(other.parameters)")
    }
    rows.merge(other.rows)
    gains.merge(other.gains)
    normalized.merge(other.normalized)
    negatives += other.negatives
    irrelevant += other.irrelevant
  }

  private var parameters: String {
    "k \(k.map { "\($0)" } ?? "all"), base \(logBase), ties \(ignoresTies ? "ignored" : "averaged")"
  }

  /// The number of rows.
  public var count: Int { rows.count }

  /// How many rows had a negative relevance, which makes NDCG meaningless.
  public var rowsWithNegativeRelevance: Int { negatives }

  /// How many rows have nothing of relevance: NDCG divides nothing by nothing there, and takes 0.
  public var rowsWithoutRelevance: Int { irrelevant }

  /// The readings that have nothing to divide by: both without rows, NDCG also where nothing in a row
  /// is relevant.
  public var undefined: [UndefinedReading] {
    if count == 0 { return ["dcg", "ndcg"].map { UndefinedReading(metric: $0, reason: .noRows) } }
    return irrelevant > 0 ? [UndefinedReading(metric: "ndcg", reason: .irrelevantRow)] : []
  }

  /// The mean of the rows' DCG; NaN without rows.
  ///
  /// scikit-learn: `dcg_score`.
  public var discountedGain: Double { gains.mean(rows) }

  /// The standard error of ``discountedGain``.
  public var discountedGainStandardError: Double { gains.standardError(rows) }

  /// The mean of the rows' NDCG.
  ///
  /// Range 0 ... 1; a row without relevance counts 0; NaN without rows, and where a relevance was
  /// negative.
  ///
  /// scikit-learn: `ndcg_score`.
  public var normalizedDiscountedGain: Double { negatives > 0 ? .nan : normalized.mean(rows) }

  /// The standard error of ``normalizedDiscountedGain``.
  public var normalizedDiscountedGainStandardError: Double {
    negatives > 0 ? .nan : normalized.standardError(rows)
  }
}

extension Metric where Statistics == GainStatistics {
  /// The mean discounted gain.
  public static var discountedGain: Metric {
    Metric(
      "dcg", title: "DCG", range: -Double.infinity...Double.infinity,
      uncertainty: .mean { ($0.discountedGain, $0.discountedGainStandardError) }
    ) { $0.discountedGain }
  }

  /// The mean discounted gain, by the best possible one.
  public static var normalizedDiscountedGain: Metric {
    Metric(
      "ndcg", title: "NDCG",
      uncertainty: .mean { ($0.normalizedDiscountedGain, $0.normalizedDiscountedGainStandardError) }
    ) { $0.normalizedDiscountedGain }
  }

  /// Every metric of gains.
  public static var all: [Metric] { [.discountedGain, .normalizedDiscountedGain] }
}
