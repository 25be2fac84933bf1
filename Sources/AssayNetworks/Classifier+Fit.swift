public import AssayDatasets
public import AssayEvaluation

extension Classifier where Label == String {
  /// Learns to tell the labels of a table's rows from its other columns.
  ///
  /// A part of the rows, drawn from every class, is kept aside to judge by. Loss, output layer and
  /// optimizer (Adam) follow from the classes.
  ///
  /// - Parameters:
  ///   - table: the rows.
  ///   - label: the column of the labels, of any type.
  ///   - ignored: columns to leave out.
  ///   - hidden: the units of each hidden layer (ReLU); empty for none.
  ///   - epochs: how often every row is seen.
  ///   - batchSize: rows a step.
  ///   - learningRate: the size of a step.
  ///   - validationFraction: the part of the rows kept aside; 0 for none.
  ///   - seed: the seed of everything that is random.
  ///   - callbacks: what looks on.
  /// - Throws: `CSVError` with line and column, ``ClassifierError``, ``NetworkError``.
  public static func fit(
    _ table: Table, label: String, ignoring ignored: [String] = [], hidden: [Int] = [100],
    epochs: Int = 100, batchSize: Int = 32, learningRate: Float = 0.001,
    validationFraction: Double = 0.2, seed: UInt64 = 1, callbacks: [any Callback] = []
  ) throws -> TrainedClassifier {
    let labels = try table.labels(label)
    for name in ignored { _ = try table.position(of: name) }
    let names = table.columns.filter { $0 != label && !ignored.contains($0) }
    guard !names.isEmpty else { throw ClassifierError.noColumns(file: table.file) }
    let classes = labelsInOrder(labels)
    guard classes.count > 1 else {
      throw ClassifierError.oneClass(
        file: table.file, column: label, label: classes.first ?? "")
    }
    let (training, validation) = try split(
      labels, classes, file: table.file, fraction: validationFraction, seed: seed)
    let preprocessing = try Preprocessing(table, columns: names, rows: training)
    let data = try Dataset(
      inputs: try preprocessing.inputs(of: table).values, width: preprocessing.width,
      targets: labels, classes: classes)
    let learnt = data.rows(training)
    let judged = validation.isEmpty ? nil : data.rows(validation)
    var network = try Sequential(input: [preprocessing.width], seed: seed) {
      for units in hidden { Dense(units, activation: .relu) }
      if classes.count == 2 {
        Dense(1, activation: .sigmoid)
      } else {
        Dense(classes.count, activation: .softmax)
      }
    }
    func fit(_ loss: some Loss) throws -> History<ClassifierStatistics> {
      try network.fit(
        learnt, validating: judged, epochs: epochs, batchSize: batchSize, loss: loss,
        optimizer: .adam(learningRate: learningRate), metrics: [.accuracy], callbacks: callbacks)
    }
    let history =
      classes.count == 2 ? try fit(.binaryCrossEntropy) : try fit(.sparseCategoricalCrossEntropy)
    return TrainedClassifier(
      classifier: Classifier(
        classes: classes, labelColumn: label, preprocessing: preprocessing, network: network),
      history: history, trainingRows: training, validationRows: validation,
      evaluation: try network.evaluate(judged ?? learnt))
  }

  /// Judges the classifier on the rows of a table that has the column of labels.
  ///
  /// - Throws: `CSVError` with line and column; `DatasetError` for a label that is none of the
  ///   classes.
  public func evaluate(_ table: Table) throws -> ClassifierEvaluation<String> {
    let data = try Dataset(
      inputs: try preprocessing.inputs(of: table).values, width: preprocessing.width,
      targets: try table.labels(labelColumn), classes: classes)
    return try network.evaluate(data)
  }

  /// Rows to learn from and rows to judge by, each class having its share in both; the latter in
  /// order.
  private static func split(
    _ labels: [String], _ classes: [String], file: String, fraction: Double, seed: UInt64
  ) throws -> (training: [Int], validation: [Int]) {
    guard fraction > 0 else { return (Array(labels.indices), []) }
    let positions = Dictionary(
      zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    let strata = labels.map { positions[$0] ?? 0 }
    var counts = [Int](repeating: 0, count: classes.count)
    for stratum in strata { counts[stratum] += 1 }
    if let lone = counts.firstIndex(of: 1) {
      throw ClassifierError.loneRow(file: file, label: classes[lone])
    }
    let split = try Split(
      strata: strata, testFraction: fraction, seed: UInt32(truncatingIfNeeded: seed))
    return (split.train.sorted(), split.test.sorted())
  }

  /// The different labels: by value if all are numbers, else as texts.
  private static func labelsInOrder(_ labels: [String]) -> [String] {
    let texts = Set(labels).sorted()
    let values = texts.compactMap(Double.init)
    guard values.count == texts.count, values.allSatisfy({ !$0.isNaN }) else { return texts }
    return texts.indices.sorted { (values[$0], $0) < (values[$1], $1) }.map { texts[$0] }
  }
}
