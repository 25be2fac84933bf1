/// A threshold that a rule chose, and where it was chosen.
///
/// A threshold looks better on the rows it was chosen on than it is: choose it on one set of rows
/// and ask ``gain(on:named:default:level:resamples:seed:)`` what it gains on another, or let
/// ``honestGain(labels:scores:positive:rule:default:folds:weights:level:resamples:seed:)`` do both.
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
  ///
  /// Infinite where it is best to call no row positive.
  public let threshold: Double
  /// The rate there, on the rows it was chosen on.
  public let value: Double
  /// The number that was required there, on the rows it was chosen on.
  ///
  /// The recall of «recall at least 0.95»; nil if nothing was required.
  public let requiredValue: Double?
  /// The rows it was chosen on, in words: «the training half».
  public let chosenOn: String
  /// How it was chosen.
  public let rule: ThresholdRule

  /// The name of the rate that was made as good as can be.
  public var metric: String { rule.metric }

  /// Whether it is best to call no row positive.
  public var callsNothingPositive: Bool { threshold == .infinity }

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
    let rule = rule
    let zones = ThresholdZones(curve, chosen: threshold, standard: standard)
    var interval: Interval?
    if !curve.isWeighted {
      let bootstrap = Bootstrap(
        of: zones.cells.map { Int($0) }, resamples: resamples, seed: seed)
      interval = bootstrap.interval(level: level, of: .rows) { cells in
        let drawn = zones.counts(cells)
        return rule.advantage(
          of: rule.value(of: drawn.chosen), over: rule.value(of: drawn.standard))
      }
    }
    return ThresholdGain(
      chosen: self, measuredOn: name, standard: standard,
      value: rule.value(of: curve.counts(atThreshold: threshold)),
      standardValue: rule.value(of: curve.counts(atThreshold: standard)), interval: interval)
  }
}

extension ChosenThreshold: CustomStringConvertible {
  /// The choice in words: `threshold 0.4712: the best F1 of the training half, 0.8514`.
  public var description: String {
    let place =
      callsNothingPositive
      ? "no row called positive" : "threshold \(DecimalText.fixed(threshold, digits: 4))"
    return "\(place): \(rule.words(of: chosenOn)), \(DecimalText.fixed(value, digits: 4))"
  }
}

extension ScoreCurve {
  /// The threshold that a rule chooses.
  ///
  /// Every distinct score is tried, with the rule positive when score ≥ threshold, and calling no
  /// row positive. Among equal ones the greatest score is taken, so that the fewest rows are called
  /// positive; no row is called positive only where that is better than any score.
  ///
  /// ```swift
  /// let floor = ThresholdRequirement.atLeast(0.95, "recall") { $0.recall }
  /// let chosen = try curve.threshold(
  ///   .best("precision", with: floor) { $0.precision }, chosenOn: "the training half")
  /// ```
  ///
  /// - Parameters:
  ///   - rule: What is made best, and what is required.
  ///   - chosenOn: The rows of this curve in words; printed wherever the threshold is.
  /// - Throws: ``NoThreshold`` without rows, where the rate is undefined everywhere, and where no
  ///   threshold fulfils the requirement.
  /// - Complexity: O(k) for k distinct scores.
  public func threshold(
    _ rule: ThresholdRule, chosenOn: String
  ) throws(NoThreshold) -> ChosenThreshold {
    let walk = ThresholdWalk(blocks, isWeighted: isWeighted)
    let best = try walk.best(of: rule, walk.rows).get()
    return ChosenThreshold(
      threshold: walk.threshold(taken: best.taken), value: best.value,
      requiredValue: best.required, chosenOn: chosenOn, rule: rule)
  }

  /// The threshold at which a rate is largest.
  ///
  /// ```swift
  /// let chosen = curve.bestThreshold("F1", chosenOn: "the training half") { $0.f1 }
  /// ```
  ///
  /// The rule ``ThresholdRule/best(_:with:_:)`` of ``threshold(_:chosenOn:)``.
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
    try? threshold(.best(metric, rate), chosenOn: chosenOn)
  }
}
