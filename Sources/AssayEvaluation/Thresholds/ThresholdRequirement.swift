/// What a threshold must fulfil before anything else is asked of it.
///
/// ```swift
/// let floor = ThresholdRequirement.atLeast(0.95, "recall") { $0.recall }
/// let budget = ThresholdRequirement.atMost(alerts: 100)
/// ```
public struct ThresholdRequirement: Sendable {
  /// The name of what is bounded: «recall», «alerts».
  public let metric: String
  /// The bound.
  public let bound: Double
  /// Whether the bound is a floor; else it is a ceiling.
  public let isFloor: Bool
  /// The bounded number, read from the counts at a threshold.
  public let reading: @Sendable (BinaryCounts) -> Double
  /// The requirement in words: «recall at least 0.95», «at most 100 alerts».
  public let description: String

  /// A rate must reach a floor.
  ///
  /// - Parameters:
  ///   - floor: The least value allowed.
  ///   - metric: The rate's name.
  ///   - rate: The rate of the counts at a threshold; NaN does not reach any floor.
  public static func atLeast(
    _ floor: Double, _ metric: String, _ rate: @escaping @Sendable (BinaryCounts) -> Double
  ) -> ThresholdRequirement {
    ThresholdRequirement(
      metric: metric, bound: floor, isFloor: true, reading: rate,
      description: "\(metric) at least \(DecimalText.shortest(floor))")
  }

  /// A rate must stay below a ceiling: «false-positive rate at most 0.01».
  ///
  /// - Parameters:
  ///   - ceiling: The greatest value allowed.
  ///   - metric: The rate's name.
  ///   - rate: The rate of the counts at a threshold; NaN is below no ceiling.
  public static func atMost(
    _ ceiling: Double, _ metric: String, _ rate: @escaping @Sendable (BinaryCounts) -> Double
  ) -> ThresholdRequirement {
    ThresholdRequirement(
      metric: metric, bound: ceiling, isFloor: false, reading: rate,
      description: "\(metric) at most \(DecimalText.shortest(ceiling))")
  }

  /// At most so many rows may be called positive.
  ///
  /// - Parameters:
  ///   - alerts: The most rows (or weight of rows) called positive.
  ///   - rows: Among how many rows; nil for the rows of the curve, however many they are.
  public static func atMost(alerts: Double, inRows rows: Double? = nil) -> ThresholdRequirement {
    let number = alerts.isFinite ? spelled(alerts) : DecimalText.shortest(alerts)
    return ThresholdRequirement(
      metric: "alerts", bound: alerts, isFloor: false,
      reading: { counts in
        guard let rows else { return counts.predictedPositives }
        return rows * counts.predictedPositives / counts.total
      },
      description: "at most \(number) \(alerts == 1 ? "alert" : "alerts")"
        + (rows.map { " in \(spelled($0)) rows" } ?? ""))
  }

  /// Whether counts fulfil it.
  public func isFulfilled(by counts: BinaryCounts) -> Bool {
    let value = reading(counts)
    return isFloor ? value >= bound : value <= bound
  }

  private static func spelled(_ number: Double) -> String {
    guard let whole = Int(exactly: number) else { return DecimalText.shortest(number) }
    return grouped(whole)
  }
}
