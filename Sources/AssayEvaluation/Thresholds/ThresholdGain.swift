/// What a chosen threshold gains over a default one, on rows it was not chosen on.
public struct ThresholdGain: Sendable {
  /// The threshold, and where it was chosen.
  public let chosen: ChosenThreshold
  /// The rows the gain was measured on, in words: «the test half».
  public let measuredOn: String
  /// The threshold it is compared with.
  public let standard: Double
  /// The rate at the chosen threshold.
  public let value: Double
  /// The rate at the default threshold.
  public let standardValue: Double
  /// The interval of the gain; nil for weighted rows, or where it is undefined.
  public let interval: Interval?

  /// How much better the rate is at the chosen threshold than at the default one: their difference,
  /// above zero where the chosen one is better, also of a cost.
  public var gain: Double { chosen.rule.advantage(of: value, over: standardValue) }

  /// Whether the interval of the gain lies above zero.
  public var isShown: Bool { interval.map { $0.low > 0 } ?? false }
}

extension ThresholdGain: CustomStringConvertible {
  /// The gain in words.
  ///
  /// `threshold 0.4712: the best F1 of the training half, 0.8514. On the test half it gives 0.8467
  /// where 0.5 gives 0.8448: a gain of 0.0019 (−0.0080 to 0.0121), which may be luck.`
  public var description: String {
    func text(_ value: Double) -> String { DecimalText.fixed(value, digits: 4) }
    let ends = interval.map { " (\(text($0.low)) to \(text($0.high)))" } ?? ""
    let change: String
    if gain.isNaN {
      change = "one of them is undefined"
    } else if gain == 0 {
      change = "no gain\(ends)"
    } else if gain < 0 {
      let isShown = interval.map { $0.high < 0 } ?? true
      change = "a loss of \(text(-gain))\(ends)" + (isShown ? "" : ", which may be luck")
    } else {
      change =
        "a gain of \(text(gain))\(ends)"
        + (isShown || interval == nil ? "" : ", which may be luck")
    }
    return "\(chosen). On \(measuredOn) it gives \(text(value)) where "
      + "\(DecimalText.shortest(standard)) gives \(text(standardValue)): \(change)."
  }
}
