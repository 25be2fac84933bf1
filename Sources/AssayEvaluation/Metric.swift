/// A number read from statistics, with what one has to know to use it: its name, which way is
/// better, between what it lies, and how its uncertainty is found.
///
/// ```swift
/// let f2 = Metric("F2") { $0.confusion.positive.fScore(beta: 2) }   // your own
/// print(evaluation.statistics[f2], evaluation.statistics[.accuracy])
/// ```
///
/// Metrics of the same name are equal: ``name`` is the key in histories and in JSON. The metrics
/// of this package have the names of scikit-learn's scorers.
public struct Metric<Statistics: Sendable>: Sendable {
  /// The name in code and files: scikit-learn's scorer name.
  public let name: String
  /// The name for people: «ROC AUC».
  public let title: String
  /// Which way is better.
  public let goal: MetricGoal
  /// The least and the greatest value.
  public let range: ClosedRange<Double>
  /// What the statistics must keep for it.
  public let requires: ClassifierStatistics.Parts
  /// How its interval is found.
  public let uncertainty: Uncertainty<Statistics>
  /// The number itself.
  public let reading: @Sendable (Statistics) -> Double

  /// Describes a metric of any statistics.
  public init(
    _ name: String, title: String? = nil, goal: MetricGoal = .maximize,
    range: ClosedRange<Double> = 0...1, requires: ClassifierStatistics.Parts = .all,
    uncertainty: Uncertainty<Statistics> = .counts,
    reading: @escaping @Sendable (Statistics) -> Double
  ) {
    self.name = name
    self.title = title ?? name
    self.goal = goal
    self.range = range
    self.requires = requires
    self.uncertainty = uncertainty
    self.reading = reading
  }

  /// The metric's value for some statistics.
  public func callAsFunction(_ statistics: Statistics) -> Double { reading(statistics) }

  /// Whether one value is better than another; NaN is better than nothing and nothing than NaN.
  public func isBetter(_ value: Double, than other: Double) -> Bool {
    goal == .maximize ? value > other : value < other
  }
}

/// Which way a metric is better.
public enum MetricGoal: String, Sendable, Hashable {
  /// More is better, as of accuracy.
  case maximize
  /// Less is better, as of a loss.
  case minimize
}

/// How the uncertainty of a metric is found, as data for whoever computes intervals.
public enum Uncertainty<Statistics: Sendable>: Sendable {
  /// The metric is a part of a number of trials.
  case proportion(@Sendable (Statistics) -> (successes: Double, trials: Double))
  /// The area under the ROC curve, which has a standard error of its own.
  case rocAUC
  /// A function of the confusion matrix: draw its cells again.
  case counts
  /// A function of the score curve: draw its rows again.
  case curve
  /// A mean with its standard error.
  case mean(@Sendable (Statistics) -> (mean: Double, standardError: Double))
  /// Not determined by what the statistics keep: draw the rows again.
  case rows
  /// No interval.
  case none
}

extension Metric where Statistics == ClassifierStatistics {
  /// A metric of your own, of a classifier: `Metric("F2") { $0.confusion.positive.fScore(beta: 2) }`.
  public init(
    _ name: String, title: String? = nil, goal: MetricGoal = .maximize,
    range: ClosedRange<Double> = 0...1,
    reading: @escaping @Sendable (ClassifierStatistics) -> Double
  ) {
    self.init(
      name, title: title, goal: goal, range: range, requires: .all, uncertainty: .counts,
      reading: reading)
  }

  /// Every metric of a classifier that this package knows.
  public static var all: [Metric] {
    [
      .accuracy, .balancedAccuracy, .precision, .recall, .specificity, .f1, .jaccard,
      .cohenKappa, .matthewsCorrelation, .rocAUC, .averagePrecision, .logLoss, .brierScore,
      .d2LogLoss, .d2BrierScore, .rocAUCOneVsRest, .weightedROCAUCOneVsRest,
      .macroAveragePrecision, .weightedAveragePrecision,
      .macroPrecision, .macroRecall, .macroF1, .weightedPrecision, .weightedRecall, .weightedF1,
      .microPrecision, .microRecall, .microF1, .microJaccard, .macroJaccard, .weightedJaccard,
      .zeroOneLoss, .negativePredictiveValue, .positiveLikelihoodRatio, .negativeLikelihoodRatio,
      .linearCohenKappa, .quadraticCohenKappa,
    ]
  }
}

extension Metric: Hashable {
  /// Metrics are the same when their names are.
  public static func == (one: Metric, other: Metric) -> Bool { one.name == other.name }

  /// Feeds the name to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Metric: CustomStringConvertible {
  /// The name for people.
  public var description: String { title }
}
