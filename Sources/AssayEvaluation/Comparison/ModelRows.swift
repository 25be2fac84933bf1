/// The checked rows of one model, by class position, ready to be read as a whole or drawn anew.
struct ModelRows: Sendable {
  let name: String
  /// The class of each row.
  private(set) var truth: [Int32]
  /// The class each row was predicted to be.
  private(set) var guesses: [Int32]
  /// What is known of all rows.
  let statistics: ClassifierStatistics
  /// The outputs, row after row; none where only predictions are known.
  private(set) var outputs: [Double]
  let width: Int

  /// The rows of several models, all of the same truth.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows or fewer than two classes,
  ///   a label is none of the classes given, or an output is not finite.
  static func all<Label: Hashable & Sendable>(
    labels: [Label], models: [ModelAnswers<Label>], classes: [Label]?, positive: Label?
  ) throws(EvaluationError) -> (rows: [ModelRows], classes: [Label]) {
    try Columns.check(notEmpty: labels, "labels")
    var index =
      try classes.map { (given) throws(EvaluationError) in try ClassIndex(given: given) }
      ?? ClassIndex()
    let isOpen = classes == nil
    var truth = try ConfusionMatrix.encode(labels, "labels", into: &index, isOpen: isOpen)
    var guesses: [[Int32]?] = []
    for model in models {
      guard case .predictions(let predictions) = model.answers else {
        guesses.append(nil)
        continue
      }
      let field = "predictions of \(model.name)"
      try Columns.check(predictions, field, like: labels, "labels")
      guesses.append(
        try ConfusionMatrix.encode(predictions, field, into: &index, isOpen: isOpen))
    }
    if isOpen {
      let moved = index.settle().map { Int32(truncatingIfNeeded: $0) }
      FirstSeen.renumber(&truth, with: moved)
      for model in guesses.indices where guesses[model] != nil {
        var numbers = guesses[model] ?? []
        FirstSeen.renumber(&numbers, with: moved)
        guesses[model] = numbers
      }
    }
    var position: Int?
    if let positive {
      guard let found = index.position(of: positive) else {
        throw .unknownPositiveClass(label: String(describing: positive), classes: index.names)
      }
      position = found
    }
    var rows: [ModelRows] = []
    for (model, guesses) in zip(models, guesses) {
      rows.append(
        try ModelRows(
          model, truth: truth, guesses: guesses, classCount: index.classes.count,
          positive: position))
    }
    return (rows, index.classes)
  }

  private init<Label>(
    _ model: ModelAnswers<Label>, truth: [Int32], guesses: [Int32]?, classCount: Int,
    positive: Int?
  ) throws(EvaluationError) {
    name = model.name
    self.truth = truth
    switch model.answers {
    case .ragged(_, let width, let expected):
      throw .wrongWidth(field: "outputs of \(name)", width: width, expected: [expected])
    case .predictions:
      var statistics = try ClassifierStatistics(
        classCount: classCount, positive: positive, parts: .counts)
      let guesses = guesses ?? []
      try statistics.update(truth: truth, predictions: guesses)
      self.guesses = guesses
      self.statistics = statistics
      outputs = []
      width = 0
    case .outputs(let outputs, let width):
      let field = "outputs of \(name)"
      try OutputRows.checkShape(
        rows: truth.count, values: outputs.count, width: width, classCount: classCount,
        field: field)
      try Columns.check(finite: outputs, field)
      let areProbabilities = outputs.allSatisfy { $0 >= 0 && $0 <= 1 }
      var statistics = try ClassifierStatistics(
        classCount: classCount, positive: positive, threshold: model.threshold,
        parts: areProbabilities ? .all : [.counts, .curve])
      try statistics.update(truth: truth, outputs: outputs, width: width)
      statistics.compact()
      self.statistics = statistics
      self.outputs = outputs
      self.width = width
      self.guesses = outputs.withUnsafeBufferPointer { buffer in
        truth.indices.map { Int32(statistics.predicted(buffer, row: $0, width: width)) }
      }
    }
  }

  /// The score of the positive class, of each row; nil where only predictions are known.
  var positiveScores: [Double]? {
    let positive = statistics.positivePosition
    switch width {
    case 0: return nil
    // As the curve of the class at position 0 has it.
    case 1: return positive == 1 ? outputs : outputs.map { 1 - $0 }
    default: return truth.indices.map { outputs[$0 * width + positive] }
    }
  }

  /// The statistics of some of the rows, in the order given.
  ///
  /// - Parameter parts: What is to be read of them; less is faster.
  func statistics(
    of rows: [Int], parts: ClassifierStatistics.Parts = .all
  ) -> ClassifierStatistics {
    let parts = parts.intersection(statistics.parts)
    // The rows and their shape were checked with all the others.
    guard
      var result = try? ClassifierStatistics(
        classCount: statistics.classCount, positive: statistics.positivePosition,
        threshold: statistics.threshold, parts: width == 0 ? .counts : parts)
    else { return statistics }
    let truth = rows.map { self.truth[$0] }
    if width == 0 {
      try? result.update(truth: truth, predictions: rows.map { guesses[$0] })
    } else {
      var chosen: [Double] = []
      chosen.reserveCapacity(rows.count * width)
      for row in rows { chosen += outputs[row * width..<(row + 1) * width] }
      try? result.update(truth: truth, outputs: chosen, width: width)
      result.compact()
    }
    return result
  }

  /// The terms of a metric that is a mean over rows: what it reads of each row alone.
  ///
  /// - Returns: nil where their mean is not the metric, so that it is no such mean after all.
  func terms(_ metric: Metric<ClassifierStatistics>) -> [Double]? {
    let terms = truth.indices.map { statistics(of: [$0], parts: metric.requires)[metric] }
    let value = statistics[metric]
    let mean = terms.reduce(0, +) / Double(terms.count)
    return (mean - value).magnitude <= 1e-9 * max(1, value.magnitude) ? terms : nil
  }

  /// The same rows in another order.
  func reordered(_ order: [Int]) -> ModelRows {
    var result = self
    result.truth = order.map { truth[$0] }
    result.guesses = order.map { guesses[$0] }
    if width > 0 {
      result.outputs = order.flatMap { outputs[$0 * width..<($0 + 1) * width] }
    }
    return result
  }

  /// An order of rows that depends on what they hold alone: by truth, then by the models' answers.
  ///
  /// Rows that hold the same may stand in either order, and nobody can tell.
  static func canonicalOrder(_ models: [ModelRows]) -> [Int] {
    guard let truth = models.first?.truth else { return [] }
    return truth.indices.sorted { one, other in
      if truth[one] != truth[other] { return truth[one] < truth[other] }
      for model in models {
        if model.guesses[one] != model.guesses[other] {
          return model.guesses[one] < model.guesses[other]
        }
        for column in 0..<model.width {
          let first = model.outputs[one * model.width + column]
          let second = model.outputs[other * model.width + column]
          if first != second { return first < second }
        }
      }
      return false
    }
  }
}
