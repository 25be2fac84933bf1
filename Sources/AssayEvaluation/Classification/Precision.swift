// Precision: of the rows predicted positive, the part that is.
//
//     precision = TP / (TP + FP)
//
// Range 0 ... 1. Undefined, and 0, when nothing was predicted positive.

extension BinaryCounts {
  /// The part of the rows predicted positive that is positive: TP / (TP + FP).
  ///
  /// Range 0 ... 1. Undefined, and 0, when nothing was predicted positive.
  ///
  /// scikit-learn: `precision_score`.
  public var precision: Double {
    zeroDivision.ratio(truePositives, predictedPositives)
  }
}

extension AveragedRates {
  /// The average precision of the classes.
  public var precision: Double { mean(of: \.precision) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the rows predicted positive that is positive: TP / (TP + FP).
  public static var precision: Metric {
    Metric(
      "precision", title: "Precision", requires: .counts,
      uncertainty: .proportion { ($0.positive.truePositives, $0.positive.predictedPositives) }
    ) { $0.positive.precision }
  }

  /// Precision of all classes' counts added up, which is the accuracy.
  public static var microPrecision: Metric {
    Metric(
      "precision_micro", title: "Precision, micro", requires: .counts,
      uncertainty: .proportion { ($0.confusion.correct, $0.confusion.total) }
    ) { $0.confusion.micro.precision }
  }

  /// The mean precision of the classes, every class alike.
  public static var macroPrecision: Metric {
    Metric(
      "precision_macro", title: "Precision, macro", requires: .counts, uncertainty: .counts
    ) { $0.confusion.macro.precision }
  }

  /// The mean precision of the classes, each weighted by its rows in the truth.
  public static var weightedPrecision: Metric {
    Metric(
      "precision_weighted", title: "Precision, weighted", requires: .counts, uncertainty: .counts
    ) { $0.confusion.weighted.precision }
  }
}

/// The part of the rows predicted positive that is positive: TP / (TP + FP).
///
/// ```swift
/// try precision(labels: [1, 0, 1, 1], predictions: [1, 1, 0, 1])  // 0.6666666666666666
/// ```
///
/// scikit-learn: `precision_score`.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - average: how the classes make one number; `.binary` is the positive class alone.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - chosen: the labels to average over; nil for all that occur.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where the reading is undefined.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, or the positive class is not determined.
@_disfavoredOverload  // a set of labels is no class
public func precision<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], average: Average = .binary, positive: Label? = nil,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelColumns.rate(
    "precision", labels, predictions, average, positive: positive, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.precision }
}

/// The part of the labels predicted that is true, of sets of labels.
///
/// ```swift
/// try precision(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b", "c"]] as [Set<String>],
///   average: .macro)  // 0.6666666666666666
/// ```
///
/// scikit-learn: `precision_score` of label indicators.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - average: how the labels make one number: `.micro`, `.macro`, `.weighted` or `.samples`.
///   - chosen: the labels to count, others being left out; nil for all that occur, of rows of flags
///     all positions.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where the reading is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, or the average is `.binary`.
public func precision<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], average: Average = .binary, over chosen: [Row.Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelSetColumns.rate(
    "precision", labels, predictions, average, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.precision }
}
