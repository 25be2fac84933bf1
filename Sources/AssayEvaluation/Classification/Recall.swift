// Recall: of the positive rows, the part that was found (sensitivity, true-positive rate).
//
//     recall = TP / (TP + FN)
//
// Range 0 ... 1. Undefined, and 0, when no row is positive.

extension BinaryCounts {
  /// The part of the positive rows that was found: TP / (TP + FN).
  ///
  /// Range 0 ... 1. Undefined, and 0, when no row is positive.
  ///
  /// scikit-learn: `recall_score`.
  public var recall: Double {
    zeroDivision.ratio(truePositives, support)
  }
}

extension AveragedRates {
  /// The average recall of the classes.
  public var recall: Double { mean(of: \.recall) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the positive rows that was found: TP / (TP + FN).
  public static var recall: Metric {
    Metric(
      "recall", title: "Recall", requires: .counts,
      uncertainty: .proportion { ($0.positive.truePositives, $0.positive.support) }
    ) { $0.positive.recall }
  }

  /// Recall of all classes' counts added up, which is the accuracy.
  public static var microRecall: Metric {
    Metric(
      "recall_micro", title: "Recall, micro", requires: .counts,
      uncertainty: .proportion { ($0.confusion.correct, $0.confusion.total) }
    ) { $0.confusion.micro.recall }
  }

  /// The mean recall of the classes, every class alike.
  public static var macroRecall: Metric {
    Metric(
      "recall_macro", title: "Recall, macro", requires: .counts, uncertainty: .counts
    ) { $0.confusion.macro.recall }
  }

  /// The mean recall of the classes, each weighted by its rows in the truth.
  public static var weightedRecall: Metric {
    Metric(
      "recall_weighted", title: "Recall, weighted", requires: .counts, uncertainty: .counts
    ) { $0.confusion.weighted.recall }
  }
}

/// The part of the positive rows that was found: TP / (TP + FN).
///
/// ```swift
/// try recall(labels: [1, 0, 1, 1], predictions: [1, 1, 0, 0])  // 0.3333333333333333
/// ```
///
/// scikit-learn: `recall_score`.
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
public func recall<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], average: Average = .binary, positive: Label? = nil,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelColumns.rate(
    "recall", labels, predictions, average, positive: positive, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.recall }
}

/// The part of the true labels that was predicted, of sets of labels.
///
/// ```swift
/// try recall(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b", "c"]] as [Set<String>],
///   average: .samples)  // 0.75
/// ```
///
/// scikit-learn: `recall_score` of label indicators.
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
public func recall<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], average: Average = .binary, over chosen: [Row.Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelSetColumns.rate(
    "recall", labels, predictions, average, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.recall }
}
