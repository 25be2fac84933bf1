/// A metric's value with its interval: what may be said of it after seeing this many rows.
///
/// ```swift
/// let f1 = evaluation.estimate(.f1)
/// print(f1)               // F1 0.84 (0.81 to 0.88, 95 %, bootstrap of the counts, 2,000, seed 1)
/// print(f1.value)         // 0.8447937131630648
/// ```
///
/// **Digits.** A number prints with the digits its interval supports: the fewest decimals for which
/// one unit in the last place is at most a third of the interval's half-width, four at most.
/// Without an interval there are four. The numbers themselves are not rounded.
public struct Estimate: Hashable, Sendable {
  /// The metric's name in code and files: scikit-learn's scorer name.
  public let name: String
  /// The metric's name for people.
  public let title: String
  /// The metric's value on the rows seen.
  public let value: Double
  /// The interval, where there is one.
  public let interval: Interval?
  /// Why the value is undefined, where it is.
  public let undefined: UndefinedReading?
  /// Why there is no interval, where there is none.
  public let missing: MissingInterval?

  /// Why an estimate has no interval.
  public enum MissingInterval: Error, Hashable, Sendable {
    /// The value itself is undefined.
    case valueUndefined
    /// More than one resample in twenty leaves the metric undefined.
    case resamplesUndefined
    /// Every resample gives the same value, though there are errors: what the metric reads is not
    /// drawn anew.
    case noSpread
    /// Rows are weighted, and the sum of the squares of their weights was not kept.
    case weightsUnknown
    /// Drawing so many rows anew would take too long.
    case tooManyRows
    /// The metric has no interval.
    case notAvailable
    /// The value lies below or above all its resamples, so that their bias has no measure.
    case valueOutsideResamples
    /// The metric is undefined, or the same, whichever row is left out: BCa has no acceleration.
    case accelerationUndefined
    /// The resamples are too skewed for BCa: its correction would pass through infinity.
    case accelerationTooLarge
    /// Leaving out every row in turn, as BCa asks, would take too long.
    case tooManyLeftOut
    /// Rows are not kept one by one (scores of several classes are kept class by class), so that they
    /// cannot be drawn anew; ``GroupedEvaluation`` keeps them, and
    /// ``Estimate/ofRows(_:name:title:weights:strata:level:resampling:_:)`` draws those you have.
    case rowsNotKept
    /// Groups are resampled whole, and there are fewer than two.
    case tooFewGroups(Int)
  }

  /// An estimate from its parts.
  public init(
    name: String, title: String? = nil, value: Double, interval: Interval? = nil,
    undefined: UndefinedReading? = nil, missing: MissingInterval? = nil
  ) {
    self.name = name
    self.title = title ?? name
    self.value = value
    self.interval = interval
    self.undefined = undefined
    self.missing = missing
  }

  /// How many decimals the interval supports, four at most.
  public var decimals: Int {
    guard let interval, interval.width.isFinite, interval.width > 0 else { return 4 }
    let limit = interval.width / 6
    var unit = 1.0
    for decimals in 0..<4 {
      // A hair more than the limit is the limit, written in binary.
      if unit <= limit * (1 + 1e-9) { return decimals }
      unit /= 10
    }
    return 4
  }

  /// The value with the digits its interval supports.
  public var valueText: String { DecimalText.fixed(value, digits: decimals) }
}

extension Estimate.MissingInterval: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .valueUndefined: "undefined"
    case .resamplesUndefined: "undefined in too many resamples"
    case .noSpread: "the resamples do not vary what it reads"
    case .weightsUnknown: "the squares of the weights were not kept"
    case .tooManyRows: "too many rows to draw anew"
    case .notAvailable: "no interval is known for it"
    case .valueOutsideResamples: "it lies outside all its resamples"
    case .accelerationUndefined: "leaving out single rows does not say how its spread changes"
    case .accelerationTooLarge: "its resamples are too skewed for BCa"
    case .tooManyLeftOut: "too many rows to leave out in turn"
    case .rowsNotKept: "rows were not kept one by one"
    case .tooFewGroups(let count):
      count == 1 ? "there is one group alone" : "there are no groups"
    }
  }
}

extension Estimate: CustomStringConvertible {
  /// The estimate in one line: `Accuracy 0.84 (0.81 to 0.87, 95 %, Wilson)`.
  public var description: String {
    if let undefined { return undefined.description }
    guard let interval else {
      return "\(title) \(valueText)" + (missing.map { " (no interval: \($0))" } ?? "")
    }
    let low = DecimalText.fixed(interval.low, digits: decimals)
    let high = DecimalText.fixed(interval.high, digits: decimals)
    let weights =
      interval.effectiveCount.map { ", effective n \(DecimalText.fixed($0, digits: 0))" } ?? ""
    return "\(title) \(valueText) (\(low) to \(high), \(percent(interval.level)), "
      + "\(interval.method)\(weights))"
  }
}
