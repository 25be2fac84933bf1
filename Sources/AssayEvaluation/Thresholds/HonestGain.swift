/// What choosing a threshold gains on rows that had no part in the choice.
///
/// The rows are dealt into folds. For each fold the rule chooses on all the others, and the choice
/// is judged on that fold, beside the default threshold. ``optimism`` is how much better the rule
/// looks where it chose.
///
/// Source: M. Stone, *Cross-validatory choice and assessment of statistical predictions*, 1974.
public struct HonestGain: Sendable {
  /// How the thresholds were chosen.
  public let rule: ThresholdRule
  /// The threshold they are compared with.
  public let standard: Double
  /// The threshold that the rule chooses on all rows: the one to use.
  public let threshold: Double
  /// The rate at ``threshold`` on all rows, where it was chosen.
  public let valueWhereChosen: Double
  /// The threshold chosen without each fold.
  public let foldThresholds: [Double]
  /// The rate of each fold at the threshold chosen without it.
  public let foldValues: [Double]
  /// The rate of each fold at the default threshold.
  public let foldStandardValues: [Double]
  /// The number required, of each fold at the threshold chosen without it; nil if nothing was.
  public let foldRequiredValues: [Double]?
  /// The interval of ``gain``, from resamples of the folds' rows; nil where it is undefined.
  ///
  /// Both thresholds see the same rows. Thresholds are not chosen anew: how the choice varies
  /// shows in ``foldThresholds`` alone.
  public let interval: Interval?

  /// The mean rate of the folds at the thresholds chosen without them.
  public var value: Double { Self.mean(foldValues) }

  /// The mean rate of the folds at the default threshold.
  public var standardValue: Double { Self.mean(foldStandardValues) }

  /// How much better the mean rate is than at the default threshold; above zero where it is better,
  /// also of a cost.
  public var gain: Double { rule.advantage(of: value, over: standardValue) }

  /// How much better the rate looks where it was chosen than on rows that had no part in it.
  public var optimism: Double { rule.advantage(of: valueWhereChosen, over: value) }

  /// The mean of the number required over the folds: whether a floor holds on other rows.
  public var requiredValue: Double? { foldRequiredValues.map(Self.mean) }

  /// Whether the interval of the gain lies above zero.
  public var isShown: Bool { interval.map { $0.low > 0 } ?? false }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

extension HonestGain: CustomStringConvertible {
  /// The gain in words.
  public var description: String {
    func text(_ value: Double) -> String { DecimalText.fixed(value, digits: 4) }
    let ends = interval.map { " (\(text($0.low)) to \(text($0.high)))" } ?? ""
    let luck = interval.map { $0.contains(0) } ?? false
    let change: String
    if gain.isNaN {
      change = "one of them is undefined"
    } else if gain == 0 {
      change = "no gain\(ends)"
    } else {
      change =
        "a \(gain > 0 ? "gain" : "loss") of \(text(gain.magnitude))\(ends)"
        + (luck ? ", which may be luck" : "")
    }
    let place =
      threshold == .infinity ? "no row called positive" : "threshold \(text(threshold))"
    var result =
      "\(place): \(rule.words(of: "all rows")), \(text(valueWhereChosen)). Chosen without the rows "
      + "it is judged on, in \(foldValues.count) folds, it gives \(text(value)) where "
      + "\(DecimalText.shortest(standard)) gives \(text(standardValue)): \(change). "
      + (optimism > 0
        ? "It looks better by \(text(optimism)) where it was chosen."
        : "It looks no better where it was chosen.")
    if let requirement = rule.requirement, let requiredValue {
      result +=
        " Required was \(requirement.description); the folds give \(text(requiredValue))."
    }
    return result
  }
}

/// What choosing a threshold gains on rows that had no part in the choice.
///
/// ```swift
/// let gain = try honestGain(labels: labels, scores: scores, rule: .best("F1") { $0.f1 })
/// print(gain)
/// ```
///
/// - Parameters:
///   - labels: The truth.
///   - scores: Greater means more likely positive.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - rule: How thresholds are chosen.
///   - standard: The threshold to compare with.
///   - folds: How many folds the rows are dealt into, each class alike.
///   - weights: What each row counts; nil for once.
///   - level: The level of confidence.
///   - resamples: How many resamples are drawn for the interval.
///   - seed: The seed of the folds and of the resamples.
/// - Throws: ``EvaluationError`` when the columns do not fit, a class has fewer rows than there are
///   folds, or the rule finds no threshold.
/// - Complexity: O(folds · n) beside sorting n rows.
public func honestGain<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, rule: ThresholdRule,
  default standard: Double = 0.5, folds: Int = 5, weights: [Double]? = nil, level: Double = 0.95,
  resamples: Int = 2_000, seed: UInt64 = 1
) throws(EvaluationError) -> HonestGain {
  let scores = scores.doubles
  let flags = try ScoreColumns.flags(labels, scores, "scores", positive: positive)
  let all = try ScoreColumns.curve(flags, scores, positive: true, weights: weights)
  let positives = flags.count { $0 }
  let rarer = min(positives, flags.count - positives)
  guard folds >= 2, folds <= rarer else {
    throw .invalidParameter(
      name: "folds", value: "\(folds)",
      expected: rarer < 2
        ? "2 or more, and as many rows of each class"
        : "2 ... \(rarer), the rows of the rarer class")
  }
  let foldOfRow = try StratifiedFolds.folds(of: flags, count: folds, seed: seed)
  /// The curve of the rows of a fold, or of all others.
  func curve(_ isTaken: (Int) -> Bool) throws(EvaluationError) -> ScoreCurve {
    let rows = flags.indices.filter { isTaken(foldOfRow[$0]) }
    var result = ScoreCurve()
    try result.update(
      labels: rows.map { flags[$0] }, scores: rows.map { scores[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } })
    result.compact()
    return result
  }
  func choose(on curve: ScoreCurve, _ rows: String) throws(EvaluationError) -> ChosenThreshold {
    do { return try curve.threshold(rule, chosenOn: rows) } catch {
      throw .noThreshold(error, chosenOn: rows)
    }
  }
  let chosen = try choose(on: all, "all rows")
  var zones: [ThresholdZones] = []
  var foldThresholds: [Double] = []
  for fold in 0..<folds {
    let inside = try choose(on: curve { $0 != fold }, "all rows but those of fold \(fold + 1)")
    foldThresholds.append(inside.threshold)
    zones.append(
      ThresholdZones(try curve { $0 == fold }, chosen: inside.threshold, standard: standard))
  }
  let pairs = zones.map { $0.counts($0.cells) }
  let cells = zones.flatMap(\.cells)
  let bootstrap =
    weights.map {
      Bootstrap(
        ofWeights: cells, effectiveCount: EffectiveCount(weights: $0).value, resamples: resamples,
        seed: seed)
    } ?? Bootstrap(of: cells.map { Int($0) }, resamples: resamples, seed: seed)
  let judged = zones
  let interval = bootstrap.interval(level: level, of: .rows) { cells in
    var sum = 0.0
    for (fold, zones) in judged.enumerated() {
      let drawn = zones.counts(cells[6 * fold..<6 * fold + 6])
      sum += rule.advantage(of: rule.value(of: drawn.chosen), over: rule.value(of: drawn.standard))
    }
    return sum / Double(judged.count)
  }
  return HonestGain(
    rule: rule, standard: standard, threshold: chosen.threshold, valueWhereChosen: chosen.value,
    foldThresholds: foldThresholds, foldValues: pairs.map { rule.value(of: $0.chosen) },
    foldStandardValues: pairs.map { rule.value(of: $0.standard) },
    foldRequiredValues: rule.requirement == nil
      ? nil : pairs.map { rule.requiredValue(of: $0.chosen) ?? .nan },
    interval: interval)
}
