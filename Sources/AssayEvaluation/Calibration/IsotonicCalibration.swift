/// Isotonic recalibration: the non-decreasing function of the score that lies nearest to the truth.
///
/// A few corner points, joined by straight lines; below the first and above the last the probability
/// stays. **Fit:** the weighted least squares among all non-decreasing functions, found by pooling
/// neighbours that fall (Ayer et al. 1955). Rows of equal score are averaged first, and so are scores
/// less than 1e-15 apart, as in scikit-learn. It takes more rows than ``PlattScaling`` to be good:
/// about a thousand.
///
/// ```swift
/// let isotonic = try IsotonicCalibration(labels: labels, scores: scores)
/// print(isotonic.scores, isotonic.probabilities)
/// ```
///
/// scikit-learn: `IsotonicRegression(out_of_bounds="clip")`, `X_thresholds_` and `y_thresholds_`;
/// `CalibratedClassifierCV(method="isotonic")`. Source: B. Zadrozny and C. Elkan, *Transforming
/// classifier scores into accurate multiclass probability estimates*, KDD 2002.
public struct IsotonicCalibration: Recalibrator {
  /// The scores of the corner points, ascending.
  public let scores: [Double]
  /// The probabilities of the corner points, never falling.
  public let probabilities: [Double]

  /// The function of these corner points.
  ///
  /// - Throws: ``EvaluationError`` for no points, lengths that differ, scores that do not ascend,
  ///   and probabilities that fall or lie outside 0 ... 1.
  public init(scores: [Double], probabilities: [Double]) throws(EvaluationError) {
    try Columns.check(probabilities, "probabilities", like: scores, "scores")
    try Columns.check(notEmpty: scores, "scores")
    try Columns.check(finite: scores, "scores")
    try Columns.check(probabilities: probabilities, "probabilities")
    for point in scores.indices.dropFirst() {
      guard scores[point] > scores[point - 1] else {
        throw .outOfRange(
          field: "scores", index: point, value: scores[point],
          range: scores[point - 1].nextUp...Double.greatestFiniteMagnitude)
      }
      guard probabilities[point] >= probabilities[point - 1] else {
        throw .outOfRange(
          field: "probabilities", index: point, value: probabilities[point],
          range: probabilities[point - 1]...1)
      }
    }
    self.scores = scores
    self.probabilities = probabilities
  }

  /// Fits the function to the rows of a curve.
  ///
  /// - Throws: ``EvaluationError`` for no rows, one class only and weights below zero.
  public init(fittedTo curve: ScoreCurve) throws(EvaluationError) {
    try curve.checkFittable()
    let blocks = curve.blocks
    // Scores from the least up, those very close together as one.
    var scores: [Double] = []
    var pools: [Pool] = []
    for block in (0..<blocks.count).reversed() {
      let (positives, negatives) = (blocks.positives[block], blocks.negatives[block])
      if let last = scores.last, blocks.scores[block] - last < 1e-15 {
        pools[pools.count - 1].positives += positives
        pools[pools.count - 1].weight += positives + negatives
      } else {
        scores.append(blocks.scores[block])
        pools.append(Pool(positives: positives, weight: positives + negatives, points: 1))
      }
    }
    let values = Self.pooled(pools)
    // A point between two of the same value changes nothing.
    let kept = scores.indices.filter {
      $0 == 0 || $0 == scores.count - 1 || values[$0] != values[$0 - 1]
        || values[$0] != values[$0 + 1]
    }
    try self.init(scores: kept.map { scores[$0] }, probabilities: kept.map { values[$0] })
  }

  /// Fits the function to rows.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - scores: Of the positive class, on any scale.
  ///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
  ///   - weights: What each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when the columns do not fit, a score is not finite, a weight is
  ///   below zero, or there is one class only.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try self.init(
      fittedTo: .fittable(labels, scores, positive: positive, weights: weights))
  }

  /// Neighbouring points that share one value.
  private struct Pool {
    var positives: Double
    var weight: Double
    var points: Int

    var value: Double { min(1, positives / weight) }
  }

  /// The value of each point after pooling neighbours that do not rise.
  private static func pooled(_ points: [Pool]) -> [Double] {
    var stack: [Pool] = []
    for var pool in points {
      while let below = stack.last, below.value >= pool.value {
        pool.positives += below.positives
        pool.weight += below.weight
        pool.points += below.points
        stack.removeLast()
      }
      stack.append(pool)
    }
    return stack.flatMap { Array(repeating: $0.value, count: $0.points) }
  }

  /// The value on the line between the nearest corner points.
  public func probability(ofScore score: Double) -> Double {
    guard !score.isNaN else { return .nan }
    guard let first = scores.first, score > first else { return probabilities.first ?? .nan }
    var low = 0
    var high = scores.count
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] < score { low = middle + 1 } else { high = middle }
    }
    guard low < scores.count else { return probabilities.last ?? .nan }
    let rise = probabilities[low] - probabilities[low - 1]
    let run = scores[low] - scores[low - 1]
    // By halves where the distance of two scores is too large for a Double.
    let part =
      run.isFinite
      ? (score - scores[low - 1]) / run
      : (score / 2 - scores[low - 1] / 2) / (scores[low] / 2 - scores[low - 1] / 2)
    return rise == 0 ? probabilities[low] : probabilities[low - 1] + rise * part
  }

  /// `{"method":"isotonic","version":1,"scores":[0.1,0.9],"probabilities":[0,1]}`.
  public var text: String {
    CalibrationText(
      method: "isotonic", arrays: true,
      [("scores", scores), ("probabilities", probabilities)]
    ).text
  }

  /// Reads parameters from their ``text``.
  public init(text: String) throws(CalibrationTextError) {
    let read = try CalibrationText(
      text, method: "isotonic", arrays: ["scores", "probabilities"])
    do {
      try self.init(
        scores: read.array("scores"), probabilities: read.array("probabilities"))
    } catch { throw .invalid(error) }
  }
}
