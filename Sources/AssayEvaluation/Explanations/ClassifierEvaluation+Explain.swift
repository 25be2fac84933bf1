extension ClassifierEvaluation {
  /// The fraction that a metric's value came from; nil for a metric without one, such as your own,
  /// or where what it needs was not kept.
  ///
  /// ```swift
  /// for metric in [.accuracy, .precision, .rocAUC] as [Metric<ClassifierStatistics>] {
  ///   if let explanation = evaluation.explain(metric) { print(explanation) }
  /// }
  /// ```
  public func explain(_ metric: Metric<ClassifierStatistics>) -> Explanation? {
    guard parts.isSuperset(of: metric.requires) else { return nil }
    switch metric.name {
    case "roc_auc": return curve.explainROCAUC()
    case "average_precision": return curve.explainAveragePrecision()
    case "log_loss": return losses.explainLogLoss()
    case "brier_score": return losses.explainBrierScore()
    default: break
    }
    let ofAll: [ExplainedRate] = [
      .accuracy, .balancedAccuracy, .cohenKappa, .matthewsCorrelation,
    ]
    if let rate = ofAll.first(where: { $0.name == metric.name }) { return confusion.explain(rate) }
    for rate in [ExplainedRate.precision, .recall, .specificity, .f1, .jaccard] {
      if metric.name == rate.name { return confusion.explain(rate, average: .binary) }
      for average in [Average.micro, .macro, .weighted]
      where metric.name == "\(rate.name)_\(average.rawValue)" {
        return confusion.explain(rate, average: average)
      }
    }
    return nil
  }

  /// The fractions of all metrics that ``description`` shows and that have one.
  public var explanations: [Explanation] { shownMetrics.compactMap { explain($0) } }
}
