/// The counts at every threshold of some distinct scores, from «no row is positive» down.
///
/// The scores are shared; how many rows lie at each may be the curve's own or a resample's.
struct ThresholdWalk: Sendable {
  /// The distinct scores, descending.
  let scores: [Double]
  /// The rows at each score: first the positive, then the negative ones.
  let rows: [Double]
  let isWeighted: Bool

  init(_ blocks: ScoreBlocks, isWeighted: Bool) {
    scores = blocks.scores
    rows = blocks.positives + blocks.negatives
    self.isWeighted = isWeighted
  }

  /// How many of the scores are at or above a threshold.
  func taken(atThreshold threshold: Double) -> Int {
    var low = 0
    var high = scores.count
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] >= threshold { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The threshold that takes so many scores; infinite for none.
  func threshold(taken: Int) -> Double { taken == 0 ? .infinity : scores[taken - 1] }

  /// Calls `body` with the number of scores taken, from 0 to all, and the counts there.
  @inline(__always)
  func visit(_ rows: [Double], _ body: (Int, BinaryCounts) -> Void) {
    let count = scores.count
    var counts = BinaryCounts()
    counts.isWeighted = isWeighted
    for place in 0..<count {
      counts.falseNegatives += rows[place]
      counts.trueNegatives += rows[count + place]
    }
    body(0, counts)
    for place in 0..<count {
      counts.truePositives += rows[place]
      counts.falseNegatives -= rows[place]
      counts.falsePositives += rows[count + place]
      counts.trueNegatives -= rows[count + place]
      body(place + 1, counts)
    }
  }

  /// What a rule found.
  struct Best {
    var taken: Int
    var value: Double
    var required: Double?
  }

  /// The best threshold of a rule.
  ///
  /// Among equal ones it is the greatest; but no row is called positive only where that is better
  /// than any score.
  ///
  /// - Parameter also: Called with every number of scores taken, and the counts there.
  func best(
    of rule: ThresholdRule, _ rows: [Double], also: (Int, BinaryCounts) -> Void = { _, _ in }
  ) -> Result<Best, NoThreshold> {
    var best: Best?
    var none: Best?
    var nearest: (value: Double, taken: Int)?
    var isAnyAllowed = false
    var isEmpty = true
    let count = scores.count
    visit(rows) { taken, counts in
      also(taken, counts)
      // A resample may leave a score out: it is no threshold of its own then.
      if taken > 0 {
        guard rows[taken - 1] != 0 || rows[count + taken - 1] != 0 else { return }
        isEmpty = false
      }
      if let requirement = rule.requirement, !rule.isFulfilled(by: counts) {
        let value = rule.requiredValue(of: counts) ?? .nan
        let isNearer =
          requirement.isFloor
          ? value > nearest?.value ?? -.infinity : value < nearest?.value ?? .infinity
        if !value.isNaN, isNearer { nearest = (value, taken) }
        return
      }
      isAnyAllowed = true
      let value = rule.value(of: counts)
      guard !value.isNaN else { return }
      let found = Best(taken: taken, value: value, required: rule.requiredValue(of: counts))
      if taken == 0 {
        none = found
      } else if let old = best, !(rule.advantage(of: value, over: old.value) > 0) {
        return
      } else {
        best = found
      }
    }
    guard !isEmpty else { return .failure(.noRows) }
    if let none {
      // More than rounding, so that a score that gives 0 but for its last digit stands.
      let rounding = 1e-12 * max(1, none.value.magnitude)
      let isBetter =
        best.map { rule.advantage(of: none.value, over: $0.value) > rounding } ?? true
      if isBetter { best = none }
    }
    if let best { return .success(best) }
    guard let requirement = rule.requirement, !isAnyAllowed else {
      return .failure(.undefined(metric: rule.metric))
    }
    return .failure(
      .unattainable(
        requirement: requirement.description, reached: nearest?.value ?? .nan,
        threshold: nearest.map { threshold(taken: $0.taken) } ?? .nan))
  }
}
