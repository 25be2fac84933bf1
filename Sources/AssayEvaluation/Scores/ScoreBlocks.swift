internal import AssayCore

/// Distinct scores from the greatest down, with what lies at each: the canonical form of a curve.
struct ScoreBlocks: Sendable, Equatable {
  /// The distinct scores, descending.
  private(set) var scores: [Double] = []
  /// The positive rows (or their weight) at each score.
  private(set) var positives: [Double] = []
  /// The negative rows (or their weight) at each score.
  private(set) var negatives: [Double] = []

  var count: Int { scores.count }

  init() {}

  /// The blocks of two columns of finite scores.
  init(positives: [Double], negatives: [Double]) {
    let labels =
      [UInt8](repeating: 1, count: positives.count) + [UInt8](repeating: 0, count: negatives.count)
    if let distinct = try? Ranking.distinct(
      scores: positives + negatives, labels: labels, allowsInfinity: true)
    {
      self.init()
      scores = distinct.scores
      self.positives = distinct.positives.map(Double.init)
      self.negatives = distinct.negatives.map(Double.init)
      return
    }
    // Without memory for the kernel's copy: sort in place.
    let rows =
      positives.map { WeightedScore(score: $0, weight: 1, isPositive: true) }
      + negatives.map { WeightedScore(score: $0, weight: 1, isPositive: false) }
    self.init(rows)
  }

  /// The blocks of a column of scores, without a copy of its rows.
  ///
  /// - Throws: ``EvaluationError/notFinite(field:index:value:)`` for the first score that is not
  ///   finite.
  init<Score: RankableScore>(labels: [Bool], scores: [Score]) throws(EvaluationError) {
    let distinct: DistinctScores<Score, Double>
    do {
      distinct = try scores.withUnsafeBufferPointer { scores throws(RankingError) in
        try labels.withUnsafeBufferPointer { labels throws(RankingError) in
          // A Bool is a byte, 0 or 1.
          let bytes = UnsafeRawBufferPointer(labels).bindMemory(to: UInt8.self)
          return try Ranking.distinctAmounts(scores: scores, labels: bytes)
        }
      }
    } catch {
      if case .badScore(let index, let value) = error {
        throw .notFinite(field: "scores", index: index, value: value)
      }
      // Without memory for the kernel's copy: sort in place.
      self.init(
        zip(labels, scores).map {
          WeightedScore(score: Double($1) + 0, weight: 1, isPositive: $0)
        })
      return
    }
    self.init()
    self.scores =
      KnownLabels.cast(distinct.scores, to: Double.self) ?? distinct.scores.map { Double($0) }
    positives = distinct.positives
    negatives = distinct.negatives
  }

  /// The blocks of weighted rows, in any order.
  init(_ rows: [WeightedScore]) {
    reserve(rows.count)
    for row in rows.sorted(by: >) {
      append(row.score, row.isPositive ? row.weight : 0, row.isPositive ? 0 : row.weight)
    }
  }

  /// Adds to the last block if the score is the same, else begins a block below it.
  mutating func append(_ score: Double, _ positive: Double, _ negative: Double) {
    if let last = scores.last, last == score {
      positives[count - 1] += positive
      negatives[count - 1] += negative
    } else {
      scores.append(score)
      positives.append(positive)
      negatives.append(negative)
    }
  }

  /// Makes room for so many scores.
  mutating func reserve(_ capacity: Int) {
    scores.reserveCapacity(capacity)
    positives.reserveCapacity(capacity)
    negatives.reserveCapacity(capacity)
  }

  /// The blocks of both.
  func merged(with other: ScoreBlocks) -> ScoreBlocks {
    if count == 0 { return other }
    if other.count == 0 { return self }
    var result = ScoreBlocks()
    result.reserve(count + other.count)
    var one = 0
    var two = 0
    while one < count || two < other.count {
      if two == other.count || (one < count && scores[one] >= other.scores[two]) {
        result.append(scores[one], positives[one], negatives[one])
        one += 1
      } else {
        result.append(other.scores[two], other.positives[two], other.negatives[two])
        two += 1
      }
    }
    return result
  }

  /// The other class's blocks, whose score is 1 minus this one's.
  var complement: ScoreBlocks {
    var result = ScoreBlocks()
    result.reserve(count)
    for block in scores.indices.reversed() {
      result.append(1 - scores[block], negatives[block], positives[block])
    }
    return result
  }
}

/// A row with a weight, waiting to be sorted.
struct WeightedScore: Sendable, Comparable {
  var score: Double
  var weight: Double
  var isPositive: Bool

  static func < (one: WeightedScore, other: WeightedScore) -> Bool {
    one.score == other.score ? one.weight < other.weight : one.score < other.score
  }
}
