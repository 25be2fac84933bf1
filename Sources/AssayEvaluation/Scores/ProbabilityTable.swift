import AssayCore

/// Probabilities of classes as they were given: one array row after row, or an array for each row.
enum ProbabilityTable<Score: BinaryFloatingPoint & Sendable>: Sendable {
  case flat([Score], width: Int)
  case rows([[Score]])

  /// A table of a flat array.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, or values and width do not fit.
  init(flat values: [Score], width: Int, rows: Int) throws(EvaluationError) {
    let table = try ScoreTable(flat: values, width: width, "probabilities", rows: rows)
    self = .flat(table.values, width: width)
  }

  /// A table of rows.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, or not one for each label.
  init<Label>(rows: [[Score]], like labels: [Label]) throws(EvaluationError) {
    try Columns.check(rows, "probabilities", like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    self = .rows(rows)
  }

  /// The position of each label among the classes, of which each row must have a probability.
  ///
  /// - Throws: ``EvaluationError`` when a label is no class, there are fewer than two classes, or a row
  ///   has not one value for each.
  func encoded<Label: Hashable & Sendable>(
    _ labels: [Label], classes: [Label]?
  ) throws(EvaluationError) -> EncodedLabels<Label> {
    let encoded = try EncodedLabels(labels, classes: classes)
    let count = encoded.classes.count
    guard count >= 2 else { throw .tooFewClasses(count: count, needed: 2) }
    let odd =
      switch self {
      case .flat(_, let width): width == count ? nil : width
      case .rows(let rows): rows.first { $0.count != count }?.count
      }
    if let odd { throw .wrongWidth(field: "probabilities", width: odd, expected: [count]) }
    return encoded
  }

  /// The first value that is no probability; values count row after row.
  func checkValues() throws(EvaluationError) {
    let values =
      switch self {
      case .flat(let values, _): values.doubles
      case .rows(let rows): rows.flatMap { $0.doubles }
      }
    try Columns.check(probabilities: values, "probabilities")
  }

  /// Reads the rows as those of Floats or of Doubles, where they lie; numbers of other types are
  /// turned into Doubles.
  func read<Result>(
    _ floats: (ProbabilityRows<Float>) -> Result, _ doubles: (ProbabilityRows<Double>) -> Result
  ) -> Result {
    switch self {
    case .flat(let values, _):
      if let values = KnownLabels.cast(values, to: Float.self) {
        return values.withUnsafeBufferPointer { floats(.flat($0)) }
      }
      return values.doubles.withUnsafeBufferPointer { doubles(.flat($0)) }
    case .rows(let rows):
      if let rows = KnownLabels.cast(rows, to: [Float].self) { return floats(.nested(rows)) }
      if let rows = KnownLabels.cast(rows, to: [Double].self) { return doubles(.nested(rows)) }
      return doubles(.nested(rows.map { $0.doubles }))
    }
  }
}
