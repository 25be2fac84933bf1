// Brier score: the mean squared error of probabilities.
//
//     two classes: mean of (p − y)²         more: mean of Σ over classes (p − y)²
//
// Range 0 ... 1, with more than two classes 0 ... 2. G. W. Brier, 1950.

extension ProbabilityLosses {
  /// The mean squared error of the probabilities; NaN without rows.
  ///
  /// Two classes: (p − y)², range 0 ... 1. More: summed over classes, range 0 ... 2.
  ///
  /// scikit-learn: `brier_score_loss`.
  public var brierScore: Double { briers.mean(rows) }

  /// The standard error of the Brier score; under weights by Kish's effective number of rows.
  public var brierScoreStandardError: Double { briers.standardError(rows) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The mean squared error of the probabilities.
  public static var brierScore: Metric {
    Metric(
      "brier_score", title: "Brier score", goal: .minimize, range: 0...2, requires: .losses,
      uncertainty: .mean { ($0.losses.brierScore, $0.losses.brierScoreStandardError) }
    ) { $0.losses.brierScore }
  }
}

/// The mean squared error of probabilities, of two classes.
///
/// ```swift
/// try brierScore(labels: [0, 1, 1, 0], probabilities: [0.1, 0.9, 0.8, 0.3])  // 0.0375
/// ```
///
/// scikit-learn: `brier_score_loss`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: of the positive class.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
public func brierScore<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [Double], positive: Label? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  if weights == nil,
    let mean = try ProbabilityColumns.mean(
      of: .square, labels, probabilities, positive: positive)
  {
    return mean
  }
  return try LossesAndTotals(labels, probabilities, positive: positive, weights: weights)
    .losses.brierScore
}

/// The mean squared error of 32-bit probabilities, of two classes: each is taken as the Double it is.
///
/// scikit-learn: `brier_score_loss`. Parameters and errors as for Double.
@_disfavoredOverload  // literals are Double
public func brierScore<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [Float], positive: Label? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  if weights == nil,
    let mean = try ProbabilityColumns.mean(
      of: .square, labels, probabilities, positive: positive)
  {
    return mean
  }
  return try LossesAndTotals(labels, probabilities, positive: positive, weights: weights)
    .losses.brierScore
}

/// The mean squared error of probabilities, of any number of classes.
///
/// scikit-learn: `brier_score_loss`. With more than two classes the errors are summed over them.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: one for each class in each row.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a probability is outside 0 ... 1, or weights are not finite or all zero.
public func brierScore<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [[Double]], classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(rows: probabilities, like: labels)
  return try ProbabilityColumns.mean(
    of: .square, labels, table, classes: classes, weights: weights, \.brierScore)
}

/// The mean squared error of 32-bit probabilities, of any number of classes.
///
/// scikit-learn: `brier_score_loss`. Parameters and errors as for Double.
@_disfavoredOverload  // literals are Double
public func brierScore<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [[Float]], classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(rows: probabilities, like: labels)
  return try ProbabilityColumns.mean(
    of: .square, labels, table, classes: classes, weights: weights, \.brierScore)
}

/// The mean squared error of probabilities, from a flat array.
///
/// ```swift
/// try brierScore(labels: ["a", "b"], probabilities: [0.9, 0.1, 0.2, 0.8], width: 2)  // 0.025
/// ```
///
/// scikit-learn: `brier_score_loss`. Parameters and errors as for rows, `width` being probabilities a
/// row.
public func brierScore<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(flat: probabilities, width: width, rows: labels.count)
  return try ProbabilityColumns.mean(
    of: .square, labels, table, classes: classes, weights: weights, \.brierScore)
}
