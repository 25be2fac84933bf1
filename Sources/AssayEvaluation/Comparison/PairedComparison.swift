/// Two models judged on the same rows: which is better, by how much, and whether that may be luck.
///
/// ```swift
/// let comparison = try PairedComparison(
///   labels: truth, ModelAnswers("old", outputs: old), ModelAnswers("new", outputs: new))
/// print(comparison)                     // a table of every metric, and a sentence
/// print(comparison[.f1]?.pValue ?? 1)
/// ```
///
/// **How each metric is compared.** Accuracy by McNemar's exact test of the rows on which just one
/// model is right; the area under the ROC curve by DeLong's paired test; means over rows (log loss,
/// Brier score) by a paired t test of the rows' terms. Every other metric of counts, your own too,
/// has a paired bootstrap for its interval (rows drawn anew, both models' answers together) and, for
/// its p-value, the swap test: if the models are equally good it does not matter whose answer is
/// whose, so answers are exchanged at random, row by row. Metrics that read scores have the bootstrap
/// for both, for two models' scores need not mean the same.
///
/// All draws are seeded and the same for any number of threads.
///
/// **The table has many p-values**, one a metric. Choose the metric that counts before looking, and
/// put it first: the sentence is about the first. ``ModelComparison`` corrects for many models.
///
/// **Measured** on 2,000 pairs of equally good models, with 60 and with 200 rows: p was below 0.05 in
/// 2.2 and 2.7 % (accuracy), 3 to 5 % (F1, precision, kappa, area), 4.6 and 5.2 % (log loss), 5.7 and
/// 6.3 % (average precision); the 95 % intervals held zero in 93 to 97 %.
///
/// **Weights.** McNemar's, DeLong's and the t test count rows. Under weights all metrics, accuracy and
/// areas too, have the paired bootstrap, rows being drawn with their weights, and metrics of counts the
/// swap test, a row being exchanged with all its weight; ``mcNemar`` still counts rows, whatever they
/// weigh.
///
/// Sources: Q. McNemar, 1947; E. DeLong et al., 1988; B. Efron, 1979; for swaps E. Noreen,
/// *Computer-Intensive Methods for Testing Hypotheses*, 1989.
public struct PairedComparison: Hashable, Sendable {
  /// What the first model is called.
  public let firstName: String
  /// What the second model is called.
  public let secondName: String
  /// How many rows both were judged on.
  public let rows: Int
  /// Kish's effective number of rows, where rows have weights.
  public let effectiveRows: Double?
  /// The names of the classes.
  public let classes: [String]
  /// The name of the positive class.
  public let positiveClass: String
  /// Every metric's difference, in the order asked.
  public let differences: [MetricDifference]
  /// The test of the rows on which just one model is right.
  public let mcNemar: McNemarTest
  /// The level of the intervals.
  public let level: Double

  /// Compares two models on the same rows.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - first: What the first model said of each row.
  ///   - second: What the second model said.
  ///   - classes: The classes, in the order of outputs; nil for the natural order of those seen.
  ///   - positive: The positive class; nil for the last.
  ///   - metrics: What to compare, the most important first; nil for all that both models' answers
  ///     give, accuracy first.
  ///   - level: The level of the intervals, between 0 and 1.
  ///   - resamples: How many resamples and swaps are drawn. Of metrics that read scores, fewer with
  ///     many rows (200 at least), and none beyond a million rows: those then have no p-value.
  ///   - seed: The seed of the draws.
  ///   - weights: What each row counts, not below 0; nil for once.
  ///   - midP: Whether accuracy is compared by McNemar's mid-p test, which finds more and is not
  ///     exact.
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows or fewer than two classes,
  ///   a label or the positive class is none of the classes, an output is not finite, outputs and
  ///   classes do not fit, both models have one name, the level is not between 0 and 1, weights are
  ///   not one for each row, not finite, below 0 or all zero, or `midP` is asked for under weights.
  public init<Label: Hashable & Sendable>(
    labels: [Label], _ first: ModelAnswers<Label>, _ second: ModelAnswers<Label>,
    classes: [Label]? = nil, positive: Label? = nil,
    metrics: [Metric<ClassifierStatistics>]? = nil, level: Double = 0.95,
    resamples: Int = 2_000, seed: UInt64 = 1, weights: [Double]? = nil, midP: Bool = false
  ) throws(EvaluationError) {
    try Self.check(level: level)
    guard first.name != second.name else {
      throw .invalidParameter(
        name: "models", value: "\(first.name) twice", expected: "a name of its own for each")
    }
    try Self.check(weights: weights, rows: labels.count, midP: midP)
    let (rows, classes) = try ModelRows.all(
      labels: labels, models: [first, second], classes: classes, positive: positive)
    let chosen: [Metric<ClassifierStatistics>]
    if let metrics {
      chosen = metrics
    } else {
      chosen = try Self.metrics(of: rows, classes: classes)
    }
    self.init(
      rows[0], rows[1], classes: classes.map { String(describing: $0) }, metrics: chosen,
      level: level, resamples: resamples, seed: seed, weights: weights, midP: midP)
  }

  init(
    _ first: ModelRows, _ second: ModelRows, classes: [String],
    metrics: [Metric<ClassifierStatistics>], level: Double, resamples: Int, seed: UInt64,
    weights: [Double]? = nil, midP: Bool
  ) {
    let table = JointTable(first, second)
    firstName = first.name
    secondName = second.name
    rows = first.truth.count
    self.classes = classes
    positiveClass = classes[first.statistics.positivePosition]
    mcNemar = table.mcNemar
    self.level = level
    effectiveRows = weights.map { EffectiveCount(weights: $0).value }
    if let weights {
      differences = WeightedDifferences(
        first, second, weights: weights, level: level, resamples: max(0, resamples), seed: seed
      ).of(metrics)
    } else {
      differences = PairedDifferences(
        first: first, second: second, level: level, resamples: max(0, resamples), seed: seed,
        usesMidP: midP
      ).of(metrics, table)
    }
  }

  private static func check(
    weights: [Double]?, rows: Int, midP: Bool
  ) throws(EvaluationError) {
    guard let weights else { return }
    try Columns.check(weights: weights, like: rows, "labels")
    try LabelColumns.check(strict: true, weights: weights)
    try Columns.check(notAllZero: weights)
    guard !midP else {
      throw .invalidParameter(
        name: "midP", value: "true", expected: "false under weights: McNemar's test counts rows")
    }
  }

  static func check(level: Double) throws(EvaluationError) {
    guard level > 0, level < 1 else {
      throw .invalidParameter(
        name: "level", value: "\(level)", expected: "a number between 0 and 1")
    }
  }

  /// The metrics that the answers of all models give.
  static func metrics<Label: Hashable & Sendable>(
    of rows: [ModelRows], classes: [Label]
  ) throws(EvaluationError) -> [Metric<ClassifierStatistics>] {
    var common: [Metric<ClassifierStatistics>] = []
    for (place, model) in rows.enumerated() {
      let shown = try ClassifierEvaluation(statistics: model.statistics, classes: classes)
        .shownMetrics
      common = place == 0 ? shown : common.filter { shown.contains($0) }
    }
    return common
  }

  /// The difference of one metric; nil where it was not compared.
  public subscript(metric: Metric<ClassifierStatistics>) -> MetricDifference? {
    differences.first { $0.metric == metric.name }
  }

  /// How many rows would show a difference of accuracies as large as the one seen, four times in
  /// five, at 5 % two-sided; nil where there is none, and under weights.
  public var rowsNeeded: Int? {
    effectiveRows != nil ? nil : mcNemar.rowsNeeded(outOf: rows, alternative: .twoSided)
  }
}
