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
///
/// The numbers can be read too:
///
/// ```swift
/// let report = ClassificationReport(confusion)
/// print(report["1"]?.recall ?? 0, report.average(.macro)?.f1 ?? 0, report.accuracy ?? 0)
/// ```
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
  /// Accuracy (or the micro average of sets, or where labels are left out), macro and weighted
  /// average, of sets of labels the average over rows too.
  public let averages: [Row]
  /// Digits after the point.
  public let digits: Int
  /// Whether support is a sum of weights.
  public let isWeighted: Bool
  /// What scikit-learn would warn of: undefined readings, and names that do not fit the labels.
  public let warnings: [EvaluationWarning]
  /// The longest name given, also of those that have no line.
  private let longestName: Int
  /// Whether support prints with a point: scikit-learn also does so where no class was ever hit.
  private let supportHasPoint: Bool

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
  /// Where the labels are given, names too many and labels without a name are left out, as in
  /// scikit-learn; ``warnings`` says so.
  ///
  /// - Throws: ``EvaluationError`` when there are not as many names as classes.
  public init<Label>(
    _ confusion: ConfusionMatrix<Label>, over labels: [Label]? = nil, names: [String],
    digits: Int = 2
  ) throws(EvaluationError) {
    if labels == nil { try Columns.check(names, "names", like: confusion.classes, "labels") }
    self.init(confusion, over: labels ?? confusion.classes, names: names, digits: digits)
  }

  private init<Label>(
    _ confusion: ConfusionMatrix<Label>, over labels: [Label], names: [String], digits: Int
  ) {
    let counts = confusion.counts(of: labels)
    // Where no label that occurs is left out, the micro averages are all the accuracy.
    let reported = Set(labels)
    let leftOut = confusion.counts(of: confusion.classes.filter { !reported.contains($0) })
    self.init(
      counts, names: names, digits: digits, isWeighted: confusion.isWeighted,
      supportHasPoint: confusion.isWeighted || confusion.correct == 0,
      averages: [.micro, .macro, .weighted].map { AveragedRates($0, of: counts) },
      microIsAccuracy: leftOut.allSatisfy { $0.support == 0 && $0.predictedPositives == 0 })
  }

  /// The report of sets of labels, with averages over labels and over rows.
  ///
  /// - Parameters:
  ///   - statistics: what was counted of each label.
  ///   - names: the names of the labels; nil for their positions.
  ///   - digits: digits after the point; below 0 counts as 0.
  /// - Throws: ``EvaluationError`` when there are not as many names as labels.
  public init(
    _ statistics: MultilabelStatistics, names: [String]? = nil, digits: Int = 2
  ) throws(EvaluationError) {
    let positions = (0..<statistics.labelCount).map(String.init)
    let names = names ?? positions
    try Columns.check(names, "names", like: positions, "labels")
    self.init(statistics, allNames: names, digits: digits)
  }

  /// The report of sets of labels, as many of them as there are names.
  init(_ statistics: MultilabelStatistics, allNames names: [String], digits: Int) {
    self.init(
      statistics.perLabel, names: names, digits: digits, isWeighted: statistics.isWeighted,
      supportHasPoint: statistics.isWeighted,
      averages: [.micro, .macro, .weighted, .samples].map { statistics.averaged($0) },
      microIsAccuracy: false)
  }

  private init(
    _ counts: [BinaryCounts], names: [String], digits: Int, isWeighted: Bool,
    supportHasPoint: Bool, averages: [AveragedRates], microIsAccuracy: Bool
  ) {
    let total = counts.reduce(0) { $0 + $1.support }
    classes = zip(names, counts).map { name, counts in
      Row(
        name: name, precision: counts.precision, recall: counts.recall, f1: counts.f1,
        support: counts.support)
    }
    self.averages = averages.map { rates in
      let isAccuracy = microIsAccuracy && rates.average == .micro
      return Row(
        name: isAccuracy ? "accuracy" : "\(rates.average.rawValue) avg",
        precision: isAccuracy ? .nan : rates.precision, recall: isAccuracy ? .nan : rates.recall,
        f1: rates.f1, support: total)
    }
    self.digits = max(0, digits)
    self.isWeighted = isWeighted
    self.supportHasPoint = supportHasPoint
    longestName = names.map { $0.unicodeScalars.count }.max() ?? 0
    var warnings: [EvaluationWarning] = zip(names, counts).flatMap { name, counts in
      counts.undefined(label: name).filter { ["precision", "recall", "f1"].contains($0.metric) }
    }.map { .undefined($0) }
    if names.count != counts.count {
      warnings.append(.namesDiffer(count: names.count, labels: counts.count))
    }
    self.warnings = warnings
  }

  /// The line of a class, by its name; nil where there is none.
  ///
  /// scikit-learn: `classification_report(output_dict=True)[name]`.
  public subscript(name: String) -> Row? { classes.first { $0.name == name } }

  /// The line of an average; nil where the report has none, as of micro where it is the accuracy.
  public func average(_ average: Average) -> Row? {
    averages.first { $0.name == "\(average.rawValue) avg" }
  }

  /// The part of the rows predicted rightly; nil of sets of labels, and where labels are left out.
  public var accuracy: Double? { averages.first { $0.name == "accuracy" }?.f1 }

  /// The report as scikit-learn prints it, with a line end after each line.
  public var text: String {
    let width = max(longestName, "weighted avg".utf8.count, digits)
    let end = UInt8(ascii: "\n")
    // As bytes, for a String is slow to grow by little pieces.
    var result: [UInt8] = []
    result.reserveCapacity((width + 42) * (classes.count + averages.count + 2))
    append("", ["precision", "recall", "f1-score", "support"], width, to: &result)
    result.append(end)
    for row in classes { append(row.name, cells(row), width, to: &result) }
    result.append(end)
    for row in averages {
      var cells = cells(row)
      if row.name == "accuracy" { cells.replaceSubrange(0..<2, with: ["", ""]) }
      append(row.name, cells, width, to: &result)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The report as scikit-learn prints it.
  public var description: String { text }

  private func cells(_ row: Row) -> [String] {
    [row.precision, row.recall, row.f1].map { DecimalText.fixed($0, digits: digits) }
      + [supportHasPoint ? "\(row.support)" : DecimalText.shortest(row.support)]
  }

  /// Appends a line of a name and cells, each to the right of its column.
  private func append(_ name: String, _ cells: [String], _ width: Int, to text: inout [UInt8]) {
    append(name, width, to: &text)
    text.append(UInt8(ascii: " "))
    for cell in cells {
      text.append(UInt8(ascii: " "))
      append(cell, 9, to: &text)
    }
    text.append(UInt8(ascii: "\n"))
  }

  /// Right-aligned; width is counted in code points, as Python does.
  private func append(_ cell: String, _ width: Int, to text: inout [UInt8]) {
    let missing = max(0, width - cell.unicodeScalars.count)
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: missing))
    text.append(contentsOf: cell.utf8)
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
///   - names: the names to print instead of the labels. Beside labels chosen, names too many and
///     labels without a name are left out.
///   - digits: digits after the point.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where a reading is undefined, where names do not fit the labels chosen, and
///     for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, or there are not as many names as labels.
@_disfavoredOverload  // a set of labels is no class
public func classificationReport<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], over chosen: [Label]? = nil, names: [String]? = nil,
  digits: Int = 2, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> String {
  let matrix = try LabelColumns.matrix(
    labels, predictions, weights: weights, undefined: undefined)
  try LabelColumns.check(strict: strict, weights: weights)
  guard let names else {
    let report = ClassificationReport(matrix, over: chosen, digits: digits)
    return try report.checked(strict: strict).text
  }
  return try ClassificationReport(matrix, over: chosen, names: names, digits: digits)
    .checked(strict: strict).text
}

/// Precision, recall, F1 and support of every label, and their averages over labels and rows, of
/// sets of labels, as scikit-learn prints them.
///
/// scikit-learn: `classification_report` of label indicators.
///
/// - Parameters:
///   - labels: the truth: sets of labels, or rows of flags.
///   - predictions: what was predicted.
///   - chosen: the labels to report, in this order; nil for all that occur, of rows of flags all
///     positions.
///   - names: the names to print instead of the labels. Beside labels chosen, names too many and
///     labels without a name are left out.
///   - digits: digits after the point.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where a reading is undefined, where names do not fit the labels chosen, and
///     for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows or no labels, weights are
///   not finite or all zero, or there are not as many names as labels.
public func classificationReport<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], over chosen: [Row.Label]? = nil, names: [String]? = nil,
  digits: Int = 2, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> String {
  let seen = try LabelSetColumns.statistics(
    labels, predictions, over: chosen, weights: weights, undefined: undefined, strict: strict)
  let found = seen.labels.map { String(describing: $0) }
  if let names, chosen == nil { try Columns.check(names, "names", like: found, "labels") }
  return try ClassificationReport(seen.statistics, allNames: names ?? found, digits: digits)
    .checked(strict: strict).text
}

extension ClassificationReport {
  /// The strict form throws the first warning.
  fileprivate func checked(strict: Bool) throws(EvaluationError) -> ClassificationReport {
    guard strict else { return self }
    for warning in warnings {
      switch warning {
      case .undefined(let reading): throw .undefined(reading)
      case .namesDiffer(let count, let labels):
        throw .lengthsDiffer(field: "names", count: count, expected: labels, of: "labels")
      default: continue
      }
    }
    return self
  }
}
