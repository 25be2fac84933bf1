/// A threshold chosen to make a rate as large as it can be, and where it was chosen.
///
/// A threshold looks better on the rows it was chosen on than it is: choose it on one set of rows
/// and ask ``gain(on:named:default:level:resamples:seed:)`` what it gains on another.
///
/// ```swift
/// let chosen = training.curve.bestThreshold("F1", chosenOn: "the training half") { $0.f1 }
/// print(chosen?.gain(on: test.curve, named: "the test half"))
/// ```
///
/// scikit-learn: `TunedThresholdClassifierCV` (which chooses among 100 thresholds by
/// cross-validation).
public struct ChosenThreshold: Sendable {
  /// The threshold, which is one of the scores: rows with score ≥ threshold are positive.
  public let threshold: Double
  /// The rate there, on the rows it was chosen on.
  public let value: Double
  /// The name of the rate that was made as large as can be.
  public let metric: String
  /// The rows it was chosen on, in words: «the training half».
  public let chosenOn: String
  private let rate: @Sendable (BinaryCounts) -> Double

  init(
    threshold: Double, value: Double, metric: String, chosenOn: String,
    rate: @escaping @Sendable (BinaryCounts) -> Double
  ) {
    self.threshold = threshold
    self.value = value
    self.metric = metric
    self.chosenOn = chosenOn
    self.rate = rate
  }

  /// What the threshold gains on other rows over a default one.
  ///
  /// The interval is that of the difference, from resamples of the other rows, so it is paired:
  /// both thresholds see the same rows. It says nothing of how the choice itself would vary.
  ///
  /// - Parameters:
  ///   - curve: The scores of the other rows.
  ///   - name: The other rows in words: «the test half».
  ///   - standard: The threshold to compare with.
  ///   - level: The level of confidence.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed of the resamples.
  public func gain(
    on curve: ScoreCurve, named name: String, default standard: Double = 0.5, level: Double = 0.95,
    resamples: Int = 2_000, seed: UInt64 = 1
  ) -> ThresholdGain {
    let rate = rate
    let standardCounts = curve.counts(atThreshold: standard)
    let chosenCounts = curve.counts(atThreshold: threshold)
    // Three zones of scores, for each class: above both thresholds, between them, below both.
    let (low, high) =
      threshold < standard ? (chosenCounts, standardCounts) : (standardCounts, chosenCounts)
    let chosenIsLow = threshold < standard
    let cells = [
      high.truePositives, low.truePositives - high.truePositives, low.falseNegatives,
      high.falsePositives, low.falsePositives - high.falsePositives, low.trueNegatives,
    ]
    var interval: Interval?
    if !curve.isWeighted {
      let bootstrap = Bootstrap(of: cells.map { Int($0) }, resamples: resamples, seed: seed)
      interval = bootstrap.interval(level: level, of: .rows) { c in
        let low = BinaryCounts(
          truePositives: c[0] + c[1], falsePositives: c[3] + c[4], falseNegatives: c[2],
          trueNegatives: c[5])
        let high = BinaryCounts(
          truePositives: c[0], falsePositives: c[3], falseNegatives: c[1] + c[2],
          trueNegatives: c[4] + c[5])
        return chosenIsLow ? rate(low) - rate(high) : rate(high) - rate(low)
      }
    }
    return ThresholdGain(
      chosen: self, measuredOn: name, standard: standard, value: rate(chosenCounts),
      standardValue: rate(standardCounts), interval: interval)
  }
}

extension ChosenThreshold: CustomStringConvertible {
  /// The choice in words: `threshold 0.4712: the best F1 of the training half, 0.8514`.
  public var description: String {
    "threshold \(DecimalText.fixed(threshold, digits: 4)): the best \(metric) of \(chosenOn), "
      + DecimalText.fixed(value, digits: 4)
  }
}

extension ScoreCurve {
  /// The threshold at which a rate is largest.
  ///
  /// Every distinct score is tried, with the rule positive when score ≥ threshold; where several
  /// give the largest value, the greatest of them is taken: the fewest rows called positive.
  /// Undefined (NaN) values are passed over.
  ///
  /// ```swift
  /// let chosen = curve.bestThreshold("F1", chosenOn: "the training half") { $0.f1 }
  /// ```
  ///
  /// - Parameters:
  ///   - metric: The rate's name.
  ///   - chosenOn: The rows of this curve in words; printed wherever the threshold is.
  ///   - rate: The rate of the counts at a threshold.
  /// - Returns: nil without rows, or if the rate is undefined everywhere.
  /// - Complexity: O(k) for k distinct scores.
  public func bestThreshold(
    _ metric: String, chosenOn: String, _ rate: @escaping @Sendable (BinaryCounts) -> Double
  ) -> ChosenThreshold? {
    let blocks = blocks
    var counts = BinaryCounts()
    counts.isWeighted = isWeighted
    counts.falseNegatives = blocks.positives.reduce(0, +)
    counts.trueNegatives = blocks.negatives.reduce(0, +)
    var best: (threshold: Double, value: Double)?
    for block in 0..<blocks.count {
      counts.truePositives += blocks.positives[block]
      counts.falseNegatives -= blocks.positives[block]
      counts.falsePositives += blocks.negatives[block]
      counts.trueNegatives -= blocks.negatives[block]
      let value = rate(counts)
      if !value.isNaN, value > best?.value ?? -.infinity { best = (blocks.scores[block], value) }
    }
    return best.map {
      ChosenThreshold(
        threshold: $0.threshold, value: $0.value, metric: metric, chosenOn: chosenOn, rate: rate)
    }
  }
}
