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

  /// Each row must have a probability for each class.
  func check(classCount: Int) throws(EvaluationError) {
    let odd =
      switch self {
      case .flat(_, let width): width == classCount ? nil : width
      case .rows(let rows): rows.first { $0.count != classCount }?.count
      }
    guard let odd else { return }
    throw .wrongWidth(field: "probabilities", width: odd, expected: [classCount])
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

/// Rows of probabilities that are read a block at a time: a table is never copied whole.
enum ProbabilityRows<Score: RankableScore> {
  case flat(UnsafeBufferPointer<Score>)
  case nested([[Score]])

  /// Writes what each row of a block costs, see ``ClassLosses``; false where a value is no
  /// probability.
  func fill(
    _ block: Range<Int>, truth: UnsafeBufferPointer<Int32>, width: Int, epsilon: Double,
    logs: UnsafeMutablePointer<Double>?, squares: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let truth = UnsafeBufferPointer(rebasing: truth[block])
    switch self {
    case .flat(let values):
      let range = block.lowerBound * width..<block.upperBound * width
      return ClassLosses.fill(
        truth: truth, probabilities: UnsafeBufferPointer(rebasing: values[range]), width: width,
        epsilon: epsilon, logs: logs, squares: squares)
    case .nested(let rows):
      return withUnsafeTemporaryAllocation(of: Score.self, capacity: block.count * width) {
        var end = $0.startIndex
        for row in block { end = $0[end...].initialize(fromContentsOf: rows[row]) }
        return ClassLosses.fill(
          truth: truth, probabilities: UnsafeBufferPointer($0), width: width, epsilon: epsilon,
          logs: logs, squares: squares)
      }
    }
  }
}
