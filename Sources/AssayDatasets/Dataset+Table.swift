extension Dataset where Target == String {
  /// Takes the rows of a table whose label is a column of texts or numbers.
  ///
  /// ```swift
  /// let flowers = try Dataset(try Table(contentsOf: "iris.csv"), label: "species")
  /// ```
  ///
  /// - Parameters:
  ///   - label: the column of the labels. Labels that are all numbers are ordered by value.
  ///   - features: the columns of the inputs, all numeric; nil takes all but label and weights.
  ///   - weights: the column of the weights.
  ///   - classes: the classes in order; nil sorts those that occur.
  /// - Throws: `CSVError` with line and column for a column that does not exist, a missing value or a
  ///   text where a number is needed; `DatasetError` for what is wrong with the numbers.
  public init(
    _ table: Table, label: String, features: [String]? = nil, weights: String? = nil,
    classes: [String]? = nil
  ) throws {
    let labels = try table.labels(label)
    try self.init(
      table, targets: labels, of: label, features, weights, classes ?? labelsInOrder(labels))
  }
}

extension Dataset where Target == Int {
  /// Takes the rows of a table whose label is a column of whole numbers.
  ///
  /// - Throws: as for labels that are texts, and `CSVError` for a label that is no whole number.
  public init(
    _ table: Table, label: String, features: [String]? = nil, weights: String? = nil,
    classes: [Int]? = nil
  ) throws {
    let column = try table.position(of: label)
    var labels: [Int] = []
    for (row, number) in try table.numbers(label).enumerated() {
      guard let whole = Int(exactly: number) else {
        throw CSVError(
          file: table.file, line: table.line(ofRow: row), column: label,
          reason: .notWhole(table[row, column]))
      }
      labels.append(whole)
    }
    try self.init(table, targets: labels, of: label, features, weights, classes)
  }
}

extension Dataset where Target == Double {
  /// Takes the rows of a table whose target is a column of numbers (regression).
  ///
  /// - Throws: as for labels.
  public init(
    _ table: Table, target: String, features: [String]? = nil, weights: String? = nil
  ) throws {
    let numbers = try table.finiteNumbers([target])
    try self.init(table, targets: numbers, of: target, features, weights, [])
  }
}

extension Dataset {
  fileprivate init(
    _ table: Table, targets: [Target], of target: String, _ features: [String]?,
    _ weights: String?, _ classes: [Target.Class]?
  ) throws {
    let names = features ?? table.columns.filter { $0 != target && $0 != weights }
    guard !names.isEmpty else { throw DatasetError.noInputs }
    let inputs = try table.finiteNumbers(names)
    try self.init(
      inputs: inputs, width: names.count, targets: targets, classes: classes,
      weights: try weights.map { try table.numbers($0) }, columns: names)
  }
}

extension Table {
  /// The different labels of a column in order: by value if all are numbers, else as texts.
  ///
  /// - Throws: `CSVError` if there is no such column, or a label is missing.
  public func classes(_ name: String) throws(CSVError) -> [String] {
    labelsInOrder(try labels(name))
  }

  /// The numbers of several columns, one row after the other, each in the range of a Float.
  fileprivate func finiteNumbers(_ names: [String]) throws(CSVError) -> [Double] {
    let numbers = try numbers(names)
    if let index = numbers.firstIndex(where: { !Float($0).isFinite }) {
      let (row, name) = (index / names.count, names[index % names.count])
      throw CSVError(
        file: file, line: line(ofRow: row), column: name,
        reason: .notFinite(self[row, try position(of: name)]))
    }
    return numbers
  }
}

/// The different labels: by value if all are numbers, else as texts.
func labelsInOrder(_ labels: [String]) -> [String] {
  let different = Set(labels).sorted()
  let values = different.map { text in
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      if case .number(let value) = NumberText.parse(bytes) { value } else { Double.nan }
    }
  }
  guard values.allSatisfy({ !$0.isNaN }) else { return different }
  // equal values ("1" and "1.0") keep the order of their texts
  let positions = different.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  return positions.map { different[$0] }
}
