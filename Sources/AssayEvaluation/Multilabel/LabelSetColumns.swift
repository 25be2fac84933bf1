/// What the one-shot functions of sets of labels have in common: checked columns, counted.
enum LabelSetColumns {
  /// The statistics of two columns, and the label of each position.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows or no labels, rows have
  ///   different widths, a label chosen is repeated or no position, or weights are not finite or
  ///   all zero.
  static func statistics<Row: LabelSet & Sendable>(
    _ labels: [Row], _ predictions: [Row], over chosen: [Row.Label]?, weights: [Double]?,
    undefined: ZeroDivision = .standard, strict: Bool = false
  ) throws(EvaluationError) -> (labels: [Row.Label], statistics: MultilabelStatistics) {
    let columns = try flags(labels, predictions, over: chosen, weights: weights, strict: strict)
    var statistics = MultilabelStatistics(labelCount: columns.labels.count)
    statistics.zeroDivision = undefined
    try statistics.update(
      truth: columns.truth, predictions: columns.predictions, weights: weights)
    return (columns.labels, statistics)
  }

  /// Two columns as flags, row after row, and the label of each position.
  static func flags<Row: LabelSet & Sendable>(
    _ labels: [Row], _ predictions: [Row], over chosen: [Row.Label]?, weights: [Double]?,
    strict: Bool = false
  ) throws(EvaluationError) -> (labels: [Row.Label], truth: [Bool], predictions: [Bool]) {
    try Columns.check(predictions, "predictions", like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    try Columns.check(weights: weights, like: labels.count, "labels")
    try Columns.check(notAllZero: weights)
    try LabelColumns.check(strict: strict, weights: weights)
    let found = try Row.labels(of: labels, and: predictions)
    let positions = chosen ?? found
    guard !positions.isEmpty else {
      if chosen == nil { throw .tooFewClasses(count: 0, needed: 1) }
      throw .empty(field: "over")
    }
    return (
      positions, try Row.indicators(of: labels, over: positions, field: "over"),
      try Row.indicators(of: predictions, over: positions, field: "over")
    )
  }

  /// Whether each row was right as a whole: a matrix of right rows, called right or not.
  static func wholeRows<Row: LabelSet & Sendable>(
    _ labels: [Row], _ predictions: [Row], weights: [Double]?, strict: Bool
  ) throws(EvaluationError) -> ConfusionMatrix<Bool> {
    try Columns.check(predictions, "predictions", like: labels, "labels")
    _ = try Row.labels(of: labels, and: predictions)
    let matrix = try LabelColumns.matrix(
      labels.map { _ in true }, labels.indices.map { labels[$0] == predictions[$0] },
      weights: weights)
    try LabelColumns.check(strict: strict, weights: weights)
    if strict && matrix.total == 0 {
      throw .undefined(UndefinedReading(metric: "accuracy", reason: .noRows))
    }
    return matrix
  }

  /// The statistics of two columns, for an average that sets of labels have.
  static func averageable<Row: LabelSet & Sendable>(
    _ labels: [Row], _ predictions: [Row], _ average: Average, over chosen: [Row.Label]?,
    weights: [Double]?, undefined: ZeroDivision, strict: Bool
  ) throws(EvaluationError) -> MultilabelStatistics {
    guard average != .binary else {
      throw .invalidParameter(
        name: "average", value: average.rawValue,
        expected: "micro, macro, weighted or samples, for rows are sets of labels")
    }
    return try statistics(
      labels, predictions, over: chosen, weights: weights, undefined: undefined, strict: strict
    ).statistics
  }

  /// A rate of two columns, averaged as asked.
  static func rate<Row: LabelSet & Sendable>(
    _ metric: String, _ labels: [Row], _ predictions: [Row], _ average: Average,
    over chosen: [Row.Label]?, weights: [Double]?, undefined: ZeroDivision, strict: Bool,
    _ reading: (AveragedRates) -> Double
  ) throws(EvaluationError) -> Double {
    let rates = try averageable(
      labels, predictions, average, over: chosen, weights: weights, undefined: undefined,
      strict: strict
    ).averaged(average)
    if strict, let first = rates.undefined.first(where: { $0.metric == metric }) {
      throw .undefined(first)
    }
    return reading(rates)
  }
}
