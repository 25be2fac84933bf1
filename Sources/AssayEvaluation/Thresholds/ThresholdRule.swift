/// How a threshold is chosen: what is made best, and what must be fulfilled first.
///
/// ```swift
/// .best("F1") { $0.f1 }
/// .leastCost(CostMatrix(falsePositive: 1, falseNegative: 20))
/// .best("precision", with: .atLeast(0.95, "recall") { $0.recall }) { $0.precision }
/// .mostFound(with: .atMost(alerts: 100))
/// .youden.atPrevalence(0.01)
/// ```
///
/// A rule is a value, so the same one chooses on all rows, on each resample
/// (``ScoreCurve/uncertainty(of:level:resamples:seed:effectiveCount:)``) and on each fold
/// (``honestGain(labels:scores:positive:rule:default:folds:weights:level:resamples:seed:)``).
public struct ThresholdRule: Sendable {
  /// The name of what is made best: «F1», «mean cost».
  public let metric: String
  /// Which way it is better.
  public let goal: MetricGoal
  /// What a threshold must fulfil first.
  public let requirement: ThresholdRequirement?
  /// The part of positive rows where the threshold will be used; nil for that of the rows seen.
  public private(set) var prevalence: Double?
  private let rate: @Sendable (BinaryCounts) -> Double

  private init(
    _ metric: String, _ goal: MetricGoal, _ requirement: ThresholdRequirement?,
    _ rate: @escaping @Sendable (BinaryCounts) -> Double
  ) {
    self.metric = metric
    self.goal = goal
    self.requirement = requirement
    self.rate = rate
  }

  /// The greatest value of a rate, among the thresholds that fulfil a requirement.
  ///
  /// - Parameters:
  ///   - metric: The rate's name.
  ///   - requirement: What a threshold must fulfil first; nil for nothing.
  ///   - rate: The rate of the counts at a threshold. NaN is passed over.
  public static func best(
    _ metric: String, with requirement: ThresholdRequirement? = nil,
    _ rate: @escaping @Sendable (BinaryCounts) -> Double
  ) -> ThresholdRule {
    ThresholdRule(metric, .maximize, requirement, rate)
  }

  /// The least value of a number read from the counts, among the thresholds that fulfil a
  /// requirement.
  public static func least(
    _ metric: String, with requirement: ThresholdRequirement? = nil,
    _ number: @escaping @Sendable (BinaryCounts) -> Double
  ) -> ThresholdRule {
    ThresholdRule(metric, .minimize, requirement, number)
  }

  /// The least mean cost of a row.
  public static func leastCost(
    _ costs: CostMatrix, with requirement: ThresholdRequirement? = nil
  ) -> ThresholdRule {
    ThresholdRule("mean cost", .minimize, requirement) { costs.meanCost(of: $0) }
  }

  /// The most positive rows found, under a budget or a ceiling.
  public static func mostFound(with requirement: ThresholdRequirement) -> ThresholdRule {
    ThresholdRule("recall", .maximize, requirement) { $0.recall }
  }

  /// The greatest recall + specificity − 1: Youden's J.
  ///
  /// It does not depend on how many rows are positive. Source: W. J. Youden, *Index for rating
  /// diagnostic tests*, 1950.
  public static var youden: ThresholdRule {
    ThresholdRule("Youden's J", .maximize, nil) { $0.recall + $0.specificity - 1 }
  }

  /// The same rule for rows of which another part is positive: see ``BinaryCounts/atPrevalence(_:)``.
  ///
  /// What is made best and what is required are both read at that prevalence.
  public func atPrevalence(_ prevalence: Double) -> ThresholdRule {
    var result = self
    result.prevalence = prevalence
    return result
  }

  /// The number to be made best, of counts as they were seen.
  public func value(of counts: BinaryCounts) -> Double { rate(moved(counts)) }

  /// The number that the requirement bounds, of counts as they were seen; nil without one.
  public func requiredValue(of counts: BinaryCounts) -> Double? {
    requirement.map { $0.reading(moved(counts)) }
  }

  /// Whether counts as they were seen fulfil the requirement.
  public func isFulfilled(by counts: BinaryCounts) -> Bool {
    requirement?.isFulfilled(by: moved(counts)) ?? true
  }

  private func moved(_ counts: BinaryCounts) -> BinaryCounts {
    prevalence.map { counts.atPrevalence($0) } ?? counts
  }

  /// How much better one value is than another; above zero where it is.
  func advantage(of value: Double, over other: Double) -> Double {
    goal == .maximize ? value - other : other - value
  }
}

extension ThresholdRule: CustomStringConvertible {
  /// The rule in words: `the best precision with recall at least 0.95`.
  public var description: String { words(of: nil) }

  /// The rule in words, said of some rows: `the best precision of the training half with …`.
  func words(of rows: String?) -> String {
    var text = (goal == .maximize ? "the best " : "the least ") + metric
    if let rows { text += " of \(rows)" }
    if let requirement { text += " with \(requirement.description)" }
    if let prevalence { text += " at a prevalence of \(DecimalText.shortest(prevalence))" }
    return text
  }
}
