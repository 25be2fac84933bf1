public import AssayTensors

/// Rows of inputs, each with its target: what a network learns from and is judged by.
///
/// ```swift
/// let flowers = try Dataset(inputs: lengthsAndWidths, targets: ["setosa", "virginica", …])
/// let (train, test) = try flowers.split(testFraction: 0.25, stratified: true, seed: 1)
/// test.classes                // all species, also one that is not in this part
/// ```
///
/// The inputs are Floats, rounded once from Doubles where they come from those. The type of the
/// targets says what the task is, see ``DatasetTarget``. A data set of labels knows its classes in
/// order and keeps them through every split.
public struct Dataset<Target: DatasetTarget>: Equatable, Sendable {
  /// The inputs, one row each: [n, …].
  public let inputs: Tensor
  /// The target of each row.
  public let targets: [Target]
  /// The classes in order: those given, else those of the targets; empty for numbers and masks.
  public let classes: [Target.Class]
  /// How much each row counts, 1 each if nil.
  public let weights: [Double]?
  /// The names of the columns of inputs, if they have names.
  public let columns: [String]?
  /// The targets as numbers for a loss, one row each: see ``DatasetTarget`` for their shape.
  public let encodedTargets: Tensor

  /// Creates a data set from a tensor of inputs.
  ///
  /// - Parameters:
  ///   - inputs: one row for each target, [n, …].
  ///   - targets: what is to be predicted.
  ///   - classes: the classes in order, each once; nil takes those of the targets (sorted; false
  ///     before true; all cases of an enum that is `CaseIterable`).
  ///   - weights: how much each row counts.
  ///   - columns: the names of the inputs' columns.
  /// - Throws: `DatasetError` if counts differ, an input is not finite (with row and column), a label
  ///   is no class (with its row), or a weight is negative or not finite.
  public init(
    inputs: Tensor, targets: [Target], classes: [Target.Class]? = nil, weights: [Double]? = nil,
    columns: [String]? = nil
  ) throws(DatasetError) {
    guard inputs.rank >= 2, inputs.shape[0] == targets.count else {
      throw .targetCount(targets: targets.count, rows: inputs.rank >= 2 ? inputs.shape[0] : 0)
    }
    let width = inputs.shape.withoutFirst.count
    guard width > 0 else { throw .noInputs }
    if let columns, columns.count != inputs.shape[-1] {
      throw .columnCount(names: columns.count, columns: inputs.shape[-1])
    }
    if let index = inputs.firstNotFinite {
      throw .inputNotFinite(
        row: index / width, column: Dataset.name(of: index % width, inputs.shape, columns),
        value: Double(inputs.withScalars { $0[index] }))
    }
    try Dataset.check(weights: weights, rows: targets.count)
    guard let classes = classes ?? Target.classes(of: targets) else {
      throw .classesNeeded(type: "\(Target.self)")
    }
    var seen: Set<Target.Class> = []
    for known in classes where !seen.insert(known).inserted {
      throw .duplicateClass("\(known)")
    }
    encodedTargets = try Target.encode(targets, classes: classes)
    self.inputs = inputs.detached()
    self.targets = targets
    self.classes = classes
    self.weights = weights
    self.columns = columns
  }

  /// Creates a data set from Doubles, one row after the other, each rounded once to a Float.
  ///
  /// - Parameter width: the inputs of each row.
  /// - Throws: `DatasetError`, as from a tensor.
  public init(
    inputs: [Double], width: Int, targets: [Target], classes: [Target.Class]? = nil,
    weights: [Double]? = nil, columns: [String]? = nil
  ) throws(DatasetError) {
    guard width > 0 else { throw .noInputs }
    let rows = inputs.count / width
    guard inputs.count == rows * width else {
      throw .raggedInputs(row: rows, expected: width, found: inputs.count - rows * width)
    }
    if let index = inputs.firstIndex(where: { !Float($0).isFinite }) {
      throw .inputNotFinite(
        row: index / width, column: Dataset.name(of: index % width, [rows, width], columns),
        value: inputs[index])
    }
    let tensor = Tensor(shape: [rows, width]) { scalars in
      for (index, input) in inputs.enumerated() { scalars[index] = Float(input) }
    }
    try self.init(
      inputs: tensor, targets: targets, classes: classes, weights: weights, columns: columns)
  }

  /// Creates a data set from rows of Doubles.
  ///
  /// - Throws: `DatasetError`, as from a tensor, and for rows of different lengths.
  public init(
    inputs: [[Double]], targets: [Target], classes: [Target.Class]? = nil,
    weights: [Double]? = nil, columns: [String]? = nil
  ) throws(DatasetError) {
    let width = inputs.first?.count ?? columns?.count ?? 0
    for (index, row) in inputs.enumerated() where row.count != width {
      throw .raggedInputs(row: index, expected: width, found: row.count)
    }
    try self.init(
      inputs: inputs.flatMap { $0 }, width: width, targets: targets, classes: classes,
      weights: weights, columns: columns)
  }

  /// Some rows of a data set that has been checked.
  private init(
    inputs: Tensor, targets: [Target], weights: [Double]?, encodedTargets: Tensor,
    of whole: Dataset
  ) {
    self.inputs = inputs
    self.targets = targets
    self.weights = weights
    self.encodedTargets = encodedTargets
    classes = whole.classes
    columns = whole.columns
  }

  /// The number of rows.
  public var count: Int { targets.count }

  /// The shape of one row's inputs.
  public var inputShape: Shape { inputs.shape.withoutFirst }

  /// The rows at some positions, in the order given; a position may occur again.
  public func rows(_ indices: [Int]) -> Dataset {
    Dataset(
      inputs: inputs.rows(at: indices), targets: indices.map { targets[$0] },
      weights: weights.map { weights in indices.map { weights[$0] } },
      encodedTargets: encodedTargets.rows(at: indices), of: self)
  }

  /// The rows of a range; inputs are shared, not copied.
  public subscript(range: some RangeExpression<Int>) -> Dataset {
    let range = range.relative(to: targets)
    return Dataset(
      inputs: inputs.rows(range), targets: Array(targets[range]),
      weights: weights.map { Array($0[range]) }, encodedTargets: encodedTargets.rows(range),
      of: self)
  }

  /// The same rows, each with a weight.
  ///
  /// - Throws: `DatasetError` if counts differ, or a weight is negative or not finite.
  public func weighted(by weights: [Double]) throws(DatasetError) -> Dataset {
    try Dataset.check(weights: weights, rows: count)
    return Dataset(
      inputs: inputs, targets: targets, weights: weights, encodedTargets: encodedTargets, of: self)
  }

  private static func check(weights: [Double]?, rows: Int) throws(DatasetError) {
    guard let weights else { return }
    guard weights.count == rows else { throw .weightCount(weights: weights.count, rows: rows) }
    if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidWeight(row: row, value: weights[row])
    }
    if rows > 0, weights.allSatisfy({ $0 == 0 }) { throw .zeroWeights }
  }

  /// What an error calls an input: its column's name, else its position in the row.
  private static func name(of index: Int, _ shape: Shape, _ columns: [String]?) -> String {
    if shape.rank == 2, let columns, columns.count == shape[1] { return columns[index] }
    var rest = index
    var position: [Int] = []
    for extent in shape.extents.dropFirst().reversed() {
      position.insert(rest % extent, at: 0)
      rest /= extent
    }
    return position.map { "\($0)" }.joined(separator: ", ")
  }
}

extension Dataset where Target: ClassLabel {
  /// The position of each row's label among the classes.
  public var labelPositions: [Int32] { encodedTargets.withScalars { $0.map { Int32($0) } } }

  /// The number of rows of each class, in the order of ``classes``.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classes.count)
    for position in labelPositions { counts[Int(position)] += 1 }
    return counts
  }
}
