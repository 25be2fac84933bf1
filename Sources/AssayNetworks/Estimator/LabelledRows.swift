import AssayDatasets
import AssayTensors

/// Rows with their labels, checked, from a table or from arrays.
struct LabelledRows<Label: ClassLabel> {
  let features: Features
  let labels: [Label]
  /// The classes in order.
  let classes: [Label]
  let weights: [Double]?
  let labelColumn: String?
  /// The place of each label among the classes.
  let positions: [Int]

  init(
    _ features: Features, _ labels: [Label], classes: [Label]?, weights: [Double]? = nil,
    labelColumn: String? = nil
  ) throws {
    guard labels.count == features.count else {
      throw DatasetError.targetCount(targets: labels.count, rows: features.count)
    }
    guard !labels.isEmpty else { throw NetworkError.noRows("the data set to learn from") }
    guard let classes = classes ?? Label.classes(of: labels) else {
      throw DatasetError.classesNeeded(type: "\(Label.self)")
    }
    guard !features.columns.isEmpty else {
      throw ClassifierError.noColumns(file: features.file)
    }
    let positions = try Label.encode(labels, classes: classes).withScalars { $0.map { Int($0) } }
    guard positions.contains(where: { $0 != positions[0] }) else {
      throw ClassifierError.oneClass(
        file: features.file, column: labelColumn, label: "\(labels[0])")
    }
    self.features = features
    self.positions = positions
    self.labels = labels
    self.classes = classes
    self.weights = weights
    self.labelColumn = labelColumn
  }

  /// All rows as a network takes them.
  func dataset(_ preprocessing: Preprocessing) throws -> Dataset<Label> {
    try Dataset(
      inputs: preprocessing.inputs(of: features).values, width: preprocessing.width,
      targets: labels, classes: classes, weights: weights)
  }

  /// Some rows in two, each class having its share in both; in order.
  func split(
    _ rows: [Int], fraction: Double, seed: UInt64
  ) throws -> (rest: [Int], part: [Int]) {
    let strata = rows.map { positions[$0] }
    var counts = [Int](repeating: 0, count: classes.count)
    for stratum in strata { counts[stratum] += 1 }
    if let lone = counts.firstIndex(of: 1) {
      throw ClassifierError.loneRow(file: features.file, label: "\(classes[lone])")
    }
    let split = try Split(
      strata: strata, testFraction: fraction, seed: UInt32(truncatingIfNeeded: seed))
    return (split.train.map { rows[$0] }.sorted(), split.test.map { rows[$0] }.sorted())
  }

  /// The weights of some rows.
  func weights(of rows: [Int]) -> [Double]? { weights.map { all in rows.map { all[$0] } } }
}

extension LabelledRows {
  /// The rows of a data set.
  init(_ data: Dataset<Label>) throws {
    try self.init(
      data.features, data.targets, classes: data.classes, weights: data.weights)
  }
}

extension LabelledRows<String> {
  /// The rows of a table with its column of labels.
  init(_ table: Table, label: String, ignoring ignored: [String]) throws {
    let labels = try table.labels(label)
    for name in ignored { _ = try table.position(of: name) }
    let names = table.columns.filter { $0 != label && !ignored.contains($0) }
    try self.init(
      Features(table, columns: names), labels, classes: table.classes(label), labelColumn: label)
  }
}
