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
/// scikit-learn: `cross_validate` with `StratifiedKFold(shuffle=True)`, for sets of labels
/// `KFold(shuffle=True)`; and `cross_val_predict`.
public struct CrossValidation<Target: ClassifierTarget>: Sendable {
  /// What was learnt without each fold, judged by the fold: its `testRows`.
  public let folds: [TrainedClassifier<Target>]
  /// The score of every row by the classifier that did not see it, in the order of the rows.
  public let scores: Scores
  /// The label that each row was given.
  public let predictions: [Target]
  /// The judgement of all rows together.
  public let evaluation: Target.Evaluation

  init(_ folds: [TrainedClassifier<Target>], _ rows: LabelledRows<Target>) throws {
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
    predictions = Target.targets(of: scores, classes: rows.classes)
    evaluation = try Target.evaluation(
      of: scores, truth: rows.labels, classes: rows.classes, weights: rows.weights,
      trainingMajority: nil)
  }

  /// A metric's value on each fold.
  public func values(of metric: Metric<Target.Statistics>) -> [Double] {
    folds.map { $0.evaluation[metric] }
  }

  /// How far a metric's values on the folds lie apart: their standard deviation, divisor k − 1.
  public func spread(of metric: Metric<Target.Statistics>) -> Double {
    let count = Double(folds.count)
    return TTest(of: values(of: metric)).standardError * count.squareRoot()
  }

  /// The mean of a metric over the folds, with its interval, cut to the metric's range.
  ///
  /// No interval where a fold leaves the metric undefined.
  public func estimate(
    _ metric: Metric<Target.Statistics>, level: Double = 0.95
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
  /// The folds in a line, and the means of ``ClassifierTarget/headlines`` with their intervals.
  public var description: String {
    (["\(folds.count) folds, \(scores.count) rows, each judged once"]
      + Target.headlines.map { "\(estimate($0))" }).joined(separator: "\n")
  }
}
