// Jaccard index: the overlap of two sets over their union (intersection over union).
//
//     jaccard = TP / (TP + FP + FN)
//
// Range 0 ... 1. Undefined, and 0, when no row is or was predicted positive.

extension BinaryCounts {
  /// The positives right over all that are or were called positive: TP / (TP + FP + FN).
  ///
  /// Range 0 ... 1. Undefined, and 0, when no row is or was predicted positive.
  ///
  /// scikit-learn: `jaccard_score`.
  public var jaccard: Double {
    zeroDivision.ratio(truePositives, truePositives + falsePositives + falseNegatives)
  }
}

extension AveragedRates {
  /// The average jaccard index of the classes.
  public var jaccard: Double { mean(of: \.jaccard) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The positives right over all that are or were called positive: TP / (TP + FP + FN).
  public static var jaccard: Metric {
    Metric(
      "jaccard", title: "Jaccard index", requires: .counts,
      uncertainty: .counts
    ) { $0.positive.jaccard }
  }

  /// The Jaccard index of all classes' counts added up.
  public static var microJaccard: Metric {
    Metric(
      "jaccard_micro", title: "Jaccard index, micro", requires: .counts, uncertainty: .counts
    ) { $0.confusion.micro.jaccard }
  }

  /// The mean Jaccard index of the classes, every class alike.
  public static var macroJaccard: Metric {
    Metric(
      "jaccard_macro", title: "Jaccard index, macro", requires: .counts, uncertainty: .counts
    ) { $0.confusion.macro.jaccard }
  }

  /// The mean Jaccard index of the classes, each weighted by its rows in the truth.
  public static var weightedJaccard: Metric {
    Metric(
      "jaccard_weighted", title: "Jaccard index, weighted", requires: .counts,
      uncertainty: .counts
    ) { $0.confusion.weighted.jaccard }
  }
}

/// The positives right over all that are or were called positive: TP / (TP + FP + FN).
///
/// ```swift
/// try jaccardScore(labels: [1, 0, 1, 1], predictions: [1, 1, 0, 1])  // 0.5
/// ```
///
/// scikit-learn: `jaccard_score`.
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
public func jaccardScore<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], average: Average = .binary, positive: Label? = nil,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelColumns.rate(
    "jaccard", labels, predictions, average, positive: positive, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.jaccard }
}

/// The labels right over all that are or were called true, of sets of labels.
///
/// ```swift
/// try jaccardScore(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b", "c"]] as [Set<String>],
///   average: .samples)  // 0.5
/// ```
///
/// scikit-learn: `jaccard_score` of label indicators.
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
public func jaccardScore<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], average: Average = .binary, over chosen: [Row.Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelSetColumns.rate(
    "jaccard", labels, predictions, average, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.jaccard }
}
