// A table of two by two for each label, that label against the rest; or for each row, its labels.

/// The counts of each class against the rest.
///
/// ```swift
/// for (label, counts) in try multilabelConfusionMatrix(
///   labels: ["a", "b", "c"], predictions: ["a", "c", "c"])
/// {
///   print(label, counts.truePositives, counts.falsePositives)
/// }
/// // a 1.0 0.0
/// // b 0.0 0.0
/// // c 1.0 1.0
/// ```
///
/// scikit-learn: `multilabel_confusion_matrix`, whose tables are [[TN, FP], [FN, TP]].
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - chosen: the labels to count, in this order; nil for all that occur.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is, in readings of the counts.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, or weights are not finite
///   or all zero.
@_disfavoredOverload  // a set of labels is no class
public func multilabelConfusionMatrix<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], over chosen: [Label]? = nil, weights: [Double]? = nil,
  undefined: ZeroDivision = .standard
) throws(EvaluationError) -> [(label: Label, counts: BinaryCounts)] {
  let matrix = try LabelColumns.matrix(
    labels, predictions, weights: weights, undefined: undefined)
  return (chosen ?? matrix.classes).map { ($0, matrix[$0]) }
}

/// The counts of each label, of sets of labels.
///
/// scikit-learn: `multilabel_confusion_matrix` of label indicators.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - chosen: the labels to count, in this order; nil for all that occur, of rows of flags all
///     positions.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is, in readings of the counts.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows or no labels, or weights
///   are not finite or all zero.
public func multilabelConfusionMatrix<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], over chosen: [Row.Label]? = nil, weights: [Double]? = nil,
  undefined: ZeroDivision = .standard
) throws(EvaluationError) -> [(label: Row.Label, counts: BinaryCounts)] {
  let seen = try LabelSetColumns.statistics(
    labels, predictions, over: chosen, weights: weights, undefined: undefined)
  return zip(seen.labels, seen.statistics.perLabel).map { ($0, $1) }
}

/// The counts of each row over its labels, of sets of labels.
///
/// ```swift
/// let rows = try samplewiseConfusionMatrix(
///   labels: [["a", "b"], ["b"]], predictions: [["a"], ["b", "c"]] as [Set<String>])
/// print(rows.map(\.falsePositives))  // [0.0, 1.0]
/// ```
///
/// A row of weight w counts each of its labels w times.
///
/// scikit-learn: `multilabel_confusion_matrix(samplewise=True)`.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - chosen: the labels to count; nil for all that occur, of rows of flags all positions.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is, in readings of the counts.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows or no labels, or weights
///   are not finite or all zero.
public func samplewiseConfusionMatrix<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], over chosen: [Row.Label]? = nil, weights: [Double]? = nil,
  undefined: ZeroDivision = .standard
) throws(EvaluationError) -> [BinaryCounts] {
  let (columns, truth, called) = try LabelSetColumns.flags(
    labels, predictions, over: chosen, weights: weights)
  return BinaryCounts.ofRows(
    truth: truth, predictions: called, width: columns.count, weights: weights,
    undefined: undefined)
}

extension BinaryCounts {
  /// The counts of each row over its labels; columns of sound shape.
  package static func ofRows(
    truth: [Bool], predictions: [Bool], width: Int, weights: [Double]?,
    undefined: ZeroDivision = .standard
  ) -> [BinaryCounts] {
    stride(from: 0, to: truth.count, by: max(1, width)).enumerated().map { row, start in
      var counts = BinaryCounts()
      counts.zeroDivision = undefined
      counts.isWeighted = weights != nil
      let weight = weights?[row] ?? 1
      for index in start..<(start + width) {
        switch (truth[index], predictions[index]) {
        case (true, true): counts.truePositives += weight
        case (false, true): counts.falsePositives += weight
        case (true, false): counts.falseNegatives += weight
        case (false, false): counts.trueNegatives += weight
        }
      }
      return counts
    }
  }
}
