// Zero-one loss: the part of the rows predicted wrongly.
//
//     zero-one loss = errors / all = 1 − accuracy
//
// Range 0 ... 1; NaN without rows. Of sets of labels, a row is wrong when any of its labels is.

extension BinaryCounts {
  /// The rows predicted wrongly, or their weight.
  public var errors: Double { falsePositives + falseNegatives }

  /// The part of the rows predicted wrongly: (FP + FN) / all; NaN without rows.
  ///
  /// scikit-learn: `zero_one_loss`.
  public var zeroOneLoss: Double { zeroDivision.ratio(errors, total, standard: .nan) }
}

extension ConfusionMatrix {
  /// The rows predicted wrongly, or their weight.
  ///
  /// scikit-learn: `zero_one_loss(normalize=False)`.
  public var errors: Double {
    let values = cells
    let diagonal = classes.count + 1
    return values.indices.reduce(0) { $1.isMultiple(of: diagonal) ? $0 : $0 + values[$1] }
  }

  /// The part of the rows predicted wrongly; NaN without rows.
  ///
  /// scikit-learn: `zero_one_loss`.
  public var zeroOneLoss: Double { zeroDivision.ratio(errors, total, standard: .nan) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the rows predicted wrongly.
  public static var zeroOneLoss: Metric {
    Metric(
      "zero_one_loss", title: "Zero-one loss", goal: .minimize, requires: .counts,
      uncertainty: .proportion { ($0.confusion.errors, $0.confusion.total) }
    ) { $0.confusion.zeroOneLoss }
  }
}

/// The part of the rows predicted wrongly, or how many they are.
///
/// ```swift
/// try zeroOneLoss(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1])                     // 0.25
/// try zeroOneLoss(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1], normalized: false)  // 1.0
/// ```
///
/// scikit-learn: `zero_one_loss`.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - normalized: false for the number of errors, or their weight.
///   - weights: what each row counts; nil for once.
///   - strict: throw where the part is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, or weights are not finite
///   or all zero.
@_disfavoredOverload  // a set of labels is no class
public func zeroOneLoss<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], normalized: Bool = true, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let matrix = try LabelColumns.matrix(labels, predictions, weights: weights)
  try LabelColumns.check(strict: strict, weights: weights)
  guard normalized else { return matrix.errors }
  try LabelColumns.checkDefined("zero_one_loss", matrix, strict: strict)
  return matrix.zeroOneLoss
}

/// The part of the rows wrong in some label, or how many they are.
///
/// scikit-learn: `zero_one_loss` of label indicators.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - normalized: false for the number of errors, or their weight.
///   - weights: what each row counts; nil for once.
///   - strict: throw for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows of flags differ in
///   width, or weights are not finite or all zero.
public func zeroOneLoss<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], normalized: Bool = true, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let whole = try LabelSetColumns.wholeRows(
    labels, predictions, weights: weights, strict: strict)
  return normalized ? whole.zeroOneLoss : whole.errors
}
