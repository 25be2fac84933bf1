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
    let rates = try rates(
      labels, predictions, average, positive: positive, over: chosen, weights: weights,
      undefined: undefined, strict: strict)
    if strict, let first = rates.undefined.first(where: { $0.metric == metric }) {
      throw .undefined(first)
    }
    return reading(rates)
  }

  /// The rates of two columns, averaged as asked.
  static func rates<Label: Hashable & Sendable>(
    _ labels: [Label], _ predictions: [Label], _ average: Average, positive: Label?,
    over chosen: [Label]?, weights: [Double]?, undefined: ZeroDivision, strict: Bool
  ) throws(EvaluationError) -> AveragedRates {
    guard average != .samples else {
      throw .invalidParameter(
        name: "average", value: average.rawValue,
        expected: "binary, micro, macro or weighted: a row has a single label")
    }
    var matrix = try matrix(labels, predictions, weights: weights, undefined: undefined)
    try check(strict: strict, weights: weights)
    guard average != .binary else {
      try matrix.setPositive(
        try PositiveClass.determine(given: positive, among: matrix.classes))
      return matrix.averaged(.binary)
    }
    if strict, let positive {
      throw .invalidParameter(
        name: "positive", value: String(describing: positive),
        expected: "nothing, for the \(average.rawValue) average has no positive class")
    }
    return chosen.map { matrix.averaged(average, over: $0) } ?? matrix.averaged(average)
  }

  /// The strict forms take no negative weight.
  static func check(strict: Bool, weights: [Double]?) throws(EvaluationError) {
    guard strict, let weights, let bad = weights.firstIndex(where: { $0 < 0 }) else { return }
    throw .outOfRange(
      field: "weights", index: bad, value: weights[bad], range: 0...Double.infinity)
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
