/// How the readings of several outputs become one.
public enum OutputAverage: Hashable, Sendable {
  /// Every output counts alike.
  case uniform
  /// An output counts by the spread of its truth; alike where no truth varies.
  case varianceWeighted
  /// An output counts by a number given for it.
  case weights([Double])
}

/// What is known of several predicted numbers a row: one ``RegressionStatistics`` an output.
///
/// ```swift
/// var seen = try RegressionOutputs(width: 2)
/// try seen.update(truth: [[0.5, 1], [-1, 1], [7, -6]], predictions: [[0, 2], [-1, 2], [8, -5]])
/// print(seen.rawValues(.meanAbsoluteError))                          // [0.5, 1.0]
/// print(try seen.average(.determination, .varianceWeighted))         // 0.9382566585956417
/// ```
///
/// scikit-learn: the `multioutput` of the metrics of regression.
public struct RegressionOutputs: Summary {
  /// The statistics of each output.
  public internal(set) var outputs: [RegressionStatistics]

  /// Statistics of no rows.
  ///
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)`` for a width below 1.
  public init(width: Int) throws(EvaluationError) {
    guard width >= 1 else {
      throw .invalidParameter(name: "width", value: "\(width)", expected: "at least 1")
    }
    outputs = Array(repeating: RegressionStatistics(), count: width)
  }

  /// Adds rows of as many numbers as there are outputs.
  ///
  /// - Throws: ``EvaluationError`` when shapes differ or a number is not finite (the index is that
  ///   of the row); the statistics are then unchanged.
  public mutating func update(
    truth: [[Double]], predictions: [[Double]], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: truth, "truth")
    for row in truth where row.count != outputs.count {
      throw .wrongWidth(field: "truth", width: row.count, expected: [outputs.count])
    }
    for row in predictions where row.count != outputs.count {
      throw .wrongWidth(field: "predictions", width: row.count, expected: [outputs.count])
    }
    var grown = outputs
    for output in grown.indices {
      try grown[output].update(
        truth: truth.map { $0[output] }, predictions: predictions.map { $0[output] },
        weights: weights)
    }
    outputs = grown
  }

  /// Adds what other statistics have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of outputs differ.
  public mutating func merge(_ other: RegressionOutputs) throws(EvaluationError) {
    guard outputs.count == other.outputs.count else {
      throw .cannotMerge(
        what: "numbers of outputs", one: "\(outputs.count)", other: "\(other.outputs.count)")
    }
    for output in outputs.indices { outputs[output].merge(other.outputs[output]) }
  }

  /// A metric of every output.
  public func rawValues(_ metric: Metric<RegressionStatistics>) -> [Double] {
    outputs.map { metric($0) }
  }

  /// A metric averaged over the outputs.
  ///
  /// - Throws: ``EvaluationError`` when there are not as many weights as outputs, or all are zero.
  public func average(
    _ metric: Metric<RegressionStatistics>, _ average: OutputAverage = .uniform
  ) throws(EvaluationError) -> Double {
    var weights = [Double](repeating: 1, count: outputs.count)
    switch average {
    case .uniform: break
    case .varianceWeighted:
      let spreads = outputs.map(\.truthSpread)
      if spreads.contains(where: { $0 != 0 }) { weights = spreads }
    case .weights(let given):
      try Columns.check(weights: given, like: outputs.count, "outputs")
      try Columns.check(notAllZero: given)
      weights = given
    }
    let values = rawValues(metric)
    let sum = values.indices.reduce(0) { $0 + weights[$1] * values[$1] }
    return sum / weights.reduce(0, +)
  }
}
