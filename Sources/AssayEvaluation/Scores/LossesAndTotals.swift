/// What probabilities cost, beside how often each class occurs: all that D² and the scaled losses
/// are read from.
struct LossesAndTotals: Sendable {
  private(set) var losses: ProbabilityLosses
  /// The rows of each class, or their weight.
  let classTotals: [Double]

  /// Two classes, from the probabilities of the positive one.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
  ///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    _ labels: [Label], _ probabilities: [Score], positive: Label?, weights: [Double]?
  ) throws(EvaluationError) {
    let numbers = probabilities.doubles
    let flags = try ScoreColumns.flags(labels, numbers, "probabilities", positive: positive)
    try Columns.check(probabilities: numbers, "probabilities")
    try Columns.check(weights: weights, like: labels.count, "labels")
    try Columns.check(notAllZero: weights)
    losses = ProbabilityLosses(knownClassCount: 2)
    classTotals = try EncodedLabels(flags, classes: [false, true]).totals(weights: weights)
    add(
      flags.map { $0 ? 1 : 0 }, numbers, width: 1, weights, epsilon: Double(Score.ulpOfOne))
  }

  /// Any number of classes, from the probabilities of each.
  ///
  /// - Throws: ``EvaluationError`` when rows and classes do not fit, a label is no class, a
  ///   probability is outside 0 ... 1, or weights are not finite or all zero.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    _ labels: [Label], _ table: ScoreTable<Score>, classes: [Label]?, weights: [Double]?
  ) throws(EvaluationError) {
    let encoded = try EncodedLabels(labels, classes: classes)
    losses = try ProbabilityLosses(classCount: encoded.classes.count)
    guard table.width == encoded.classes.count else {
      throw .wrongWidth(
        field: "probabilities", width: table.width, expected: [encoded.classes.count])
    }
    let numbers = table.values.doubles
    try Columns.check(probabilities: numbers, "probabilities")
    try Columns.check(weights: weights, like: labels.count, "labels")
    try Columns.check(notAllZero: weights)
    classTotals = encoded.totals(weights: weights)
    add(
      encoded.positions, numbers, width: table.width, weights, epsilon: Double(Score.ulpOfOne))
  }

  private mutating func add(
    _ truth: [Int32], _ probabilities: [Double], width: Int, _ weights: [Double]?,
    epsilon: Double
  ) {
    probabilities.withUnsafeBufferPointer { values in
      for row in truth.indices {
        losses.add(Int(truth[row]), width: width, weight: weights?[row], epsilon: epsilon) {
          values[row * width + $0]
        }
      }
    }
  }

  /// A D² of the two; the strict form throws for fewer than two rows.
  func d2(
    _ metric: String, strict: Bool, _ reading: (ProbabilityLosses, [Double]) -> Double
  ) throws(EvaluationError) -> Double {
    if strict, losses.count < 2 {
      throw .undefined(UndefinedReading(metric: metric, reason: .oneRow))
    }
    return reading(losses, classTotals)
  }
}
