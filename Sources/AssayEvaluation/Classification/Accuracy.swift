// Accuracy: the part of the rows predicted rightly.
//
//     accuracy = (TP + TN) / all          for k classes: trace / all
//
// Range 0 ... 1. Without rows it is NaN. With unequal classes a constant answer already reaches the
// part of the larger class: compare with that, or read balanced accuracy.

extension BinaryCounts {
  /// The part of the rows predicted rightly: (TP + TN) / all; NaN without rows.
  ///
  /// scikit-learn: `accuracy_score`.
  public var accuracy: Double {
    zeroDivision.ratio(truePositives + trueNegatives, total, standard: .nan)
  }
}

extension ConfusionMatrix {
  /// The part of the rows predicted rightly: the diagonal over all; NaN without rows.
  ///
  /// scikit-learn: `accuracy_score`.
  public var accuracy: Double {
    let values = cells
    var correct = 0.0
    for position in classes.indices { correct += values[position * classes.count + position] }
    return zeroDivision.ratio(correct, values.reduce(0, +), standard: .nan)
  }

  /// The rows predicted rightly.
  public var correct: Double {
    let values = cells
    return classes.indices.reduce(0) { $0 + values[$1 * classes.count + $1] }
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the rows predicted rightly.
  public static var accuracy: Metric {
    Metric(
      "accuracy", title: "Accuracy", requires: .counts,
      uncertainty: .proportion { ($0.confusion.correct, $0.confusion.total) }
    ) { $0.confusion.accuracy }
  }
}

/// The part of the rows predicted rightly, or how many they are.
///
/// ```swift
/// try accuracy(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1])                     // 0.75
/// try accuracy(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1], normalized: false)  // 3.0
/// ```
///
/// scikit-learn: `accuracy_score`.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - normalized: false for the number of rows predicted rightly, or their weight.
///   - weights: what each row counts; nil for once.
///   - strict: throw where the part is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, or weights are not finite
///   or all zero.
@_disfavoredOverload  // a set of labels is no class
public func accuracy<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], normalized: Bool = true, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let matrix = try LabelColumns.matrix(labels, predictions, weights: weights)
  try LabelColumns.check(strict: strict, weights: weights)
  guard normalized else { return matrix.correct }
  try LabelColumns.checkDefined("accuracy", matrix, strict: strict)
  return matrix.accuracy
}

/// The part of the rows right in all labels, or how many they are.
///
/// ```swift
/// try accuracy(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b"]] as [Set<String>])  // 0.5
/// ```
///
/// scikit-learn: `accuracy_score` of label indicators.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - normalized: false for the number of rows predicted rightly, or their weight.
///   - weights: what each row counts; nil for once.
///   - strict: throw for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows of flags differ in
///   width, or weights are not finite or all zero.
public func accuracy<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], normalized: Bool = true, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let whole = try LabelSetColumns.wholeRows(
    labels, predictions, weights: weights, strict: strict)
  return normalized ? whole.accuracy : whole.correct
}
