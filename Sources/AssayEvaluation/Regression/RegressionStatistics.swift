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
  var percentages = MeanOfLosses()
  var truth = ExactSpread()
  var errors = ExactSpread()
  /// The largest |prediction − truth| of a row that counts; 0 before the first.
  ///
  /// Rows of weight zero do not count. scikit-learn: `max_error`, which takes no weights.
  public internal(set) var maximumError = 0.0

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
    let percentage = abs(error) / max(abs(value), .ulpOfOne)
    if let weight {
      rows.add(weight: weight)
      squares.add(error * error, weight: weight)
      distances.add(abs(error), weight: weight)
      percentages.add(percentage, weight: weight)
      truth.add(value, weight: weight)
      errors.add(error, weight: weight)
    } else {
      rows.add()
      squares.add(error * error)
      distances.add(abs(error))
      percentages.add(percentage)
      truth.add(value)
      errors.add(error)
    }
    if weight != 0 { maximumError = max(maximumError, abs(error)) }
  }

  /// Adds what other statistics have seen.
  public mutating func merge(_ other: RegressionStatistics) {
    rows.merge(other.rows)
    squares.merge(other.squares)
    distances.merge(other.distances)
    percentages.merge(other.percentages)
    truth.merge(other.truth)
    errors.merge(other.errors)
    maximumError = max(maximumError, other.maximumError)
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

  /// The standard error of the root, by the delta method: that of the mean square by 2 RMSE.
  public var rootMeanSquaredErrorStandardError: Double {
    meanSquaredErrorStandardError / (2 * rootMeanSquaredError)
  }

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
  public var determination: Double { determination() }

  /// R² where a constant truth may read as the formula says: NaN when it is met exactly, else −∞.
  ///
  /// scikit-learn: `r2_score(force_finite=)`.
  public func determination(forcingFinite: Bool = true) -> Double {
    guard count >= 2 else { return .nan }
    return explained(squares.mean(rows) * rows.total, forcingFinite)
  }

  /// The part of the truth's variance that is explained by predictions whose constant offset is
  /// forgiven.
  ///
  ///     1 − Σ (error − mean error)² / Σ (truth − mean truth)²
  ///
  /// Range −∞ ... 1. A constant truth gives 1 when the error is constant and 0 otherwise, or, not
  /// forcing finite numbers, NaN and −∞; NaN without rows.
  ///
  /// scikit-learn: `explained_variance_score`.
  public func explainedVariance(forcingFinite: Bool = true) -> Double {
    guard count > 0 else { return .nan }
    return explained(errors.value(rows), forcingFinite)
  }

  private func explained(_ residual: Double, _ forcingFinite: Bool) -> Double {
    let variance = truth.value(rows)
    guard variance == 0, forcingFinite else { return 1 - residual / variance }
    return residual == 0 ? 1 : 0
  }

  /// The readings that have nothing to divide by: R² and the explained variance of a truth that does
  /// not vary, and of a single row.
  ///
  /// They have scikit-learn's values all the same.
  public var undefined: [UndefinedReading] {
    ["r2", "explained_variance"].compactMap(undefined)
  }

  /// Why a part of the variance is undefined.
  func undefined(_ metric: String) -> UndefinedReading? {
    guard count < 2 || truth.value(rows) == 0 else { return nil }
    let reason: UndefinedReading.Reason =
      count == 0 ? .noRows : count == 1 ? .oneRow : .constantTruth
    return UndefinedReading(metric: metric, reason: reason)
  }

  /// Σ (truth − mean truth)²: what weighs the outputs under ``OutputAverage/varianceWeighted``.
  public var truthSpread: Double { count > 0 ? truth.value(rows) : 0 }

  /// The mean of |prediction − truth| / |truth|, as a fraction.
  ///
  /// A truth of less than 2.2e-16 counts as that; NaN without rows.
  ///
  /// scikit-learn: `mean_absolute_percentage_error`.
  public var meanAbsolutePercentageError: Double { percentages.mean(rows) }

  /// The standard error of ``meanAbsolutePercentageError``.
  public var meanAbsolutePercentageErrorStandardError: Double { percentages.standardError(rows) }
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
      range: 0...Double.infinity,
      uncertainty: .mean { ($0.rootMeanSquaredError, $0.rootMeanSquaredErrorStandardError) }
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
    Metric("r2", title: "R²", range: -Double.infinity...1, uncertainty: .rows) {
      $0.determination
    }
  }

  /// The mean of the errors, each by its truth.
  public static var meanAbsolutePercentageError: Metric {
    Metric(
      "mean_absolute_percentage_error", title: "Mean absolute percentage error",
      goal: .minimize, range: 0...Double.infinity,
      uncertainty: .mean {
        ($0.meanAbsolutePercentageError, $0.meanAbsolutePercentageErrorStandardError)
      }
    ) { $0.meanAbsolutePercentageError }
  }

  /// The largest error.
  public static var maximumError: Metric {
    Metric(
      "max_error", title: "Largest error", goal: .minimize, range: 0...Double.infinity,
      uncertainty: .none
    ) { $0.maximumError }
  }

  /// The part of the variance explained, a constant offset forgiven.
  public static var explainedVariance: Metric {
    Metric(
      "explained_variance", title: "Explained variance", range: -Double.infinity...1,
      uncertainty: .rows
    ) { $0.explainedVariance() }
  }

  /// Every metric of regression that this package knows.
  public static var all: [Metric] {
    [
      .meanSquaredError, .rootMeanSquaredError, .meanAbsoluteError, .determination,
      .meanAbsolutePercentageError, .maximumError, .explainedVariance,
    ]
  }
}
