// Log loss: the mean surprise at the truth.
//
//     log loss = mean of −log p(true class)          p clipped to ε ... 1 − ε
//
// ε is the epsilon of the type given: 2.2e-16 for Double, 1.2e-7 for Float. Range 0 ... 36.04
// (Float: 15.94). Not the training loss: that clips as Keras and may carry regularisation.

extension ProbabilityLosses {
  /// The mean of −log of the probability given to the true class; NaN without rows.
  ///
  /// Range 0 ... 36.04, for probabilities are clipped to ε ... 1 − ε, ε = 2.2e-16.
  ///
  /// scikit-learn: `log_loss`.
  public var logLoss: Double { logs.mean(rows) }

  /// The standard error of the log loss; under weights by Kish's effective number of rows.
  public var logLossStandardError: Double { logs.standardError(rows) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The mean surprise at the truth.
  public static var logLoss: Metric {
    Metric(
      "log_loss", title: "Log loss", goal: .minimize, range: 0...Double.infinity,
      requires: .losses,
      uncertainty: .mean { ($0.losses.logLoss, $0.losses.logLossStandardError) }
    ) { $0.losses.logLoss }
  }
}

/// The mean surprise at the truth, of two classes.
///
/// ```swift
/// try logLoss(labels: [1, 0, 0, 1], probabilities: [0.9, 0.1, 0.2, 0.65])  // 0.21616187468057912
/// ```
///
/// scikit-learn: `log_loss`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: of the positive class.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
public func logLoss<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [Double], positive: Label? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  if weights == nil,
    let mean = try ProbabilityColumns.mean(
      of: .log(epsilon: .ulpOfOne), labels, probabilities, positive: positive)
  {
    return mean
  }
  return try LossesAndTotals(labels, probabilities, positive: positive, weights: weights)
    .losses.logLoss
}

/// The mean surprise at the truth, of two classes, clipped at Float's epsilon.
///
/// scikit-learn: `log_loss` of 32-bit probabilities. Parameters and errors as for Double.
@_disfavoredOverload  // literals are Double
public func logLoss<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [Float], positive: Label? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  if weights == nil,
    let mean = try ProbabilityColumns.mean(
      of: .log(epsilon: Double(Float.ulpOfOne)), labels, probabilities, positive: positive)
  {
    return mean
  }
  return try LossesAndTotals(labels, probabilities, positive: positive, weights: weights)
    .losses.logLoss
}

/// The mean surprise at the truth, of any number of classes.
///
/// ```swift
/// try logLoss(labels: ["a", "b"], probabilities: [[0.9, 0.1], [0.2, 0.8]])  // 0.164252033486018
/// ```
///
/// scikit-learn: `log_loss`. Rows that do not add up to 1 are taken as they are.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: one for each class in each row.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a probability is outside 0 ... 1, or weights are not finite or all zero.
public func logLoss<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [[Double]], classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(rows: probabilities, like: labels)
  return try ProbabilityColumns.mean(
    of: .log(epsilon: .ulpOfOne), labels, table, classes: classes, weights: weights, \.logLoss)
}

/// The mean surprise at the truth, of any number of classes, clipped at Float's epsilon.
///
/// scikit-learn: `log_loss` of 32-bit probabilities. Parameters and errors as for Double.
@_disfavoredOverload  // literals are Double
public func logLoss<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [[Float]], classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(rows: probabilities, like: labels)
  return try ProbabilityColumns.mean(
    of: .log(epsilon: Double(Float.ulpOfOne)), labels, table, classes: classes, weights: weights,
    \.logLoss)
}

/// The mean surprise at the truth, from a flat array.
///
/// ```swift
/// try logLoss(labels: ["a", "b"], probabilities: [0.9, 0.1, 0.2, 0.8], width: 2)  // 0.164252033486018
/// ```
///
/// scikit-learn: `log_loss`. Parameters and errors as for rows, `width` being probabilities a row.
/// The values are read where they lie, and clipped at the epsilon of their type.
public func logLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(flat: probabilities, width: width, rows: labels.count)
  return try ProbabilityColumns.mean(
    of: .log(epsilon: Double(Score.ulpOfOne)), labels, table, classes: classes, weights: weights,
    \.logLoss)
}
