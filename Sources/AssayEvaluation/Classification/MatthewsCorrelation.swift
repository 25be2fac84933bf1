// Matthews' correlation: the correlation of truth and prediction as indicator vectors.
//
//     MCC = (c n − t·p) / √((n² − p·p)(n² − t·t))      c the diagonal, t and p row and column sums
//
// Range −1 ... 1; 0 is guessing. When truth or predictions hold a single class it is undefined, and
// 0. B. W. Matthews, 1975; for k classes J. Gorodkin, 2004.

/// The three covariances of truth and prediction, times n².
private func covariances(
  _ cells: [Double], width: Int
) -> (both: Double, truth: Double, predicted: Double) {
  var rows = [Double](repeating: 0, count: width)
  var columns = rows
  var correct = 0.0
  for cell in cells.indices {
    rows[cell / width] += cells[cell]
    columns[cell % width] += cells[cell]
    if cell / width == cell % width { correct += cells[cell] }
  }
  let total = columns.reduce(0, +)
  var both = correct * total
  var truth = total * total
  var predicted = total * total
  for position in 0..<width {
    both -= rows[position] * columns[position]
    truth -= rows[position] * rows[position]
    predicted -= columns[position] * columns[position]
  }
  return (both, truth, predicted)
}

private func correlation(_ cells: [Double], width: Int, _ undefined: ZeroDivision) -> Double {
  let (both, truth, predicted) = covariances(cells, width: width)
  let product = truth * predicted
  return product == 0 ? undefined.value(standard: 0) : both / product.squareRoot()
}

extension BinaryCounts {
  /// The correlation of truth and prediction; 0 when either holds a single class.
  ///
  /// scikit-learn: `matthews_corrcoef`.
  public var matthewsCorrelation: Double {
    correlation(
      [trueNegatives, falsePositives, falseNegatives, truePositives], width: 2, zeroDivision)
  }
}

extension ConfusionMatrix {
  /// The correlation of truth and prediction; 0 when either holds a single class.
  ///
  /// scikit-learn: `matthews_corrcoef`.
  public var matthewsCorrelation: Double {
    correlation(cells, width: classes.count, zeroDivision)
  }

  var matthewsCorrelationIsUndefined: Bool {
    let (_, truth, predicted) = covariances(cells, width: classes.count)
    return truth * predicted == 0
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The correlation of truth and prediction.
  public static var matthewsCorrelation: Metric {
    Metric(
      "matthews_corrcoef", title: "Matthews correlation", range: -1...1, requires: .counts,
      uncertainty: .counts
    ) { $0.confusion.matthewsCorrelation }
  }
}

/// The correlation of labels and predictions.
///
/// ```swift
/// try matthewsCorrelation(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1])  // 0.5773502691896258
/// ```
///
/// scikit-learn: `matthews_corrcoef`.
///
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, or weights are not finite
///   or all zero; in strict form also when it is undefined or a weight is negative.
public func matthewsCorrelation<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], weights: [Double]? = nil,
  undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> Double {
  let matrix = try LabelColumns.matrix(
    labels, predictions, weights: weights, undefined: undefined)
  try LabelColumns.check(strict: strict, weights: weights)
  try LabelColumns.checkDefined("matthews_corrcoef", matrix, strict: strict)
  return matrix.matthewsCorrelation
}
