internal import AssayCore
public import AssayDatasets
public import AssayEvaluation
internal import AssayTensors

extension Sequential {
  /// Trains the network.
  ///
  /// ```swift
  /// let history = try model.fit(
  ///   train, validating: test, epochs: 300,
  ///   loss: .binaryCrossEntropy, optimizer: .adam(), metrics: [.accuracy])
  /// ```
  ///
  /// As Keras's `fit`: every epoch shuffles all rows, and keeps the short last batch. The order
  /// follows from the network's seed and the number of the epoch. A second `fit` with an optimizer
  /// of the same settings goes on where the first one stopped; other settings begin afresh.
  ///
  /// - Parameters:
  ///   - data: the rows to learn from. Their weights count in the loss, as Keras's `sample_weight`,
  ///     and in the metrics.
  ///   - validation: rows that are judged, in one piece, at the end of every epoch.
  ///   - epochs: how often every row is seen.
  ///   - batchSize: rows a step.
  ///   - shuffles: whether each epoch has an order of its own.
  ///   - loss: what becomes smaller.
  ///   - optimizer: how the parameters move.
  ///   - metrics: what the history keeps beside the loss.
  ///   - classWeights: factors of the training loss by class, 1 for a class that is not named.
  ///   - exactTrainingMetrics: whether the training rows are judged again at the end of each epoch.
  ///   - callbacks: what looks on, in order.
  ///   - checkpoint: the file that keeps what was reached; where it exists, the training goes on from it.
  /// - Returns: the values of every epoch.
  /// - Throws: ``NetworkError`` before the first step when data, network and loss do not fit, or when
  ///   a setting is outside its range;
  ///   ``NetworkError/lossNotFinite(epoch:batch:value:)`` when the loss is no number any more, the
  ///   network then having its weights from the end of the epoch before; `CancellationError` when
  ///   the task is cancelled, and whatever a callback throws, with the weights of that moment;
  ///   ``NetworkError/interrupted(signal:epoch:batch:checkpoint:)`` when a signal ended a training
  ///   that has a checkpoint; ``ArchiveError`` when the checkpoint cannot be read or written.
  @discardableResult
  public mutating func fit<Target: LearnableTarget>(
    _ data: Dataset<Target>, validating validation: Dataset<Target>? = nil, epochs: Int = 1,
    batchSize: Int = 32, shuffles: Bool = true, loss: some Loss,
    optimizer: some Optimizer = .adam(), metrics: [Metric<Target.Statistics>] = [],
    classWeights: [Target.Class: Double] = [:], exactTrainingMetrics: Bool = false,
    callbacks: [any Callback] = [], checkpoint: Checkpoint? = nil
  ) throws -> History<Target.Statistics> {
    guard epochs >= 0 else {
      throw NetworkError.invalidArgument("epochs", "\(epochs)", expected: "zero or more")
    }
    guard batchSize > 0 else {
      throw NetworkError.invalidArgument("batchSize", "\(batchSize)", expected: "positive")
    }
    guard data.count > 0 else { throw NetworkError.noRows("the data set to learn from") }
    if let validation {
      guard validation.count > 0 else { throw NetworkError.noRows("the validation set") }
      guard validation.classes == data.classes else {
        throw NetworkError.classesDiffer("\(data.classes)", "\(validation.classes)")
      }
    }
    try check(loss)
    try optimizer.checkAllSettings()
    try checkpoint?.checkInterval()
    let parts = metrics.reduce(into: ClassifierStatistics.Parts()) { $0.formUnion($1.requires) }
    let run = FitRun<Target>(
      data: try TrainingData(data, for: self, loss: loss, classWeights: classWeights),
      validation: try validation.map {
        try TrainingData($0, for: self, loss: loss, classWeights: [:])
      },
      empty: try Target.statistics(classes: data.classes, outputs: outputShape, parts: parts),
      loss: loss, link: OutputLink(for: loss), metrics: metrics, batchSize: batchSize,
      order: shuffles ? RandomSource(seed: seed).split(RandomPurpose.order) : nil,
      chance: RandomSource(seed: seed).split(RandomPurpose.layers),
      exactTrainingMetrics: exactTrainingMetrics)
    let majority = Target.majority(of: data)
    var history: History<Target.Statistics>
    if let checkpoint, checkpoint.listensToSignals {
      history = try StopSignals.whileListening {
        try run.run(
          &self, epochs: epochs, optimizer: optimizer, callbacks: callbacks, majority: majority,
          checkpoint: checkpoint)
      }
    } else {
      history = try run.run(
        &self, epochs: epochs, optimizer: optimizer, callbacks: callbacks, majority: majority,
        checkpoint: checkpoint)
    }
    history.note(
      data, validation: validation, loss: loss, of: self, isWeighted: !classWeights.isEmpty)
    return history
  }

  /// Checks that the loss takes the outputs for what they are.
  func check(_ loss: some Loss) throws {
    try loss.checkSettings()
    guard let activation else { return }
    switch loss.prediction {
    case .probabilities where activation == .linear:
      throw NetworkError.lossMismatch(
        loss: loss.name, activation: "logits (\(activation.name))",
        fix: "end it in a sigmoid or a softmax, or write fromLogits: true")
    case .binaryLogits where activation.givesProbabilities,
      .categoricalLogits where activation.givesProbabilities:
      throw NetworkError.lossMismatch(
        loss: loss.name, activation: "probabilities (\(activation.name))",
        fix: "leave the last activation out, or write fromLogits: false")
    default:
      return
    }
  }
}

extension LearnableTarget {
  /// The class that is most frequent, the first among equals.
  static func majority(of data: Dataset<Self>) -> Int? {
    guard let counts = counts(of: data) else { return nil }
    return counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }
  }

  /// How many rows each class has, where a row has one class.
  static func counts(of data: Dataset<Self>) -> [Int]? {
    guard Self.self == Self.Class.self else { return nil }
    var counts = [Int](repeating: 0, count: data.classes.count)
    data.encodedTargets.withScalars { for position in $0 { counts[Int(position)] += 1 } }
    return counts
  }
}
