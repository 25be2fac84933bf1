/// A column of labels and a table with one number for each class, checked to fit.
struct ClassTable: Sendable {
  /// The position of each row's class.
  let truth: [Int]
  /// The numbers, row after row.
  let values: [Double]
  /// The number of classes, and of columns.
  let width: Int

  init<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ rows: [[Score]], _ field: String, classes: [Label]?
  ) throws(EvaluationError) {
    try Columns.check(rows, field, like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    var index =
      try classes.map { (given) throws(EvaluationError) in try ClassIndex(given: given) }
      ?? ClassIndex<Label>()
    if classes == nil {
      for label in labels { _ = index.insert(label) }
      _ = index.settle()
    }
    truth = try ConfusionMatrix.encode(labels, "labels", into: &index, isOpen: false).map(Int.init)
    width = index.classes.count
    guard width >= 2 else { throw .tooFewClasses(count: width, needed: 2) }
    let width = width
    if let odd = rows.first(where: { $0.count != width }) {
      throw .wrongWidth(field: field, width: odd.count, expected: [width])
    }
    var flat: [Score] = []
    flat.reserveCapacity(rows.count * width)
    for row in rows { flat.append(contentsOf: row) }
    values = DoubleScores.of(flat)
    try Columns.check(finite: values, field)
  }
}
