/// A confidence interval: the values of a number that the data do not rule out, and how that was
/// found.
///
/// ```swift
/// let accuracy = Interval.wilson(successes: 428, trials: 500)
/// print(accuracy)                 // 0.8225 to 0.8841 (95 %, Wilson)
/// ```
public struct Interval: Hashable, Sendable {
  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// How often intervals made this way contain the truth: 0.95 for nineteen times in twenty.
  public let level: Double
  /// How the interval was found.
  public let method: Method
  /// Kish's effective number of rows, where the rows have weights: the interval is as wide as that
  /// many rows without weights would make it.
  public let effectiveCount: Double?

  /// An interval from its parts.
  public init(
    low: Double, high: Double, level: Double, method: Method, effectiveCount: Double? = nil
  ) {
    self.low = low
    self.high = high
    self.level = level
    self.method = method
    self.effectiveCount = effectiveCount
  }

  /// High minus low.
  public var width: Double { high - low }

  /// Whether a value lies in the interval, its ends included.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// How an interval was found.
  public enum Method: Hashable, Sendable {
    /// Wilson's score interval of a proportion.
    case wilson
    /// The exact interval of a proportion, never shorter than its level promises.
    case clopperPearson
    /// DeLong's standard error of an area under the ROC curve, on a scale.
    case deLong(Scale)
    /// The exact interval over the pairs of one positive and one negative row that share no row,
    /// for areas whose standard error is zero or undefined.
    case clopperPearsonOfPairs
    /// The percentiles of seeded resamples.
    case bootstrap(Resampled, resamples: Int, seed: UInt64)
    /// The value, plus and minus a multiple of its standard error.
    case normal
    /// The standard error of a curve's area by the infinitesimal jackknife, on a scale.
    case jackknife(Scale)
    /// The metric of the table whose error rate is the largest that no error seen still allows.
    case noErrorSeen
    /// Bonett and Price's interval of the difference of two accuracies on the same rows.
    case bonettPrice
    /// The value, plus and minus a multiple of its standard error that comes from Student's t.
    case student(degreesOfFreedom: Double)
    /// The difference of two independent values, from the intervals of each.
    case fromTwo
    /// The percentiles of seeded resamples, corrected for bias and acceleration.
    case bca(Resampled, resamples: Int, seed: UInt64)
  }

  /// The scale on which an interval is symmetric.
  public enum Scale: Hashable, Sendable {
    /// The number itself; the ends are cut at 0 and 1.
    case plain
    /// log(x / (1 − x)): the ends stay inside 0 and 1 by themselves.
    case logit
  }

  /// What a bootstrap draws anew.
  public enum Resampled: Hashable, Sendable {
    /// The cells of a confusion matrix.
    case counts
    /// The rows, with their scores.
    case rows
    /// The cells of a confusion matrix, each class of the truth keeping its number of rows.
    case countsOfEachClass
    /// The rows with their scores, each class keeping its number of rows.
    case rowsOfEachClass
    /// Groups of rows, whole; this many of them.
    case groups(Int)
  }
}

extension Interval.Method: CustomStringConvertible {
  /// The method in words, short enough for a table: `bootstrap of the counts, 2,000, seed 1`.
  public var description: String {
    switch self {
    case .wilson: "Wilson"
    case .clopperPearson: "Clopper–Pearson"
    case .deLong(.plain): "DeLong"
    case .deLong(.logit): "DeLong, logit scale"
    case .clopperPearsonOfPairs: "Clopper–Pearson of disjoint pairs"
    case .bootstrap(let resampled, let resamples, let seed):
      "bootstrap of \(resampled), \(grouped(resamples)), seed \(seed)"
    case .normal: "normal"
    case .jackknife(.plain): "infinitesimal jackknife"
    case .jackknife(.logit): "infinitesimal jackknife, logit scale"
    case .noErrorSeen: "exact, no error seen"
    case .bonettPrice: "Bonett–Price"
    case .fromTwo: "from the two intervals"
    case .student(let degrees): "Student's t, \(DecimalText.shortest(degrees)) degrees of freedom"
    case .bca(let resampled, let resamples, let seed):
      "BCa bootstrap of \(resampled), \(grouped(resamples)), seed \(seed)"
    }
  }
}

extension Interval.Resampled: CustomStringConvertible {
  /// What is drawn anew, in words: `the counts`, `12 groups`.
  public var description: String {
    switch self {
    case .counts: "the counts"
    case .rows: "the rows"
    case .countsOfEachClass: "the counts of each class"
    case .rowsOfEachClass: "the rows of each class"
    case .groups(let count): "\(grouped(count)) groups"
    }
  }
}

extension Interval.Method {
  /// The method's name alone, for a narrow column: `bootstrap`.
  public var shortName: String {
    switch self {
    case .wilson: "Wilson"
    case .clopperPearson, .clopperPearsonOfPairs: "Clopper–Pearson"
    case .deLong: "DeLong"
    case .bootstrap: "bootstrap"
    case .normal: "normal"
    case .jackknife: "jackknife"
    case .noErrorSeen: "no error seen"
    case .bonettPrice: "Bonett–Price"
    case .student: "Student's t"
    case .fromTwo: "two intervals"
    case .bca: "BCa"
    }
  }
}

extension Interval: CustomStringConvertible {
  /// The interval in words: `0.8225 to 0.8841 (95 %, Wilson)`.
  public var description: String {
    let weights = effectiveCount.map { ", effective n \(DecimalText.fixed($0, digits: 0))" } ?? ""
    let ends = [low, high].map { DecimalText.fixed($0, digits: 4) }.joined(separator: " to ")
    return "\(ends) (\(percent(level)), \(method)\(weights))"
  }
}
