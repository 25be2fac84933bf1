/// What probabilities cost, beside how often each class occurs: all that D² and the scaled losses
/// are read from.
struct LossesAndTotals: Sendable {
  private(set) var losses: ProbabilityLosses
  /// The rows of each class, or their weight.
  let classTotals: [Double]

  /// Two classes, from the probabilities of the positive one.
  ///
  /// - Parameter epsilon: Logarithms are of probabilities clipped to it.
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
  ///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    _ labels: [Label], _ probabilities: [Score], positive: Label?, weights: [Double]?,
    epsilon: Double = Double(Score.ulpOfOne)
  ) throws(EvaluationError) {
    let flags = try ScoreColumns.flags(labels, probabilities, "probabilities", positive: positive)
    let encoded = try EncodedLabels(flags, classes: [false, true])
    try self.init(encoded, .flat(probabilities, width: 1), 1, weights, epsilon)
  }

  /// Any number of classes, from the probabilities of each.
  ///
  /// - Throws: ``EvaluationError`` when rows and classes do not fit, a label is no class, a
  ///   probability is outside 0 ... 1, or weights are not finite or all zero.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    _ labels: [Label], _ table: ProbabilityTable<Score>, classes: [Label]?, weights: [Double]?,
    epsilon: Double = Double(Score.ulpOfOne)
  ) throws(EvaluationError) {
    let encoded = try table.encoded(labels, classes: classes)
    try self.init(encoded, table, encoded.classes.count, weights, epsilon)
  }

  private init<Label, Score: BinaryFloatingPoint & Sendable>(
    _ encoded: EncodedLabels<Label>, _ table: ProbabilityTable<Score>, _ width: Int,
    _ weights: [Double]?, _ epsilon: Double
  ) throws(EvaluationError) {
    try Columns.check(weights: weights, like: encoded.positions.count, "labels")
    try Columns.check(notAllZero: weights)
    classTotals = encoded.totals(weights: weights)
    losses = ProbabilityLosses(knownClassCount: encoded.classes.count)
    var sums = losses
    let isSound = encoded.positions.withUnsafeBufferPointer { truth in
      weights.withUnsafeBuffer { weights in
        table.read(
          { sums.add(truth, $0, width: width, weights: weights, epsilon: epsilon) },
          { sums.add(truth, $0, width: width, weights: weights, epsilon: epsilon) })
      }
    }
    if !isSound { try table.checkValues() }
    losses = sums
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
