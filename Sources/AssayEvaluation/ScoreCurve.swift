/// Scores of positive and negative rows: what every curve and ranking number is read from.
///
/// Kept are the distinct scores and how many (or how much weight of) positive and negative rows lie
/// at each, exactly, so ROC, precision–recall and their areas come from one statistic, and no
/// threshold is left out.
///
/// ```swift
/// var curve = ScoreCurve()
/// try curve.update(labels: [false, false, true, true], scores: [0.1, 0.4, 0.35, 0.8])
/// print(curve.rocAUC)             // 0.75
/// print(curve.averagePrecision)   // 0.8333333333333333
/// ```
///
/// **Thresholds:** positive when score ≥ threshold. −0 and 0 are the same score. Rows of weight 0
/// are left out, as in scikit-learn.
///
/// **Edge cases:** with one class only the area under the ROC curve is NaN; ``undefined`` says why.
///
/// - Complexity: O(n log n) for n rows, however they are batched; memory O(distinct scores).
///   Batches wait unsorted; ``compact()`` sorts them in once for many readings.
///
/// scikit-learn: `confusion_matrix_at_thresholds`.
public struct ScoreCurve: Summary {
  /// One distinct score and the rows that have it.
  public struct Point: Sendable, Hashable {
    /// The score.
    public let score: Double
    /// Positive rows with this score, or their weight.
    public let positives: Double
    /// Negative rows with this score, or their weight.
    public let negatives: Double
  }

  private var sorted = ScoreBlocks()
  private var waitingPositives: [Double] = []
  private var waitingNegatives: [Double] = []
  private var waitingWeighted: [WeightedScore] = []

  /// Whether rows carry weights.
  public private(set) var isWeighted = false

  /// A curve of no rows.
  public init() {}

  init(blocks: ScoreBlocks, isWeighted: Bool) {
    sorted = blocks
    self.isWeighted = isWeighted
  }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - labels: whether each row is positive.
  ///   - scores: the score of each row, greater meaning more likely positive.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths differ or a score or weight is not finite; the
  ///   curve is then unchanged.
  public mutating func update(
    labels: [Bool], scores: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(scores, "scores", like: labels, "labels")
    if weights == nil, labels.count > max(Self.fewEnoughToWait, sorted.count) {
      // So many that they need not wait.
      let batch = try ScoreBlocks(labels: labels, scores: scores)
      sorted = blocks.merged(with: batch)
      forgetWaiting()
      return
    }
    try Columns.check(finite: scores, "scores")
    try Columns.check(weights: weights, like: labels.count, "labels")
    if let weights {
      for row in labels.indices {
        add(scores[row], isPositive: labels[row], weight: weights[row])
      }
    } else {
      for row in labels.indices { add(scores[row], isPositive: labels[row]) }
    }
    settle()
  }

  /// Adds what another curve has seen.
  public mutating func merge(_ other: ScoreCurve) {
    isWeighted = isWeighted || other.isWeighted
    sorted = blocks.merged(with: other.blocks)
    forgetWaiting()
  }

  /// Sorts in the batches that wait, so that readings need not.
  public mutating func compact() {
    sorted = blocks
    forgetWaiting()
  }

  /// The distinct scores from the greatest down, with the rows at each.
  public var points: [Point] {
    let blocks = blocks
    return (0..<blocks.count).map {
      Point(
        score: blocks.scores[$0], positives: blocks.positives[$0], negatives: blocks.negatives[$0])
    }
  }

  /// The positive rows, or their weight.
  public var positives: Double { blocks.positives.reduce(0, +) }

  /// The negative rows, or their weight.
  public var negatives: Double { blocks.negatives.reduce(0, +) }

  /// The counts when rows with score ≥ threshold are called positive.
  public func counts(atThreshold threshold: Double) -> BinaryCounts {
    var counts = BinaryCounts()
    counts.isWeighted = isWeighted
    let blocks = blocks
    for block in 0..<blocks.count {
      if blocks.scores[block] >= threshold {
        counts.truePositives += blocks.positives[block]
        counts.falsePositives += blocks.negatives[block]
      } else {
        counts.falseNegatives += blocks.positives[block]
        counts.trueNegatives += blocks.negatives[block]
      }
    }
    return counts
  }

  /// The curve of the other class when scores are probabilities: 1 − score, classes exchanged.
  public var complement: ScoreCurve {
    ScoreCurve(blocks: blocks.complement, isWeighted: isWeighted)
  }

  /// Whether two curves hold the same rows at the same scores.
  public static func == (one: ScoreCurve, other: ScoreCurve) -> Bool {
    one.isWeighted == other.isWeighted && one.blocks == other.blocks
  }
}

extension ScoreCurve {
  /// Adds a row whose score is known to be finite; call ``settle()`` after a batch.
  @inline(__always)
  mutating func add(_ score: Double, isPositive: Bool) {
    // Adding 0 makes -0 the same as 0.
    if isPositive { waitingPositives.append(score + 0) } else { waitingNegatives.append(score + 0) }
  }

  /// Adds a row with a weight, both known to be finite.
  mutating func add(_ score: Double, isPositive: Bool, weight: Double) {
    isWeighted = true
    guard weight != 0 else { return }
    waitingWeighted.append(
      WeightedScore(score: score + 0, weight: weight, isPositive: isPositive))
  }

  /// Sorts in what waits once it is as much as what is sorted, so that each row is sorted a few
  /// times at most.
  mutating func settle() {
    let waiting = waitingPositives.count + waitingNegatives.count + waitingWeighted.count
    if waiting > max(Self.fewEnoughToWait, sorted.count) { compact() }
  }

  private static var fewEnoughToWait: Int { 4_096 }

  private mutating func forgetWaiting() {
    waitingPositives = []
    waitingNegatives = []
    waitingWeighted = []
  }

  /// The canonical form: all rows sorted in.
  var blocks: ScoreBlocks {
    var result = sorted
    if !waitingPositives.isEmpty || !waitingNegatives.isEmpty {
      result = result.merged(
        with: ScoreBlocks(positives: waitingPositives, negatives: waitingNegatives))
    }
    if !waitingWeighted.isEmpty { result = result.merged(with: ScoreBlocks(waitingWeighted)) }
    return result
  }
}
