/// By how much a metric differs between two models on the same rows, or two groups of rows.
///
/// ```swift
/// let difference = try comparison[.f1]
/// print(difference)   // F1: A 0.86, B 0.84; A − B 0.02 (-0.01 to 0.05), p = 0.21 (swaps)
/// ```
public struct MetricDifference: Hashable, Sendable {
  /// The metric's name in code and files.
  public let metric: String
  /// The metric's name for people.
  public let title: String
  /// Which way the metric is better.
  public let goal: MetricGoal
  /// What the first is called.
  public let firstName: String
  /// What the second is called.
  public let secondName: String
  /// The first's value.
  public let first: Double
  /// The second's value.
  public let second: Double
  /// The interval of the difference, where there is one.
  public let interval: Interval?
  /// The p-value, two-sided: how often a difference as large comes about if there is none; nil where
  /// nothing can be said.
  public let pValue: Double?
  /// How the p-value was found.
  public let test: Test

  /// How a p-value was found.
  public enum Test: Hashable, Sendable {
    /// McNemar's exact test of the rows on which just one is right.
    case mcNemar
    /// McNemar's mid-p test.
    case mcNemarMidP
    /// DeLong's test of two areas under ROC curves, on the same rows or on different ones.
    case deLong
    /// A paired t test of the rows' terms of a mean.
    case pairedT
    /// The corrected resampled t test of results on folds.
    case foldT
    /// Seeded swaps of the two models' answers on each row, as if it did not matter whose is whose.
    case swaps(count: Int, seed: UInt64)
    /// The part of seeded resamples in which the difference goes the other way, doubled.
    case bootstrap(resamples: Int, seed: UInt64)
    /// Fisher's exact test of two proportions.
    case fisher
    /// Seeded choices of as many rows at random, as if it did not matter which.
    case choices(count: Int, seed: UInt64)
  }

  /// A difference from its parts.
  public init(
    metric: String, title: String? = nil, goal: MetricGoal = .maximize, firstName: String,
    secondName: String, first: Double, second: Double, interval: Interval? = nil,
    pValue: Double?, test: Test
  ) {
    self.metric = metric
    self.title = title ?? metric
    self.goal = goal
    self.firstName = firstName
    self.secondName = secondName
    self.first = first
    self.second = second
    self.interval = interval
    self.pValue = pValue
    self.test = test
  }

  /// The first's value minus the second's.
  public var difference: Double { first - second }

  /// Which of the two has the better value; nil where they are equal or one is undefined.
  public var better: String? { isFirstBetter.map { $0 ? firstName : secondName } }

  private var isFirstBetter: Bool? {
    guard first < second || first > second else { return nil }
    return (first > second) == (goal == .maximize)
  }

  /// Whether the difference is more than luck, at 5 %.
  public var isSignificant: Bool { pValue.map { $0 < Verdict.level } ?? false }

  /// How many decimals the interval supports.
  public var decimals: Int {
    Estimate(name: metric, value: difference, interval: interval).decimals
  }
}

extension MetricDifference.Test: CustomStringConvertible {
  /// The test in a word or two, for a narrow column.
  public var description: String {
    switch self {
    case .mcNemar: "McNemar"
    case .mcNemarMidP: "McNemar, mid-p"
    case .deLong: "DeLong"
    case .pairedT: "paired t"
    case .foldT: "corrected t"
    case .swaps: "swaps"
    case .bootstrap: "bootstrap"
    case .fisher: "Fisher"
    case .choices: "choices"
    }
  }

  /// What the word leaves out; nil where it says all.
  var note: String? {
    switch self {
    case .swaps(let count, let seed):
      "swaps: \(grouped(count)) times the two models' answers exchanged at random, seed \(seed)"
    case .bootstrap(let resamples, let seed):
      "bootstrap: \(grouped(resamples)) resamples of the rows, seed \(seed)"
    case .choices(let count, let seed):
      "choices: \(grouped(count)) times as many rows chosen at random, seed \(seed)"
    default: nil
    }
  }
}

extension MetricDifference: CustomStringConvertible {
  /// The difference in a line: `F1: A 0.86, B 0.84; A − B 0.02 (-0.01 to 0.05), p = 0.21 (swaps)`.
  public var description: String {
    func text(_ value: Double) -> String { DecimalText.fixed(value, digits: decimals) }
    let ends = interval.map { " (\(text($0.low)) to \(text($0.high)))" } ?? ""
    let p = pValue.map { pText($0) } ?? "no p-value"
    return "\(title): \(firstName) \(text(first)), \(secondName) \(text(second)); "
      + "\(firstName) − \(secondName) \(text(difference))\(ends), \(p) (\(test))"
  }

  /// Which is better, or that it may be luck, in a sentence.
  ///
  /// - Parameters:
  ///   - p: The p-value to go by, where it was corrected for several looks; nil for ``pValue``.
  ///   - remark: What to say of the p-value: «after Holm's correction».
  public func sentence(p: Double? = nil, remark: String = "") -> String {
    let remark = remark.isEmpty ? "" : " " + remark
    guard first.isFinite, second.isFinite else {
      return "\(title) is undefined for \(first.isFinite ? secondName : firstName)."
    }
    guard let better, let isFirst = isFirstBetter else {
      return "\(firstName) and \(secondName) have the same \(title), \(texts.0)."
    }
    let other = isFirst ? secondName : firstName
    let values = isFirst ? "\(texts.0) against \(texts.1)" : "\(texts.1) against \(texts.0)"
    guard let p = p ?? pValue else {
      return "By \(title) \(better) is ahead of \(other), \(values); "
        + "these rows cannot say whether that is luck."
    }
    return p < Verdict.level
      ? "By \(title) \(better) is better than \(other), \(values) (\(pText(p))\(remark))."
      : "By \(title) \(better) is ahead of \(other), \(values), but that may be luck "
        + "(\(pText(p))\(remark))."
  }

  /// The two values with as many decimals as the interval supports, or as tell them apart.
  private var texts: (String, String) {
    for digits in decimals..<6 {
      let (one, two) = (
        DecimalText.fixed(first, digits: digits), DecimalText.fixed(second, digits: digits)
      )
      if one != two || first == second { return (one, two) }
    }
    return (DecimalText.shortest(first), DecimalText.shortest(second))
  }
}
