// D² log loss: the part of the null model's log loss that the model explains away.
//
//     D² = 1 − log loss / log loss of the class frequencies
//
// Range −∞ ... 1; 0 is the null model and 1 perfect. NaN for fewer than two rows.

extension ProbabilityLosses {
  /// The part of the null model's log loss that these probabilities explain away.
  ///
  ///     D² = 1 − log loss / log loss of the null model
  ///
  /// Range −∞ ... 1; 0 is the model that knows the class frequencies alone (``NullModel``) and 1
  /// perfect. NaN for fewer than two rows.
  ///
  /// scikit-learn: `d2_log_loss_score`.
  ///
  /// - Parameter classTotals: how often each class occurs in the truth, or its weight.
  public func d2LogLoss(classTotals: [Double]) -> Double {
    count < 2 ? .nan : 1 - logLoss / NullModel(classTotals: classTotals).logLoss
  }
}

extension ClassifierStatistics {
  /// The part of the null model's log loss that the outputs explain away; NaN for fewer than two
  /// rows, or where counts or losses are not kept.
  ///
  /// scikit-learn: `d2_log_loss_score`.
  public var d2LogLoss: Double { losses.d2LogLoss(classTotals: nullModel.classTotals) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the null model's log loss that the model explains away.
  ///
  /// Its interval takes the null model for known, and only the model's own losses for drawn.
  public static var d2LogLoss: Metric {
    Metric(
      "d2_log_loss_score", title: "D² log loss", range: -Double.infinity...1,
      requires: [.counts, .losses],
      uncertainty: .mean {
        ($0.d2LogLoss, $0.losses.logLossStandardError / $0.nullModel.logLoss)
      }
    ) { $0.d2LogLoss }
  }
}

/// The part of the null model's log loss that the probabilities explain away, of two classes.
///
/// ```swift
/// try d2LogLoss(labels: [0, 1, 1, 0], probabilities: [0.1, 0.9, 0.8, 0.3])  // 0.7148731363481948
/// ```
///
/// Range −∞ ... 1; 0 is the model that knows the class frequencies alone, 1 perfect. NaN for fewer
/// than two rows.
///
/// scikit-learn: `d2_log_loss_score`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: of the positive class.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once. The class frequencies are weighted too.
///   - strict: throw for fewer than two rows.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
///   0 ... 1, weights are not finite or all zero, or the positive class is not determined.
public func d2LogLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], positive: Label? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let seen = try LossesAndTotals(
    labels, probabilities, positive: positive, weights: weights)
  return try seen.d2("d2_log_loss_score", strict: strict) { $0.d2LogLoss(classTotals: $1) }
}

/// The part of the null model's log loss that the probabilities explain away, of any number of
/// classes.
///
/// scikit-learn: `d2_log_loss_score`.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: one for each class in each row.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once. The class frequencies are weighted too.
///   - strict: throw for fewer than two rows.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a label is no class, a probability is outside 0 ... 1, or weights are not finite or all
///   zero.
public func d2LogLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let seen = try LossesAndTotals(
    labels, ProbabilityTable(rows: probabilities, like: labels), classes: classes,
    weights: weights)
  return try seen.d2("d2_log_loss_score", strict: strict) { $0.d2LogLoss(classTotals: $1) }
}

/// The part of the null model's log loss that the probabilities explain away, from a flat array.
///
/// scikit-learn: `d2_log_loss_score`. Parameters and errors as for rows, `width` being
/// probabilities a row.
public func d2LogLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let table = try ProbabilityTable(flat: probabilities, width: width, rows: labels.count)
  let seen = try LossesAndTotals(labels, table, classes: classes, weights: weights)
  return try seen.d2("d2_log_loss_score", strict: strict) { $0.d2LogLoss(classTotals: $1) }
}
