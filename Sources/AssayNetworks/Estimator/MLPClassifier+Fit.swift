public import AssayDatasets

extension MLPClassifier {
  /// Learns to tell labels, or sets of labels, from rows.
  ///
  /// ```swift
  /// let trained = try MLPClassifier(epochs: 50).fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
  ///
  /// // A column of sets such as sun;sea, and the two columns that tell them.
  /// let sets = try table.texts("tags").map { Set($0.split(separator: ";").map(String.init)) }
  /// let tagged = try MLPClassifier().fit(Features(table, columns: ["size", "colour"]), sets)
  /// ```
  ///
  /// - Parameters:
  ///   - rows: an array of rows of numbers, a `Dataset`, or a `Table`.
  ///   - labels: the class, or the set of labels, of each row.
  ///   - classes: the classes in order; nil for those that occur, sorted.
  ///   - weights: what each row counts, in the loss and when it is judged.
  ///   - callbacks: what looks on.
  ///   - checkpoint: the file that keeps what was reached, and from which the training goes on.
  /// - Throws: `DatasetError` with row and column for what is no finite number, `CSVError` with line
  ///   and column, ``ClassifierError`` for labels that cannot be learnt, ``NetworkError`` for
  ///   settings outside their range and for a loss that is no number any more.
  public func fit<Target: ClassifierTarget>(
    _ rows: some FeatureRows, _ labels: [Target], classes: [Target.Class]? = nil,
    weights: [Double]? = nil, callbacks: [any Callback] = [], checkpoint: Checkpoint? = nil
  ) throws -> TrainedClassifier<Target> {
    try fit(
      LabelledRows(try rows.features, labels, classes: classes, weights: weights), callbacks,
      checkpoint)
  }

  /// Learns to tell the labels of a data set, whose weights count.
  ///
  /// - Throws: as from rows and labels.
  public func fit<Target: ClassifierTarget>(
    _ data: Dataset<Target>, callbacks: [any Callback] = [], checkpoint: Checkpoint? = nil
  ) throws -> TrainedClassifier<Target> {
    try fit(LabelledRows(data), callbacks, checkpoint)
  }

  /// Learns to tell the labels of a table's rows from its other columns.
  ///
  /// Numbers are standardised, and texts become a column each: see ``Preprocessing``.
  ///
  /// - Parameters:
  ///   - table: the rows.
  ///   - label: the column of the labels, of any type.
  ///   - ignored: columns to leave out.
  ///   - callbacks: what looks on.
  ///   - checkpoint: the file that keeps what was reached, and from which the training goes on.
  /// - Throws: as from rows and labels.
  public func fit(
    _ table: Table, label: String, ignoring ignored: [String] = [],
    callbacks: [any Callback] = [], checkpoint: Checkpoint? = nil
  ) throws -> TrainedClassifier<String> {
    try fit(LabelledRows(table, label: label, ignoring: ignored), callbacks, checkpoint)
  }

  private func fit<Target: ClassifierTarget>(
    _ rows: LabelledRows<Target>, _ callbacks: [any Callback], _ checkpoint: Checkpoint?
  ) throws -> TrainedClassifier<Target> {
    try check()
    var (learnt, tested) = (Array(rows.labels.indices), [Int]())
    if testFraction > 0 {
      (learnt, tested) = try rows.split(learnt, fraction: testFraction, seed: seed)
    }
    return try train(rows, learning: learnt, judging: tested, callbacks, checkpoint)
  }

  /// Trains on some rows, keeping a validation part of them if the settings ask for one, and judges
  /// by others.
  func train<Target: ClassifierTarget>(
    _ rows: LabelledRows<Target>, learning: [Int], judging tested: [Int],
    _ callbacks: [any Callback], _ checkpoint: Checkpoint? = nil
  ) throws -> TrainedClassifier<Target> {
    if rows.positions == nil { try checkForSets() }
    var (training, validation) = (learning, [Int]())
    if needsValidation {
      (training, validation) = try rows.split(learning, fraction: validationFraction, seed: seed)
    }
    let preprocessing = try Preprocessing(
      rows.features, rows: training, standardizes: standardizes)
    let data = try rows.dataset(preprocessing)
    let learnt = data.rows(training)
    // Nothing is decided by the test rows: without a validation part they may be looked at.
    let watched = validation.isEmpty ? tested : validation
    let batch = batchSize ?? min(200, training.count)
    let outputs = Target.outputs(classCount: rows.classes.count)
    var network = try network(inputs: preprocessing.width, outputs, batch)
    func fit(_ loss: some Loss) throws -> History<Target.Statistics> {
      try network.fit(
        learnt, validating: watched.isEmpty ? nil : data.rows(watched), epochs: epochs,
        batchSize: batch, loss: loss,
        optimizer: .adam(learningRate: learningRate, epsilon: 1e-8),
        metrics: Array(Target.headlines.prefix(1)),
        classWeights: classWeights == .balanced ? Target.balancedClassWeights(of: learnt) : [:],
        callbacks: callbacks + (earlyStopping.map { [$0] } ?? []),
        checkpoint: checkpoint)
    }
    let history =
      outputs.activation == .softmax
      ? try fit(.sparseCategoricalCrossEntropy) : try fit(.binaryCrossEntropy)
    let calibrator = try calibration.flatMap { method in
      try rows.positions.map { positions in
        try Self.calibrator(
          method, network.predict(data.rows(validation)), rows,
          truth: validation.map { positions[$0] }, validation)
      }
    }
    let classifier = Classifier<Target>(
      classes: rows.classes, labelColumn: rows.labelColumn, preprocessing: preprocessing,
      network: network, calibrator: calibrator)
    return try TrainedClassifier(
      classifier, history, rows,
      raw: network.predict(data.rows(tested.isEmpty ? training : tested)),
      training: training, validation: validation, test: tested)
  }

  /// The network before it learns.
  func network(
    inputs: Int, _ outputs: (units: Int, activation: Activation), _ batch: Int
  ) throws -> Sequential {
    // The loss is a mean over sigmoids, scikit-learn's their sum: the price becomes as much less.
    let share = outputs.activation == .softmax ? 1 : Float(outputs.units)
    let price = alpha / (2 * Float(batch) * share)
    let widths = [inputs] + hiddenLayerSizes
    return try Sequential(input: [inputs], seed: seed) {
      for (width, units) in zip(widths, hiddenLayerSizes) {
        layer(width, units, activation, price)
      }
      layer(widths[widths.count - 1], outputs.units, outputs.activation, price)
    }
  }

  /// A layer that begins as scikit-learn's: kernel and bias uniform in ±√(6 / (inputs + units)),
  /// √(2 / …) where the hidden layers are sigmoids.
  private func layer(
    _ inputs: Int, _ units: Int, _ function: Activation, _ price: Float
  ) -> Dense {
    let bound = ((activation == .sigmoid ? 2 : 6) / Float(inputs + units)).squareRoot()
    let start = Initializer.uniform(low: -bound, high: bound)
    return Dense(
      units, activation: function, kernelInitializer: start, biasInitializer: start
    ).regularized(.kernel, by: price > 0 ? .l2(price) : nil)
  }

  private static func calibrator<Target: ClassifierTarget>(
    _ method: Calibration, _ scores: Scores, _ rows: LabelledRows<Target>, truth: [Int],
    _ validation: [Int]
  ) throws -> Calibrator {
    let lacking = rows.classes.indices.first { position in
      !truth.contains(position) || truth.allSatisfy { $0 == position }
    }
    if let lacking, method != .temperature {
      throw ClassifierError.cannotCalibrate(
        file: rows.features.file, label: "\(rows.classes[lacking])")
    }
    return try Calibrator(
      method, scores: scores, truth: truth, weights: rows.weights(of: validation))
  }
}
