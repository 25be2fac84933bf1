/// Several models judged on the same rows by one metric, corrected for comparing many.
///
/// ```swift
/// let comparison = try ModelComparison(
///   labels: truth,
///   models: [ModelAnswers("small", outputs: a), ModelAnswers("large", outputs: b),
///            ModelAnswers("old", outputs: c)],
///   metric: .rocAUC)
/// print(comparison)
/// ```
///
/// Each pair is compared as in ``PairedComparison``; the p-values of all comparisons made are
/// adjusted by ``HolmCorrection``.
///
/// Against the best means: against the model that is best on these very rows. It is picked by the
/// numbers to be tested, so all pairs count as looked at, and the adjustment is that of all pairs.
public struct ModelComparison: Hashable, Sendable {
  /// Which models are compared with which.
  public enum Opponents: String, Hashable, Sendable, CaseIterable {
    /// Every model with every other.
    case all
    /// The first one given, the baseline, with all others.
    case first
    /// The one that is best on these rows with all others.
    case best
  }

  /// One model's value.
  public struct Entry: Hashable, Sendable {
    /// What the model is called.
    public let name: String
    /// The metric's value with its interval.
    public let estimate: Estimate
  }

  /// Two models compared.
  public struct Pair: Hashable, Sendable {
    /// The difference of the two.
    public let difference: MetricDifference
    /// The p-value adjusted by Holm's method for all comparisons made; nil where there is none.
    public let adjustedPValue: Double?
    /// Whether the difference is more than luck, at 5 % after the adjustment.
    public var isSignificant: Bool { adjustedPValue.map { $0 < Verdict.level } ?? false }
  }

  /// How many rows all were judged on.
  public let rows: Int
  /// The models, the best first; where equal, in the order given.
  public let entries: [Entry]
  /// The comparisons asked for.
  public let pairs: [Pair]
  /// Which models were compared with which.
  public let opponents: Opponents
  /// How many comparisons the adjustment counts.
  public let comparisons: Int
  /// The level of the intervals.
  public let level: Double

  /// Compares several models on the same rows.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - models: What each model said of each row; at least two, each of a name of its own.
  ///   - metric: What to compare.
  ///   - opponents: Which models to compare with which.
  ///   - classes: The classes, in the order of outputs; nil for the natural order of those seen.
  ///   - positive: The positive class; nil for the last.
  ///   - level: The level of the intervals, between 0 and 1.
  ///   - resamples: How many resamples and swaps are drawn.
  ///   - seed: The seed of the draws.
  /// - Throws: ``EvaluationError`` as ``PairedComparison``, and for fewer than two models or a name
  ///   given twice.
  public init<Label: Hashable & Sendable>(
    labels: [Label], models: [ModelAnswers<Label>],
    metric: Metric<ClassifierStatistics> = .accuracy, opponents: Opponents = .best,
    classes: [Label]? = nil, positive: Label? = nil, level: Double = 0.95,
    resamples: Int = 2_000, seed: UInt64 = 1
  ) throws(EvaluationError) {
    try PairedComparison.check(level: level)
    guard models.count >= 2 else {
      throw .invalidParameter(
        name: "models", value: "\(models.count)", expected: "at least two models")
    }
    for (place, model) in models.enumerated()
    where models[..<place].contains(where: { $0.name == model.name }) {
      throw .invalidParameter(
        name: "models", value: "\(model.name) twice", expected: "a name of its own for each")
    }
    let (rows, classes) = try ModelRows.all(
      labels: labels, models: models, classes: classes, positive: positive)
    let names = classes.map { String(describing: $0) }
    let values = rows.map { $0.statistics[metric] }
    // The best first; undefined ones last.
    let order = rows.indices.sorted { one, other in
      if values[one].isNaN || values[other].isNaN {
        return values[one].isNaN == values[other].isNaN ? one < other : values[other].isNaN
      }
      if values[one] == values[other] { return one < other }
      return metric.isBetter(values[one], than: values[other])
    }
    let pairs = Self.pairs(opponents, order)
    let differences = pairs.map { one, other in
      PairedComparison(
        rows[one], rows[other], classes: names, metrics: [metric], level: level,
        resamples: resamples, seed: seed, midP: false
      ).differences[0]
    }
    let adjusted = HolmCorrection.adjusted(differences.map(\.pValue))
    let shown = pairs.indices.filter {
      opponents != .best || pairs[$0].0 == order[0] || pairs[$0].1 == order[0]
    }
    self.rows = labels.count
    self.pairs = shown.map { Pair(difference: differences[$0], adjustedPValue: adjusted[$0]) }
    self.opponents = opponents
    self.level = level
    comparisons = pairs.count
    entries = order.map {
      Entry(
        name: rows[$0].name,
        estimate: rows[$0].statistics.estimate(
          metric, level: level, resamples: resamples, seed: seed))
    }
  }

  /// Which comparisons are made: positions of the models, the better one first.
  private static func pairs(_ opponents: Opponents, _ order: [Int]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for (place, one) in order.enumerated() {
      for other in order[(place + 1)...] where opponents != .first || one == 0 || other == 0 {
        pairs.append((one, other))
      }
    }
    return pairs
  }
}

extension ModelComparison: CustomStringConvertible {
  /// The models from the best down, the comparisons, and what they say in words.
  public var description: String {
    let title = entries[0].estimate.title
    return [
      "\(grouped(rows)) rows · \(entries.count) models by \(title)", modelTable(title), pairTable,
      sentences.joined(separator: "\n"),
    ].joined(separator: "\n\n")
  }

  /// What each comparison says.
  public var sentences: [String] {
    let remark = comparisons == 1 ? "" : "after Holm's correction for \(comparisons) comparisons"
    return pairs.map { $0.difference.sentence(p: $0.adjustedPValue, remark: remark) }
  }

  private func modelTable(_ title: String) -> String {
    var table = AlignedTable()
    table.add("", entries.map(\.name))
    table.add(
      title, entries.map { $0.estimate.value.isNaN ? "–" : $0.estimate.valueText }, .point)
    table.add(
      intervals: "\(percent(level)) interval",
      entries.map { entry in
        entry.estimate.interval.map {
          (
            DecimalText.fixed($0.low, digits: entry.estimate.decimals),
            DecimalText.fixed($0.high, digits: entry.estimate.decimals)
          )
        }
      })
    return table.text
  }

  private var pairTable: String {
    let differences = pairs.map(\.difference)
    var table = AlignedTable()
    table.add("", differences.map { "\($0.firstName) − \($0.secondName)" })
    table.add(
      "difference",
      differences.map {
        $0.difference.isNaN ? "–" : DecimalText.fixed($0.difference, digits: $0.decimals)
      }, .point)
    table.add(
      intervals: "\(percent(level)) interval",
      differences.map { difference in
        difference.interval.map {
          (
            DecimalText.fixed($0.low, digits: difference.decimals),
            DecimalText.fixed($0.high, digits: difference.decimals)
          )
        }
      })
    table.add("p", differences.map { $0.pValue.map(pColumnText) ?? "–" })
    if comparisons > 1 {
      table.add("p, Holm", pairs.map { $0.adjustedPValue.map(pColumnText) ?? "–" })
    }
    table.add("found by", differences.map(\.test.description))
    return table.text
  }
}
