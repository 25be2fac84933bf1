/// A table of scores, row after row: what people give as rows and programs as one flat array.
struct ScoreTable<Score: BinaryFloatingPoint & Sendable>: Sendable {
  /// The scores, row after row.
  let values: [Score]
  /// Scores a row.
  let width: Int
  /// The number of rows.
  let count: Int

  /// A table of rows.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, not one for each label, or rows of
  ///   different widths.
  init<Label>(
    rows: [[Score]], _ field: String, like labels: [Label], _ other: String = "labels"
  ) throws(EvaluationError) {
    try Columns.check(rows, field, like: labels, other)
    try Columns.check(notEmpty: labels, other)
    let width = rows.first?.count ?? 0
    if let odd = rows.first(where: { $0.count != width }) {
      throw .wrongWidth(field: field, width: odd.count, expected: [width])
    }
    var values: [Score] = []
    values.reserveCapacity(rows.count * width)
    for row in rows { values.append(contentsOf: row) }
    self.values = values
    self.width = width
    count = rows.count
  }

  /// A table of a flat array.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, or values and width do not fit.
  init(flat values: [Score], width: Int, _ field: String, rows: Int) throws(EvaluationError) {
    guard width > 0 else {
      throw .invalidParameter(name: "width", value: "\(width)", expected: "at least 1")
    }
    guard rows > 0 else { throw .empty(field: "labels") }
    guard values.count.isMultiple(of: width), values.count / width == rows else {
      throw .lengthsDiffer(
        field: field, count: values.count, expected: rows.multipliedReportingOverflow(by: width).0,
        of: "rows times width")
    }
    self.values = values
    self.width = width
    count = rows
  }

  /// Every score must be finite.
  func checkFinite(_ field: String) throws(EvaluationError) {
    try Columns.check(finite: values, field)
  }

  /// The width must be one score for each of three classes or more: two are told apart by a single
  /// score.
  func check(classCount: Int, _ field: String) throws(EvaluationError) {
    guard width == classCount else {
      throw .wrongWidth(field: field, width: width, expected: [classCount])
    }
    guard classCount >= 3 else { throw .tooFewClasses(count: classCount, needed: 3) }
  }

  /// Every row must add up to 1, but for rounding: |1 − sum| ≤ 1e-8 + 1e-5 |sum|.
  @specialized(where Score == Double)
  @specialized(where Score == Float)
  func checkSums(_ field: String) throws(EvaluationError) {
    for row in 0..<count {
      var sum = 0.0
      for column in 0..<width { sum += Double(values[row * width + column]) }
      guard (1 - sum).magnitude <= 1e-8 + 1e-5 * sum.magnitude else {
        throw .rowSum(field: field, index: row, sum: sum)
      }
    }
  }

  /// One column.
  @specialized(where Score == Double)
  @specialized(where Score == Float)
  func column(_ column: Int) -> [Score] { values.column(column, width: width) }
}

extension Array {
  /// Every `width`-th element, from a position on: a column of a table.
  func column(_ column: Int, width: Int) -> [Element] {
    let rows = (count - column + width - 1) / width
    return [Element](unsafeUninitializedCapacity: rows) { buffer, filled in
      withUnsafeBufferPointer { values in
        for row in 0..<rows {
          buffer.initializeElement(at: row, to: values[column &+ row &* width])
        }
      }
      filled = rows
    }
  }
}

extension Columns {
  /// Every number must be finite.
  @_disfavoredOverload  // that of Doubles is the same
  @specialized(where Number == Double)
  @specialized(where Number == Float)
  static func check<Number: BinaryFloatingPoint>(
    finite numbers: [Number], _ field: String
  ) throws(EvaluationError) {
    // Looked at all together first, without a branch for each.
    let largest = Number.greatestFiniteMagnitude
    var strange: Int32 = 0
    for number in numbers { strange |= number.magnitude <= largest ? 0 : 1 }
    guard strange != 0, let bad = numbers.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(field: field, index: bad, value: Double(numbers[bad]))
  }
}
