// F score: the weighted harmonic mean of precision and recall.
//
//     F_β = (1 + β²) TP / ((1 + β²) TP + β² FN + FP)        F1 = 2 TP / (2 TP + FN + FP)
//
// Range 0 ... 1. β = 0 is precision, β = ∞ is recall; β counts recall as β times as important.
// Undefined, and 0, when no row is or was predicted positive. With errors but no hit it is a plain 0.

extension BinaryCounts {
  /// The weighted harmonic mean of precision and recall, recall β times as important.
  ///
  /// F_β = (1 + β²) TP / ((1 + β²) TP + β² FN + FP). Range 0 ... 1; β = 0 is precision and
  /// β = ∞ recall. Undefined, and 0, when no row is or was predicted positive; NaN for a β that is
  /// negative or NaN.
  ///
  /// scikit-learn: `fbeta_score`.
  public func fScore(beta: Double) -> Double {
    guard beta >= 0 else { return .nan }
    if beta == 0 { return precision }
    if beta == .infinity { return recall }
    let square = beta * beta
    return zeroDivision.ratio(
      (1 + square) * truePositives, square * support + predictedPositives)
  }

  /// The harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP).
  ///
  /// scikit-learn: `f1_score`.
  public var f1: Double { fScore(beta: 1) }
}

extension AveragedRates {
  /// The average F score of the classes.
  public func fScore(beta: Double) -> Double { mean { $0.fScore(beta: beta) } }

  /// The average F1 of the classes (not the F1 of average precision and recall).
  public var f1: Double { mean(of: \.f1) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The harmonic mean of precision and recall.
  public static var f1: Metric {
    Metric("f1", title: "F1", requires: .counts, uncertainty: .counts) { $0.positive.f1 }
  }

  /// F1 of all classes' counts added up, which is the accuracy.
  public static var microF1: Metric {
    Metric(
      "f1_micro", title: "F1, micro", requires: .counts,
      uncertainty: .proportion { ($0.confusion.correct, $0.confusion.total) }
    ) { $0.confusion.micro.f1 }
  }

  /// The mean F1 of the classes, every class alike.
  public static var macroF1: Metric {
    Metric("f1_macro", title: "F1, macro", requires: .counts, uncertainty: .counts) {
      $0.confusion.macro.f1
    }
  }

  /// The mean F1 of the classes, each weighted by its rows in the truth.
  public static var weightedF1: Metric {
    Metric("f1_weighted", title: "F1, weighted", requires: .counts, uncertainty: .counts) {
      $0.confusion.weighted.f1
    }
  }
}

/// The harmonic mean of precision and recall.
///
/// ```swift
/// try f1Score(labels: [1, 0, 1, 1], predictions: [1, 1, 0, 1])                    // 0.6666666666666666
/// try f1Score(labels: ["a", "b", "c"], predictions: ["a", "c", "c"], average: .macro)  // 0.5555555555555555
/// ```
///
/// scikit-learn: `f1_score`. Parameters and errors as ``fBetaScore(labels:predictions:beta:average:positive:over:weights:undefined:strict:)``.
@_disfavoredOverload  // a set of labels is no class
public func f1Score<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], average: Average = .binary, positive: Label? = nil,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try fBetaScore(
    labels: labels, predictions: predictions, beta: 1, average: average, positive: positive,
    over: chosen, weights: weights, undefined: undefined, strict: strict)
}

/// The weighted harmonic mean of precision and recall, recall β times as important.
///
/// scikit-learn: `fbeta_score`.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - beta: how many times recall is as important as precision; 0 ... ∞.
///   - average: how the classes make one number; `.binary` is the positive class alone.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - chosen: the labels to average over; nil for all that occur.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where the reading is undefined.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, β is negative, or the positive class is not determined.
@_disfavoredOverload  // a set of labels is no class
public func fBetaScore<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], beta: Double, average: Average = .binary,
  positive: Label? = nil, over chosen: [Label]? = nil, weights: [Double]? = nil,
  undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  guard beta >= 0 else {
    throw .invalidParameter(name: "beta", value: "\(beta)", expected: "a number from 0 to infinity")
  }
  let metric = beta == 0 ? "precision" : beta == .infinity ? "recall" : "f1"
  return try LabelColumns.rate(
    metric, labels, predictions, average, positive: positive, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.fScore(beta: beta) }
}

/// The harmonic mean of precision and recall, of sets of labels.
///
/// scikit-learn: `f1_score` of label indicators. Parameters and errors as
/// ``fBetaScore(labels:predictions:beta:average:over:weights:undefined:strict:)``.
public func f1Score<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], average: Average = .binary, over chosen: [Row.Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  try fBetaScore(
    labels: labels, predictions: predictions, beta: 1, average: average, over: chosen,
    weights: weights, undefined: undefined, strict: strict)
}

/// The weighted harmonic mean of precision and recall, of sets of labels.
///
/// ```swift
/// try fBetaScore(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b", "c"]] as [Set<String>],
///   beta: 1, average: .micro)  // 0.6666666666666666
/// ```
///
/// scikit-learn: `fbeta_score` of label indicators.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - beta: how many times recall is as important as precision; 0 ... ∞.
///   - average: how the labels make one number: `.micro`, `.macro`, `.weighted` or `.samples`.
///   - chosen: the labels to count, others being left out; nil for all that occur, of rows of flags
///     all positions.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where the reading is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, β is negative, or the average is `.binary`.
public func fBetaScore<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], beta: Double, average: Average = .binary,
  over chosen: [Row.Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  guard beta >= 0 else {
    throw .invalidParameter(name: "beta", value: "\(beta)", expected: "a number from 0 to infinity")
  }
  let metric = beta == 0 ? "precision" : beta == .infinity ? "recall" : "f1"
  return try LabelSetColumns.rate(
    metric, labels, predictions, average, over: chosen, weights: weights, undefined: undefined,
    strict: strict
  ) { $0.fScore(beta: beta) }
}
