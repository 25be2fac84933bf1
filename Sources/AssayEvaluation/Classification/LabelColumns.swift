/// What the one-shot functions of labels have in common: checked columns, counted.
enum LabelColumns {
  /// The confusion matrix of two columns.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a weight is not finite
  ///   or all are zero.
  static func matrix<Label: Hashable & Sendable>(
    _ labels: [Label], _ predictions: [Label], weights: [Double]?,
    undefined: ZeroDivision = .standard
  ) throws(EvaluationError) -> ConfusionMatrix<Label> {
    try Columns.check(predictions, "predictions", like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    var matrix = ConfusionMatrix<Label>()
    matrix.zeroDivision = undefined
    try matrix.update(labels: labels, predictions: predictions, weights: weights)
    try Columns.check(notAllZero: weights)
    return matrix
  }

  /// A rate of two columns, averaged as asked.
  static func rate<Label: Hashable & Sendable>(
    _ metric: String, _ labels: [Label], _ predictions: [Label], _ average: Average,
    positive: Label?, over chosen: [Label]?, weights: [Double]?, undefined: ZeroDivision,
    strict: Bool, _ reading: (AveragedRates) -> Double
  ) throws(EvaluationError) -> Double {
    var matrix = try matrix(labels, predictions, weights: weights, undefined: undefined)
    if average == .binary {
      try matrix.setPositive(
        try PositiveClass.determine(given: positive, among: matrix.classes))
    }
    let rates =
      chosen.map { matrix.averaged(average, over: $0) } ?? matrix.averaged(average)
    if strict,
      let first = rates.counts.lazy.flatMap(\.undefined).first(where: { $0.metric == metric })
    {
      throw .undefined(first)
    }
    return reading(rates)
  }

  /// Throws the undefined reading of a whole matrix, if there is one of this name.
  static func checkDefined<Label>(
    _ metric: String, _ matrix: ConfusionMatrix<Label>, strict: Bool
  ) throws(EvaluationError) {
    guard strict else { return }
    if let first = matrix.undefined.first(where: { $0.metric == metric && $0.label == nil }) {
      throw .undefined(first)
    }
  }
}
