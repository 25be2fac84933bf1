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
    try OutputRows.checkShape(
      rows: truth.count, values: probabilities.count, width: width, classCount: classCount,
      field: "probabilities")
    if let bad = truth.firstIndex(where: { !(0..<classCount).contains($0) }) {
      throw .unknownPosition(
        field: "truth", index: bad, position: truth[bad], classCount: classCount)
    }
    try Columns.check(probabilities: probabilities, "probabilities")
    try Columns.check(weights: weights, like: truth.count, "truth")
    probabilities.withUnsafeBufferPointer { values in
      for row in truth.indices {
        add(truth[row], width: width, weight: weights?[row], epsilon: .ulpOfOne) {
          values[row * width + $0]
        }
      }
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
