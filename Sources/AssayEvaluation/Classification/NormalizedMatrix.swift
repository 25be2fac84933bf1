/// What the cells of a confusion matrix are divided by.
public enum Normalization: String, Sendable, Hashable, CaseIterable {
  /// The rows: each row adds up to 1, the diagonal is recall.
  case truth
  /// The columns: each column adds up to 1, the diagonal is precision.
  case prediction
  /// All: the cells add up to 1.
  case all
}

extension ConfusionMatrix {
  /// The cells as parts of their row, their column or all; row after row.
  ///
  /// Nothing of nothing is 0; where negative weights cancel out, a cell that is not nothing is
  /// the greatest finite number of its sign, as in scikit-learn.
  ///
  /// scikit-learn: `confusion_matrix(normalize=)`.
  public func normalized(_ by: Normalization) -> [Double] {
    let values = cells
    let width = classes.count
    let sums = sums
    return values.indices.map { cell in
      let divisor: Double
      switch by {
      case .truth: divisor = sums.rows[cell / width]
      case .prediction: divisor = sums.columns[cell % width]
      case .all: divisor = sums.total
      }
      guard divisor == 0 else { return values[cell] / divisor }
      let greatest = Double.greatestFiniteMagnitude
      return values[cell] == 0 ? 0 : values[cell] > 0 ? greatest : -greatest
    }
  }
}

/// How often each class was taken for each.
///
/// ```swift
/// print(try confusionMatrix(labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1]))
/// ```
///
/// scikit-learn: `confusion_matrix`. Unlike there, a label outside `classes` is an error. To have
/// it dropped as there, say `over:`, see
/// ``confusionMatrix(labels:predictions:over:weights:undefined:)``. A matrix of a single label says
/// so in ``ConfusionMatrix/warnings``.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a label is not one of
///   `classes`, or weights are not finite or all zero.
public func confusionMatrix<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], classes: [Label]? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> ConfusionMatrix<Label> {
  guard let classes else { return try LabelColumns.matrix(labels, predictions, weights: weights) }
  try Columns.check(predictions, "predictions", like: labels, "labels")
  try Columns.check(notEmpty: labels, "labels")
  var matrix = try ConfusionMatrix(classes: classes)
  try matrix.update(labels: labels, predictions: predictions, weights: weights)
  try Columns.check(notAllZero: weights)
  return matrix
}
