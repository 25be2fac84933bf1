/// A number that is known to lie between two others.
///
/// Not an interval of confidence: the bounds hold always, whatever the data. They say what was lost
/// by keeping less than all scores, see ``ScoreHistogram``.
///
/// ```swift
/// print(histogram.rocAUC)          // 0.83741 (0.83738 ... 0.83744)
/// print(histogram.rocAUC.spread)   // 6.0e-05
/// ```
public struct BoundedValue: Sendable, Hashable {
  /// The value to go by.
  public let value: Double
  /// The exact number is not below this.
  public let low: Double
  /// The exact number is not above this.
  public let high: Double

  /// A value and its bounds.
  public init(_ value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// A value without doubt.
  init(exactly value: Double) { self.init(value, low: value, high: value) }

  /// How far apart the bounds are.
  public var spread: Double { high - low }

  /// Whether a number is within the bounds.
  public func contains(_ number: Double) -> Bool { low <= number && number <= high }
}

extension BoundedValue: CustomStringConvertible {
  /// The value, and the bounds where they differ.
  public var description: String {
    low == high || value.isNaN ? "\(value)" : "\(value) (\(low) ... \(high))"
  }
}
