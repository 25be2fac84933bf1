extension ScoreCurve {
  /// What scikit-learn would warn of, as facts: the undefined readings, and a precision–recall
  /// curve without positive rows, whose recall is 1 everywhere.
  ///
  /// ```swift
  /// var curve = ScoreCurve()
  /// try curve.update(labels: [false, false], scores: [0.1, 0.2])
  /// for warning in curve.warnings { print(warning) }
  /// ```
  public var warnings: [EvaluationWarning] {
    var result = undefined.map(EvaluationWarning.undefined)
    if positives == 0, negatives != 0 {
      result.append(.noPositives(metric: "precision_recall_curve"))
    }
    return result
  }
}
