public import AssayDatasets
public import AssayEvaluation

/// How good settings are: every row judged once, by a classifier that did not learn from it.
///
/// ```swift
/// let folds = try settings.crossValidate(table, label: "species", folds: 5)
/// print(folds.values(of: .accuracy))            // one a fold
/// print(folds.estimate(.accuracy))              // their mean, with its interval
/// print(folds.evaluation.confusion)             // all rows together
/// ```
///
/// The interval of a mean is the one of the corrected resampled t test: folds share most of the rows
/// they learn from, which a plain standard error leaves out. ``evaluation`` pools scores of
/// different networks; areas under curves of it suppose that these mean the same.
///
/// scikit-learn: `cross_validate` with `StratifiedKFold(shuffle=True)`, and `cross_val_predict`.
public struct CrossValidation<Label: ClassLabel & LearnableTarget>: Sendable
where Label.Statistics == ClassifierStatistics {
  /// What was learnt without each fold, judged by the fold: its `testRows`.
  public let folds: [TrainedClassifier<Label>]
  /// The score of every row by the classifier that did not see it, in the order of the rows.
  public let scores: Scores
  /// The label that each row was given.
  public let predictions: [Label]
  /// The judgement of all rows together.
  public let evaluation: ClassifierEvaluation<Label>

  init(_ folds: [TrainedClassifier<Label>], _ rows: LabelledRows<Label>) throws {
    let width = folds[0].scores.width
    var values = [Double](repeating: 0, count: rows.labels.count * width)
    for fold in folds {
      for (index, row) in fold.testRows.enumerated() {
        for (column, value) in fold.scores[index].enumerated() {
          values[row * width + column] = value
        }
      }
    }
    let scores = Scores(values: values, width: width)
    self.folds = folds
    self.scores = scores
    predictions = scores.classPositions().map { rows.classes[$0] }
    var evaluation = try ClassifierEvaluation(classes: rows.classes)
    try evaluation.update(
      labels: rows.labels, outputs: scores.values, width: width, weights: rows.weights)
    evaluation.compact()
    self.evaluation = evaluation
  }

  /// A metric's value on each fold.
  public func values(of metric: Metric<ClassifierStatistics>) -> [Double] {
    folds.map { $0.evaluation[metric] }
  }

  /// How far a metric's values on the folds lie apart: their standard deviation, divisor k − 1.
  public func spread(of metric: Metric<ClassifierStatistics>) -> Double {
    let count = Double(folds.count)
    return TTest(of: values(of: metric)).standardError * count.squareRoot()
  }

  /// The mean of a metric over the folds, with its interval, cut to the metric's range.
  ///
  /// No interval where a fold leaves the metric undefined.
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, level: Double = 0.95
  ) -> Estimate {
    let rows = scores.count
    let tested = max(rows / folds.count, 1)
    let test = TTest(ofFolds: values(of: metric), trainRows: rows - tested, testRows: tested)
    let interval = test.interval(level: level).map { found in
      Interval(
        low: max(found.low, metric.range.lowerBound),
        high: min(found.high, metric.range.upperBound), level: found.level, method: found.method)
    }
    return Estimate(
      name: metric.name, title: metric.title, value: test.mean, interval: interval,
      missing: interval == nil ? .valueUndefined : nil)
  }
}

extension CrossValidation: CustomStringConvertible {
  /// The folds in a line, and the mean accuracy, balanced accuracy and log loss with their intervals.
  public var description: String {
    let metrics: [Metric<ClassifierStatistics>] = [.accuracy, .balancedAccuracy, .logLoss]
    return
      (["\(folds.count) folds, \(scores.count) rows, each judged once"]
      + metrics.map { "\(estimate($0))" }).joined(separator: "\n")
  }
}
