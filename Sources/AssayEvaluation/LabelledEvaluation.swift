/// Statistics together with the labels they are of: what judges a classifier, in its own words.
///
/// ``ClassifierEvaluation`` is one, of rows with one label each; ``MultilabelEvaluation`` another, of
/// rows with sets of labels.
public protocol LabelledEvaluation<Statistics>: Summary, CustomStringConvertible {
  /// What is counted, by position.
  associatedtype Statistics: Sendable

  /// The statistics, by position.
  var statistics: Statistics { get }

  /// The value of a metric.
  subscript(metric: Metric<Statistics>) -> Double { get }
}

extension LabelledEvaluation {
  /// The value of a metric.
  public subscript(metric: Metric<Statistics>) -> Double { metric(statistics) }
}

extension ClassifierEvaluation: LabelledEvaluation {}
