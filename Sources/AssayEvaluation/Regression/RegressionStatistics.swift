import AssayCore

/// What is known of predicted numbers: squared and absolute errors, and the spread of the truth.
///
/// Sums are exact, so neither the order of rows nor how they were sharded shows.
///
/// ```swift
/// var seen = RegressionStatistics()
/// try seen.update(truth: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8])
/// print(seen.meanSquaredError, seen.meanAbsoluteError)  // 0.375 0.5
/// print(seen.determination)                             // 0.9486081370449679
/// ```
public struct RegressionStatistics: Summary {
  var rows = RowWeights()
  var squares = MeanOfLosses()
  var distances = MeanOfLosses()
  var truth = ExactSum()
  var truthSquares = ExactSum()

  /// Statistics of no rows.
  public init() {}

  /// Adds a batch of rows.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ or a number is not finite; the statistics
  ///   are then unchanged.
  public mutating func update(
    truth: [Double], predictions: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: truth, "truth")
    try Columns.check(finite: truth, "truth")
    try Columns.check(finite: predictions, "predictions")
    try Columns.check(weights: weights, like: truth.count, "truth")
    for row in truth.indices {
      add(truth[row], predictions[row], weight: weights?[row])
    }
  }

  /// Adds a batch of rows from memory, read as the Doubles they are.
  ///
  /// Errors as for arrays.
  public mutating func update(
    truth: UnsafeBufferPointer<Float>, predictions: UnsafeBufferPointer<Float>,
    weights: UnsafeBufferPointer<Double>? = nil
  ) throws(EvaluationError) {
    try update(
      truth: truth.map(Double.init), predictions: predictions.map(Double.init),
      weights: weights.map(Array.init))
  }

  private mutating func add(_ value: Double, _ prediction: Double, weight: Double?) {
    let error = prediction - value
    if let weight {
      rows.add(weight: weight)
      squares.add(error * error, weight: weight)
      distances.add(abs(error), weight: weight)
      truth.add(value, times: weight)
      addProduct(value, value, weight)
    } else {
      rows.add()
      squares.add(error * error)
      distances.add(abs(error))
      truth.add(value)
      truthSquares.add(value, times: value)
    }
  }

  /// Adds weight × a × b, each half of the exact a × b by itself.
  private mutating func addProduct(_ a: Double, _ b: Double, _ weight: Double) {
    let product = a * b
    truthSquares.add(product, times: weight)
    truthSquares.add((-product).addingProduct(a, b), times: weight)
  }

  /// Adds what other statistics have seen.
  public mutating func merge(_ other: RegressionStatistics) {
    rows.merge(other.rows)
    squares.merge(other.squares)
    distances.merge(other.distances)
    truth.merge(other.truth)
    truthSquares.merge(other.truthSquares)
  }

  /// The number of rows.
  public var count: Int { rows.count }

  /// The rows, or the sum of their weights.
  public var total: Double { rows.total }

  /// Whether rows carry weights.
  public var isWeighted: Bool { rows.isWeighted }

  /// The mean of (prediction − truth)²; NaN without rows.
  ///
  /// scikit-learn: `mean_squared_error`.
  public var meanSquaredError: Double { squares.mean(rows) }

  /// The standard error of the mean squared error.
  public var meanSquaredErrorStandardError: Double { squares.standardError(rows) }

  /// √ of the mean squared error, in the unit of the truth.
  ///
  /// scikit-learn: `root_mean_squared_error`.
  public var rootMeanSquaredError: Double { meanSquaredError.squareRoot() }

  /// The mean of |prediction − truth|; NaN without rows.
  ///
  /// scikit-learn: `mean_absolute_error`.
  public var meanAbsoluteError: Double { distances.mean(rows) }

  /// The standard error of the mean absolute error.
  public var meanAbsoluteErrorStandardError: Double { distances.standardError(rows) }

  /// The part of the truth's variance that is explained: R².
  ///
  ///     R² = 1 − Σ (prediction − truth)² / Σ (truth − mean truth)²
  ///
  /// Range −∞ ... 1; 0 is always answering the mean. A constant truth gives 1 when it is met exactly
  /// and 0 otherwise; fewer than two rows give NaN.
  ///
  /// scikit-learn: `r2_score`.
  public var determination: Double {
    guard count >= 2 else { return .nan }
    // Σ (y − m)² = Σ y² − 2 m Σ y + m² n, exactly, for m near the mean: with a large mean the
    // difference would drown in rounding.
    let mean = truth.value / rows.total
    var spread = truthSquares
    spread.add(-2 * mean, times: truth.value)
    spread.add(-2 * mean, times: truth.remainder)
    let square = mean * mean
    let squareRemainder = (-square).addingProduct(mean, mean)
    spread.add(square, times: rows.total)
    spread.add(square, times: rows.remainder)
    spread.add(squareRemainder, times: rows.total)
    let variance = max(0, spread.value)
    let residual = squares.mean(rows) * rows.total
    guard variance > 0 else { return residual == 0 ? 1 : 0 }
    return 1 - residual / variance
  }
}

extension Metric where Statistics == RegressionStatistics {
  /// The mean squared error.
  public static var meanSquaredError: Metric {
    Metric(
      "mean_squared_error", title: "Mean squared error", goal: .minimize,
      range: 0...Double.infinity,
      uncertainty: .mean { ($0.meanSquaredError, $0.meanSquaredErrorStandardError) }
    ) { $0.meanSquaredError }
  }

  /// The root of the mean squared error.
  public static var rootMeanSquaredError: Metric {
    Metric(
      "root_mean_squared_error", title: "Root mean squared error", goal: .minimize,
      range: 0...Double.infinity, uncertainty: .none
    ) { $0.rootMeanSquaredError }
  }

  /// The mean absolute error.
  public static var meanAbsoluteError: Metric {
    Metric(
      "mean_absolute_error", title: "Mean absolute error", goal: .minimize,
      range: 0...Double.infinity,
      uncertainty: .mean { ($0.meanAbsoluteError, $0.meanAbsoluteErrorStandardError) }
    ) { $0.meanAbsoluteError }
  }

  /// The part of the variance explained.
  public static var determination: Metric {
    Metric("r2", title: "R²", range: -Double.infinity...1, uncertainty: .none) {
      $0.determination
    }
  }

  /// Every metric of regression that this package knows.
  public static var all: [Metric] {
    [.meanSquaredError, .rootMeanSquaredError, .meanAbsoluteError, .determination]
  }
}
