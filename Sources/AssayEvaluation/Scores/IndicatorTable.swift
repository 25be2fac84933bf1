/// Sets of labels as a table: a row for each set, a column for each label, true where it is in.
struct IndicatorTable: Sendable {
  /// The flags, row after row.
  let flags: [Bool]
  /// The number of labels.
  let width: Int
  /// The number of rows.
  let count: Int
  /// The labels' names, for messages.
  let names: [String]

  /// The table of rows of flags.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows, or rows of different widths.
  init(rows: [[Bool]]) throws(EvaluationError) {
    try Columns.check(notEmpty: rows, "labels")
    let width = rows.first?.count ?? 0
    if let odd = rows.first(where: { $0.count != width }) {
      throw .wrongWidth(field: "labels", width: odd.count, expected: [width])
    }
    try self.init(flat: Array(rows.joined()), width: width)
  }

  /// The table of flags, row after row.
  ///
  /// - Throws: ``EvaluationError`` when there are no rows or no columns, or they do not fit.
  init(flat flags: [Bool], width: Int) throws(EvaluationError) {
    guard width > 0 else {
      throw .invalidParameter(name: "width", value: "\(width)", expected: "at least 1")
    }
    try Columns.check(notEmpty: flags, "labels")
    guard flags.count.isMultiple(of: width) else {
      throw .lengthsDiffer(
        field: "labels", count: flags.count, expected: (flags.count / width + 1) * width,
        of: "rows times width")
    }
    self.flags = flags
    self.width = width
    count = flags.count / width
    names = (0..<width).map(String.init)
  }

  /// The table of sets of labels.
  ///
  /// - Parameter classes: the labels in the order of the columns; nil for those that occur, in
  ///   natural order.
  /// - Throws: ``EvaluationError`` when there are no rows or no labels, or a label is no class.
  init<Label: Hashable & Sendable>(
    sets: [Set<Label>], classes: [Label]?
  ) throws(EvaluationError) {
    try Columns.check(notEmpty: sets, "labels")
    let index: ClassIndex<Label>
    if let classes {
      index = try ClassIndex(given: classes)
    } else {
      var all: Set<Label> = []
      for set in sets { all.formUnion(set) }
      index = try ClassIndex(given: NaturalOrder.sorted(Array(all)))
    }
    width = index.classes.count
    guard width > 0 else { throw .tooFewClasses(count: 0, needed: 1) }
    var flags = [Bool](repeating: false, count: sets.count * width)
    for (row, set) in sets.enumerated() {
      var unknown: [String] = []
      for label in set {
        if let position = index.position(of: label) {
          flags[row * width + position] = true
        } else {
          unknown.append(String(describing: label))
        }
      }
      // The least name, for a set has no order.
      if let name = unknown.min() {
        throw .unknownLabel(field: "labels", index: row, label: name, classes: index.names)
      }
    }
    self.flags = flags
    count = sets.count
    names = index.names
  }

  /// The table of single labels: each row is in the column of its class alone.
  init<Label: Hashable & Sendable>(_ encoded: EncodedLabels<Label>) {
    width = encoded.classes.count
    count = encoded.positions.count
    var flags = [Bool](repeating: false, count: count * width)
    for (row, position) in encoded.positions.enumerated() {
      flags[row * width + Int(position)] = true
    }
    self.flags = flags
    names = encoded.classes.map { String(describing: $0) }
  }
}
