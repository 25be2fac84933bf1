/// Statistics that grow by true and predicted numbers.
protocol NumberStatistics {
  mutating func update(
    truth: [Double], predictions: [Double], weights: [Double]?
  ) throws(EvaluationError)
}

extension RegressionStatistics: NumberStatistics {}
extension RegressionValues: NumberStatistics {}
extension MeanLossStatistics: NumberStatistics {}

/// The columns of the one-shot functions of regression, which differ in what they read alone.
struct NumberColumns<Number: BinaryFloatingPoint & Sendable> {
  var truth: [Number]
  var predictions: [Number]
  var weights: [Double]?
  /// Whether negative weights and undefined readings are errors.
  var isStrict: Bool

  init(_ truth: [Number], _ predictions: [Number], _ weights: [Double]?, strict: Bool) {
    self.truth = truth
    self.predictions = predictions
    self.weights = weights
    isStrict = strict
  }

  /// Reads a number from statistics of all rows, beginning with empty ones.
  ///
  /// - Parameter undefined: Why the number is undefined, which the strict form throws.
  func read<Statistics: NumberStatistics>(
    _ empty: Statistics, _ reading: (Statistics) throws(EvaluationError) -> Double,
    undefined: (Statistics) throws(EvaluationError) -> UndefinedReading? = { _ in nil }
  ) throws(EvaluationError) -> Double {
    try Columns.check(notEmpty: truth, "truth")
    var seen = empty
    try seen.update(
      truth: truth.map { Double($0) }, predictions: predictions.map { Double($0) },
      weights: weights)
    try Columns.check(notAllZero: weights)
    try LabelColumns.check(strict: isStrict, weights: weights)
    if isStrict, let undefined = try undefined(seen) { throw .undefined(undefined) }
    return try reading(seen)
  }

  /// Why the errors by their truth are undefined: a truth that counts is as good as 0.
  static func zeroTruth(_ truth: [Number], _ weights: [Double]?) -> UndefinedReading? {
    let found = truth.indices.contains {
      abs(Double(truth[$0])) < .ulpOfOne && weights?[$0] != 0
    }
    return found
      ? UndefinedReading(metric: "mean_absolute_percentage_error", reason: .zeroTruth) : nil
  }
}
