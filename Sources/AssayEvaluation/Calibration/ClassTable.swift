/// A column of labels and a table with one number for each class, checked to fit.
struct ClassTable: Sendable {
  /// The position of each row's class.
  let truth: [Int]
  /// The numbers, row after row.
  let values: [Double]
  /// The number of classes, and of columns.
  let width: Int

  /// A table of rows.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ rows: [[Score]], _ field: String, classes: [Label]?
  ) throws(EvaluationError) {
    try Columns.check(rows, field, like: labels, "labels")
    let (truth, width) = try Self.positions(labels, classes: classes)
    var flat: [Score] = []
    flat.reserveCapacity(rows.count * width)
    for row in rows {
      guard row.count == width else {
        throw .wrongWidth(field: field, width: row.count, expected: [width])
      }
      flat.append(contentsOf: row)
    }
    try self.init(truth, width, flat, field)
  }

  /// A flat table.
  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ numbers: [Score], width: Int, _ field: String, classes: [Label]?
  ) throws(EvaluationError) {
    let (truth, classCount) = try Self.positions(labels, classes: classes)
    guard width == classCount else {
      throw .wrongWidth(field: field, width: width, expected: [classCount])
    }
    guard numbers.count % width == 0, numbers.count / width == labels.count else {
      throw .lengthsDiffer(
        field: field, count: numbers.count / width, expected: labels.count, of: "labels")
    }
    try self.init(truth, width, numbers, field)
  }

  private init<Score: BinaryFloatingPoint>(
    _ truth: [Int], _ width: Int, _ numbers: [Score], _ field: String
  ) throws(EvaluationError) {
    self.truth = truth
    self.width = width
    values = numbers.doubles
    try Columns.check(finite: values, field)
  }

  /// The position of each label, and the number of classes.
  private static func positions<Label: Hashable & Sendable>(
    _ labels: [Label], classes: [Label]?
  ) throws(EvaluationError) -> (truth: [Int], classCount: Int) {
    try Columns.check(notEmpty: labels, "labels")
    let encoded = try EncodedLabels(labels, classes: classes)
    let classCount = encoded.classes.count
    guard classCount >= 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
    return (encoded.positions.map(Int.init), classCount)
  }
}
