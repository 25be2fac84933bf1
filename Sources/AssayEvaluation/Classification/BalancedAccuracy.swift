// Balanced accuracy: the mean of the classes' recalls, over the classes that occur in the truth.
//
//     balanced accuracy = mean over classes of TP / (TP + FN)
//     adjusted          = (balanced − 1/k) / (1 − 1/k)
//
// Range 0 ... 1, adjusted −1/(k−1) ... 1. A constant answer reaches 1/k. Without rows NaN; adjusted
// with a single class NaN (−∞ if it was missed).

extension BinaryCounts {
  /// The mean of recall and specificity, over the classes that occur in the truth.
  ///
  /// scikit-learn: `balanced_accuracy_score`.
  public var balancedAccuracy: Double {
    guard support != 0 else { return zeroDivision.ratio(trueNegatives, negatives, standard: .nan) }
    return negatives == 0 ? recall : (recall + specificity) / 2
  }
}

extension ConfusionMatrix {
  /// The mean recall of the classes that occur in the truth; NaN without rows.
  ///
  /// scikit-learn: `balanced_accuracy_score`.
  public var balancedAccuracy: Double { balancedAccuracy(adjusted: false) }

  /// The mean recall of the classes that occur in the truth, on request rescaled to 0 for chance.
  ///
  /// scikit-learn: `balanced_accuracy_score(adjusted=)`.
  public func balancedAccuracy(adjusted: Bool) -> Double {
    let values = cells
    let support = sums.rows
    // Without rows of a class 0/0: it is left out.
    let recalls = classes.indices.map { values[$0 * classes.count + $0] / support[$0] }
      .filter { !$0.isNaN }
    guard !recalls.isEmpty else { return zeroDivision.value(standard: .nan) }
    let count = Double(recalls.count)
    let balanced = recalls.reduce(0, +) / count
    guard adjusted else { return balanced }
    let chance = 1 / count
    // One class: 0/0 or, as scikit-learn has it, minus infinity.
    return zeroDivision.ratio(
      balanced - chance, 1 - chance, standard: (balanced - chance) / (1 - chance))
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The mean recall of the classes.
  public static var balancedAccuracy: Metric {
    Metric(
      "balanced_accuracy", title: "Balanced accuracy", requires: .counts, uncertainty: .counts
    ) { $0.confusion.balancedAccuracy }
  }
}

/// The mean recall of the classes that occur in the truth.
///
/// ```swift
/// try balancedAccuracy(labels: [0, 0, 0, 1], predictions: [0, 0, 0, 0])  // 0.5
/// ```
///
/// scikit-learn: `balanced_accuracy_score`. Classes that only the predictions have are left out as
/// there; ``ConfusionMatrix/warnings`` of the same rows names them.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - adjusted: whether 0 is what a constant answer reaches.
///   - weights: what each row counts; nil for once.
///   - strict: throw where a class does not occur in the truth, for a single class adjusted, and
///     for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, or weights are not finite
///   or all zero.
public func balancedAccuracy<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], adjusted: Bool = false, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let matrix = try LabelColumns.matrix(labels, predictions, weights: weights)
  guard strict else { return matrix.balancedAccuracy(adjusted: adjusted) }
  try LabelColumns.check(strict: strict, weights: weights)
  try LabelColumns.checkDefined("balanced_accuracy", matrix, strict: strict)
  let support = matrix.support
  if let absent = support.firstIndex(of: 0) {
    throw .undefined(
      UndefinedReading(
        metric: "recall", label: String(describing: matrix.classes[absent]),
        reason: .absentFromTruth))
  }
  if adjusted && support.count == 1 {
    throw .undefined(UndefinedReading(metric: "balanced_accuracy", reason: .oneClass))
  }
  return matrix.balancedAccuracy(adjusted: adjusted)
}
