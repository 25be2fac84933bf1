// Hamming loss: the part of the single labels that is wrong.
//
//     classes          errors / rows, which is the zero-one loss
//     sets of labels   Σ wrong labels / (rows × labels)
//
// Range 0 ... 1; NaN without rows. R. W. Hamming, «Error detecting and error correcting codes», 1950.

extension ConfusionMatrix {
  /// The part of the rows predicted wrongly; NaN without rows.
  ///
  /// scikit-learn: `hamming_loss`, which for classes is the zero-one loss.
  public var hammingLoss: Double { zeroOneLoss }
}

/// The part of the rows predicted wrongly.
///
/// ```swift
/// try hammingLoss(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1])  // 0.25
/// ```
///
/// scikit-learn: `hamming_loss`. For sets of labels, which are compared label by label, see
/// ``hammingLoss(labels:predictions:over:weights:strict:)``.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, or weights are not finite
///   or all zero; in strict form also for negative weights.
@_disfavoredOverload  // a set of labels is no class
public func hammingLoss<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try zeroOneLoss(labels: labels, predictions: predictions, weights: weights, strict: strict)
}

/// The part of all single labels that is wrong, of sets of labels.
///
/// ```swift
/// try hammingLoss(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b"]] as [Set<String>])  // 0.25
/// ```
///
/// scikit-learn: `hamming_loss` of label indicators. How many labels there are counts: name them
/// all where some may not occur.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - chosen: the labels to count, others being left out; nil for all that occur, of rows of flags
///     all positions.
///   - weights: what each row counts; nil for once.
///   - strict: throw where the part is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows or no labels, or weights
///   are not finite or all zero.
public func hammingLoss<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], over chosen: [Row.Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelSetColumns.statistics(
    labels, predictions, over: chosen, weights: weights, strict: strict
  ).statistics.hammingLoss
}
