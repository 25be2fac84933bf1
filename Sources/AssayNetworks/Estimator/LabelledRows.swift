import AssayDatasets
import AssayTensors

/// Rows with their labels, checked, from a table or from arrays.
struct LabelledRows<Target: ClassifierTarget> {
  let features: Features
  let labels: [Target]
  /// The classes in order.
  let classes: [Target.Class]
  let weights: [Double]?
  let labelColumn: String?
  /// The place of each label among the classes; nil where rows have sets of labels.
  let positions: [Int]?

  init(
    _ features: Features, _ labels: [Target], classes: [Target.Class]?,
    weights: [Double]? = nil, labelColumn: String? = nil
  ) throws {
    guard labels.count == features.count else {
      throw DatasetError.targetCount(targets: labels.count, rows: features.count)
    }
    guard !labels.isEmpty else { throw NetworkError.noRows("the data set to learn from") }
    guard let classes = classes ?? Target.classes(of: labels) else {
      throw DatasetError.classesNeeded(type: "\(Target.self)")
    }
    guard !features.columns.isEmpty else {
      throw ClassifierError.noColumns(file: features.file)
    }
    let positions = Target.classPositions(try Target.encode(labels, classes: classes))
    if let positions, positions.allSatisfy({ $0 == positions[0] }) {
      throw ClassifierError.oneClass(
        file: features.file, column: labelColumn, label: "\(labels[0])")
    }
    guard !classes.isEmpty else { throw ClassifierError.noLabels(file: features.file) }
    self.features = features
    self.positions = positions
    self.labels = labels
    self.classes = classes
    self.weights = weights
    self.labelColumn = labelColumn
  }

  /// All rows as a network takes them.
  func dataset(_ preprocessing: Preprocessing) throws -> Dataset<Target> {
    try Dataset(
      inputs: preprocessing.inputs(of: features).values, width: preprocessing.width,
      targets: labels, classes: classes, weights: weights)
  }

  /// Some rows in two, in order, each class having its share in both; sets are drawn all alike.
  func split(
    _ rows: [Int], fraction: Double, seed: UInt64
  ) throws -> (rest: [Int], part: [Int]) {
    let seed = UInt32(truncatingIfNeeded: seed)
    let split: Split
    if let positions {
      let strata = rows.map { positions[$0] }
      var counts = [Int](repeating: 0, count: classes.count)
      for stratum in strata { counts[stratum] += 1 }
      if let lone = counts.firstIndex(of: 1) {
        throw ClassifierError.loneRow(file: features.file, label: "\(classes[lone])")
      }
      split = try Split(strata: strata, testFraction: fraction, seed: seed)
    } else {
      split = try Split(count: rows.count, testFraction: fraction, seed: seed)
    }
    return (split.train.map { rows[$0] }.sorted(), split.test.map { rows[$0] }.sorted())
  }

  /// Folds in which each class has its share; sets are dealt out all alike.
  func folds(_ count: Int, seed: UInt64) throws(DatasetError) -> [Split] {
    let seed = UInt32(truncatingIfNeeded: seed)
    guard let positions else {
      return try Split.folds(count, count: labels.count, shuffleSeed: seed)
    }
    return try Split.stratifiedFolds(count, strata: positions, shuffleSeed: seed)
  }

  /// The weights of some rows.
  func weights(of rows: [Int]) -> [Double]? { weights.map { all in rows.map { all[$0] } } }
}

extension LabelledRows {
  /// The rows of a data set.
  init(_ data: Dataset<Target>) throws {
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
