extension ConfusionMatrix {
  /// The matrix of some labels alone, in the order given: rows of which either label is another
  /// are left out.
  ///
  /// A label that never occurred has empty cells. The positive class stays if it is among the
  /// labels, else it is the last of them.
  ///
  /// scikit-learn: the parameter `labels` of `confusion_matrix`.
  ///
  /// - Throws: ``EvaluationError/duplicateClass(_:)``.
  public func chosen(_ labels: [Label]) throws(EvaluationError) -> ConfusionMatrix {
    let chosen = try ClassIndex(given: labels)
    let positions = labels.map { index.position(of: $0) }
    let width = classes.count
    let from = positions.flatMap { row in
      positions.map { column -> Int? in
        guard let row, let column else { return nil }
        return row * width + column
      }
    }
    let cells =
      isWeighted
      ? Cells(weights: from.map { $0.map(storage.value) ?? 0 })
      : Cells(counts: from.map { $0.map { storage.counts[$0] } ?? 0 })
    let positive = givenPositive.flatMap { chosen.position(of: $0) == nil ? nil : $0 }
    return ConfusionMatrix(
      index: chosen, storage: cells, positive: positive, zeroDivision: zeroDivision)
  }
}

/// How often each of some labels was taken for each of them; other rows are left out.
///
/// ```swift
/// let seen = try confusionMatrix(
///   labels: ["a", "b", "c", "c"], predictions: ["a", "a", "b", "c"], over: ["c", "a"])
/// print(seen.cells)  // [1.0, 0.0, 0.0, 1.0]
/// ```
///
/// scikit-learn: `confusion_matrix(labels=)`. A pair with a label that is not among the chosen
/// ones is dropped without a word. To have it refused instead, name all labels as `classes:`, see
/// ``confusionMatrix(labels:predictions:classes:weights:)``.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - chosen: the labels to count, in the order of rows and columns; one of them at least must
///     occur in the truth.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, no label is chosen, one
///   is chosen twice or none occurs in the truth, or weights are not finite or all zero.
public func confusionMatrix<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], over chosen: [Label], weights: [Double]? = nil,
  undefined: ZeroDivision = .standard
) throws(EvaluationError) -> ConfusionMatrix<Label> {
  try LabelColumns.matrix(
    labels, predictions, over: chosen, weights: weights, undefined: undefined)
}

extension LabelColumns {
  /// The confusion matrix of two columns, of all labels or of some.
  static func matrix<Label: Hashable & Sendable>(
    _ labels: [Label], _ predictions: [Label], over chosen: [Label]?, weights: [Double]?,
    undefined: ZeroDivision
  ) throws(EvaluationError) -> ConfusionMatrix<Label> {
    let matrix = try matrix(labels, predictions, weights: weights, undefined: undefined)
    guard let chosen else { return matrix }
    try Columns.check(notEmpty: chosen, "over")
    let result = try matrix.chosen(chosen)
    // Looked for in the column, for a label may occur and weigh nothing.
    guard labels.contains(where: { result.index.position(of: $0) != nil }) else {
      throw .invalidParameter(
        name: "over", value: EvaluationError.list(result.index.names),
        expected: "at least one label of the truth")
    }
    return result
  }
}
