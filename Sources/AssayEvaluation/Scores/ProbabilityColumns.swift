import AssayCore

/// What the one-shot functions of probabilities have in common.
enum ProbabilityColumns {
  /// The mean loss of two classes, without its uncertainty: the same bits as of the ``losses``, and a
  /// tenth of the time.
  ///
  /// - Returns: nil when a probability is outside 0 ... 1, for ``losses`` to say which.
  static func mean<Label: Hashable & Sendable, Score: RankableScore>(
    of loss: TwoClassLosses.Loss, _ labels: [Label], _ probabilities: [Score], positive: Label?
  ) throws(EvaluationError) -> Double? {
    let flags = try ScoreColumns.flags(labels, probabilities, "probabilities", positive: positive)
    let sum = TwoClassLosses.sum(of: loss, positive: flags, probabilities: probabilities)
    return sum.map { $0.value / Double(flags.count) }
  }

  /// The losses of two classes, from the probabilities of the positive one.
  static func losses<Label: Hashable & Sendable>(
    _ labels: [Label], _ probabilities: [Double], positive: Label?, weights: [Double]?,
    epsilon: Double = .ulpOfOne
  ) throws(EvaluationError) -> ProbabilityLosses {
    let flags = try ScoreColumns.flags(labels, probabilities, "probabilities", positive: positive)
    try Columns.check(probabilities: probabilities, "probabilities")
    try Columns.check(weights: weights, like: labels.count, "labels")
    try Columns.check(notAllZero: weights)
    var losses = ProbabilityLosses(knownClassCount: 2)
    for row in flags.indices {
      losses.add(flags[row] ? 1 : 0, width: 1, weight: weights?[row], epsilon: epsilon) { _ in
        probabilities[row]
      }
    }
    return losses
  }

  /// The losses of several classes, from the probabilities of each.
  static func losses<Label: Hashable & Sendable>(
    _ labels: [Label], _ probabilities: [[Double]], classes: [Label]?, weights: [Double]?
  ) throws(EvaluationError) -> ProbabilityLosses {
    try Columns.check(probabilities, "probabilities", like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    var index = ClassIndex<Label>()
    var truth: [Int] = []
    if let classes {
      index = try ClassIndex(given: classes)
      truth = try ConfusionMatrix.encode(labels, "labels", into: &index, isOpen: false).map(
        Int.init)
    } else {
      for label in labels { _ = index.insert(label) }
      _ = index.settle()
      truth = labels.map { index.position(of: $0) ?? 0 }
    }
    let width = index.classes.count
    var losses = try ProbabilityLosses(classCount: width)
    if let odd = probabilities.first(where: { $0.count != width }) {
      throw .wrongWidth(field: "probabilities", width: odd.count, expected: [width])
    }
    try losses.update(
      truth: truth, probabilities: Array(probabilities.joined()), width: width, weights: weights)
    try Columns.check(notAllZero: weights)
    return losses
  }
}
