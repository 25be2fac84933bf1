/// Precision, recall, F1 and support of every class, and their averages, as scikit-learn prints them.
///
/// ```swift
/// print(ClassificationReport(confusion))
/// //               precision    recall  f1-score   support
/// //
/// //            0       0.85      0.83      0.84       248
/// //            1       0.84      0.85      0.84       252
/// //
/// //     accuracy                           0.84       500
/// //    macro avg       0.84      0.84      0.84       500
/// // weighted avg       0.84      0.84      0.84       500
/// ```
///
/// ``text`` equals scikit-learn's `classification_report` byte for byte, where labels are described
/// by the same words (Swift's `true` is Python's `True`) and sums of weights are exact.
public struct ClassificationReport: Sendable, Equatable, CustomStringConvertible {
  /// One line of the report.
  public struct Row: Sendable, Equatable {
    /// The class, or the kind of average.
    public let name: String
    /// Precision; NaN on the accuracy line.
    public let precision: Double
    /// Recall; NaN on the accuracy line.
    public let recall: Double
    /// F1; accuracy on the accuracy line.
    public let f1: Double
    /// Rows of the truth, or their weight.
    public let support: Double
  }

  /// A line for each class.
  public let classes: [Row]
  /// Accuracy (or the micro average where labels are left out), macro and weighted average.
  public let averages: [Row]
  /// Digits after the point.
  public let digits: Int
  /// Whether support is a sum of weights.
  public let isWeighted: Bool

  /// The report of a matrix.
  ///
  /// - Parameters:
  ///   - confusion: the matrix.
  ///   - labels: the labels to report, in this order; nil for all classes.
  ///   - digits: digits after the point; below 0 counts as 0.
  public init<Label>(
    _ confusion: ConfusionMatrix<Label>, over labels: [Label]? = nil, digits: Int = 2
  ) {
    let labels = labels ?? confusion.classes
    self.init(
      confusion, over: labels, names: labels.map { String(describing: $0) }, digits: digits)
  }

  /// The report of a matrix, its classes under other names.
  ///
  /// - Throws: ``EvaluationError`` when there are not as many names as labels.
  public init<Label>(
    _ confusion: ConfusionMatrix<Label>, over labels: [Label]? = nil, names: [String],
    digits: Int = 2
  ) throws(EvaluationError) {
    let labels = labels ?? confusion.classes
    try Columns.check(names, "names", like: labels, "labels")
    self.init(confusion, over: labels, names: names, digits: digits)
  }

  private init<Label>(
    _ confusion: ConfusionMatrix<Label>, over labels: [Label], names: [String], digits: Int
  ) {
    let counts = labels.map { confusion[$0] }
    let total = counts.reduce(0) { $0 + $1.support }
    classes = zip(names, counts).map { name, counts in
      Row(
        name: name, precision: counts.precision, recall: counts.recall, f1: counts.f1,
        support: counts.support)
    }
    func row(_ average: Average, _ name: String) -> Row {
      let rates = AveragedRates(average, of: counts)
      return Row(
        name: name, precision: rates.precision, recall: rates.recall, f1: rates.f1, support: total)
    }
    // Where no label that occurs is left out, the micro averages are all the accuracy.
    let reported = Set(labels)
    let present = zip(confusion.classes, confusion.perClass).filter {
      $1.support != 0 || $1.predictedPositives != 0
    }
    if present.allSatisfy({ reported.contains($0.0) }) {
      let micro = row(.micro, "accuracy")
      averages = [
        Row(name: "accuracy", precision: .nan, recall: .nan, f1: micro.f1, support: total),
        row(.macro, "macro avg"), row(.weighted, "weighted avg"),
      ]
    } else {
      averages = [
        row(.micro, "micro avg"), row(.macro, "macro avg"), row(.weighted, "weighted avg"),
      ]
    }
    self.digits = max(0, digits)
    isWeighted = confusion.isWeighted
  }

  /// The report as scikit-learn prints it, with a line end after each line.
  public var text: String {
    let longest = classes.map { $0.name.unicodeScalars.count }.max() ?? 0
    let width = max(longest, "weighted avg".count, digits)
    let header = ["precision", "recall", "f1-score", "support"]
    var result = line("", header, width)
    result += "\n"
    for row in classes { result += line(row.name, cells(row), width) }
    result += "\n"
    for row in averages {
      var cells = cells(row)
      if row.name == "accuracy" { cells.replaceSubrange(0..<2, with: ["", ""]) }
      result += line(row.name, cells, width)
    }
    return result
  }

  /// The report as scikit-learn prints it.
  public var description: String { text }

  private func cells(_ row: Row) -> [String] {
    [row.precision, row.recall, row.f1].map { DecimalText.fixed($0, digits: digits) }
      + [isWeighted ? "\(row.support)" : DecimalText.shortest(row.support)]
  }

  private func line(_ name: String, _ cells: [String], _ width: Int) -> String {
    padded(name, width) + " " + cells.map { " " + padded($0, 9) }.joined() + "\n"
  }

  /// Right-aligned; width is counted in code points, as Python does.
  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }
}

/// Precision, recall, F1 and support of every class, and their averages, as scikit-learn prints them.
///
/// ```swift
/// print(try classificationReport(labels: truth, predictions: predicted), terminator: "")
/// ```
///
/// scikit-learn: `classification_report`.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - chosen: the labels to report, in this order; nil for all that occur.
///   - names: the names to print instead of the labels.
///   - digits: digits after the point.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, or there are not as many names as labels.
public func classificationReport<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], over chosen: [Label]? = nil, names: [String]? = nil,
  digits: Int = 2, weights: [Double]? = nil, undefined: ZeroDivision = .standard
) throws(EvaluationError) -> String {
  let matrix = try LabelColumns.matrix(
    labels, predictions, weights: weights, undefined: undefined)
  guard let names else { return ClassificationReport(matrix, over: chosen, digits: digits).text }
  return try ClassificationReport(matrix, over: chosen, names: names, digits: digits).text
}
