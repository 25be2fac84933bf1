import AssayCore

/// What probabilities cost: log loss and Brier score, by class position.
///
/// Sums are exact, so neither the order of rows nor how they were sharded shows.
///
/// ```swift
/// var losses = try ProbabilityLosses(classCount: 2)
/// try losses.update(truth: [1, 0], probabilities: [0.9, 0.2], width: 1)
/// print(losses.logLoss, losses.brierScore)  // 0.16425203348601802 0.025000000000000005
/// ```
public struct ProbabilityLosses: Summary {
  /// The number of classes.
  public let classCount: Int
  var rows = RowWeights()
  var logs = MeanOfLosses()
  var briers = MeanOfLosses()

  /// Losses of no rows yet.
  ///
  /// - Throws: ``EvaluationError/tooFewClasses(count:needed:)`` for fewer than two classes.
  public init(classCount: Int) throws(EvaluationError) {
    guard classCount >= 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
    self.classCount = classCount
  }

  init(knownClassCount: Int) { classCount = knownClassCount }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: the position of each row's class.
  ///   - probabilities: row after row: one value, the probability of the class at position 1, or
  ///     one for each class.
  ///   - width: values a row, 1 or ``classCount``.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths do not fit, a position is no class, a probability
  ///   is outside 0 ... 1 or a weight is not finite; the losses are then unchanged. Probabilities
  ///   that do not add up to 1 are taken as they are.
  public mutating func update(
    truth: [Int], probabilities: [Double], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    if let bad = truth.firstIndex(where: { !(0..<classCount).contains($0) }) {
      throw .unknownPosition(
        field: "truth", index: bad, position: truth[bad], classCount: classCount)
    }
    try Columns.check(weights: weights, like: truth.count, "truth")
    try truth.map { Int32(clamping: $0) }.withUnsafeBufferPointer {
      (truth) throws(EvaluationError) in
      try probabilities.withUnsafeBufferPointer { (probabilities) throws(EvaluationError) in
        guard let weights else {
          return try update(truth: truth, probabilities: probabilities, width: width)
        }
        try weights.withUnsafeBufferPointer { (weights) throws(EvaluationError) in
          try update(truth: truth, probabilities: probabilities, width: width, weights: weights)
        }
      }
    }
  }

  /// Adds a batch of rows from memory.
  ///
  /// Parameters and errors as for arrays.
  public mutating func update(
    truth: UnsafeBufferPointer<Int32>, probabilities: UnsafeBufferPointer<Double>, width: Int,
    weights: UnsafeBufferPointer<Double>? = nil
  ) throws(EvaluationError) {
    try updateChecked(truth, probabilities, width, weights)
  }

  /// Adds a batch of rows of 32-bit probabilities from memory, clipped at Float's epsilon.
  ///
  /// Parameters and errors as for arrays.
  public mutating func update(
    truth: UnsafeBufferPointer<Int32>, probabilities: UnsafeBufferPointer<Float>, width: Int,
    weights: UnsafeBufferPointer<Double>? = nil
  ) throws(EvaluationError) {
    try updateChecked(truth, probabilities, width, weights)
  }

  private mutating func updateChecked<Score: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ probabilities: UnsafeBufferPointer<Score>,
    _ width: Int, _ weights: UnsafeBufferPointer<Double>?
  ) throws(EvaluationError) {
    try OutputRows.checkShape(
      rows: truth.count, values: probabilities.count, width: width, classCount: classCount,
      field: "probabilities")
    if let bad = truth.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
      throw .unknownPosition(
        field: "truth", index: bad, position: Int(truth[bad]), classCount: classCount)
    }
    if let weights {
      guard weights.count == truth.count else {
        throw .lengthsDiffer(
          field: "weights", count: weights.count, expected: truth.count, of: "truth")
      }
      if let bad = weights.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(field: "weights", index: bad, value: weights[bad])
      }
    }
    let epsilon = Double(Score.ulpOfOne)
    guard add(truth, .flat(probabilities), width: width, weights: weights, epsilon: epsilon) else {
      return try Columns.check(probabilities: probabilities.map { Double($0) }, "probabilities")
    }
  }

  /// Adds a row known to be sound.
  @inline(__always)
  mutating func add(
    _ truth: Int, width: Int, weight: Double?, epsilon: Double, _ probability: (Int) -> Double
  ) {
    let ofTruth: Double
    var square: Double
    if width == 1 {
      let one = probability(0)
      ofTruth = truth == 1 ? one : 1 - one
      square = (Double(truth) - one) * (Double(truth) - one)
    } else {
      ofTruth = probability(truth)
      square = 0
      for position in 0..<width {
        let error = (position == truth ? 1 : 0) - probability(position)
        square += error * error
      }
      if width == 2 { square /= 2 }
    }
    let log = -ElementaryFunctions.log(min(max(ofTruth, epsilon), 1 - epsilon))
    if let weight {
      rows.add(weight: weight)
      logs.add(log, weight: weight)
      briers.add(square, weight: weight)
    } else {
      rows.add()
      logs.add(log)
      briers.add(square)
    }
  }

  /// Adds what other losses have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of classes differ.
  public mutating func merge(_ other: ProbabilityLosses) throws(EvaluationError) {
    guard classCount == other.classCount else {
      throw .cannotMerge(
        what: "class counts", one: "\(classCount)", other: "\(other.classCount)")
    }
    absorb(other)
  }

  /// Adds losses of as many classes.
  mutating func absorb(_ other: ProbabilityLosses) {
    rows.merge(other.rows)
    logs.merge(other.logs)
    briers.merge(other.briers)
  }

  /// The number of rows.
  public var count: Int { rows.count }

  /// The rows, or the sum of their weights.
  public var total: Double { rows.total }

  /// Whether rows carry weights.
  public var isWeighted: Bool { rows.isWeighted }
}
