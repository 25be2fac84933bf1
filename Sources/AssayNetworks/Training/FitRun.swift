import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors

/// One run of `fit`, its arguments checked.
struct FitRun<Target: LearnableTarget> {
  let data: TrainingData
  let validation: TrainingData?
  /// Statistics of no rows.
  let empty: Target.Statistics
  let loss: any Loss
  let link: OutputLink
  let metrics: [Metric<Target.Statistics>]
  let batchSize: Int
  /// The chance that orders rows; nil to keep their order.
  let order: RandomSource?
  /// The chance of layers.
  let chance: RandomSource
  let exactTrainingMetrics: Bool

  func run(
    _ model: inout Sequential, epochs: Int, optimizer: some Optimizer,
    callbacks: [any Callback], majority: Int?, checkpoint: Checkpoint?
  ) throws -> History<Target.Statistics> {
    let course = try FitCourse(
      self, of: &model, epochs: epochs, optimizer: optimizer, callbacks: callbacks,
      majority: majority, checkpoint: checkpoint)
    let memories = memories()
    var rows = Array(Int32(0)..<Int32(data.count))
    do {
      try course.saveFirst()
      while course.goesOn {
        let clock = ContinuousClock.now
        let training = try train(course, rows: &rows, memories)
        course.closeBatches()
        let judged = try validation.map { try judge($0, course) }
        let exact = exactTrainingMetrics ? try judge(data, course) : nil
        try course.endEpoch(
          training: training, exact: exact, validation: judged,
          seconds: (ContinuousClock.now - clock) / .seconds(1)
        ) {
          // Nothing has looked at the weights since the epoch's last step if there was no validation.
          if validation == nil { try check(memories.short ?? memories.full, course) }
        }
      }
      try course.stopIfSignalled(after: batchCount, of: course.progress.epoch)
    } catch {
      let end = course.breakOff(error)
      model = end.model
      throw end.error
    }
    let end = course.finish()
    model = end.model
    return end.history
  }

  /// Batches in an epoch.
  var batchCount: Int { (data.count + batchSize - 1) / batchSize }

  /// The history of no epochs.
  func emptyHistory(firstEpoch: Int) -> History<Target.Statistics> {
    var history = History<Target.Statistics>(metrics: metrics, firstEpoch: firstEpoch)
    if validation != nil { history.validation = .init() }
    if exactTrainingMetrics { history.exactTraining = .init() }
    return history
  }

  /// What makes this training what it is, the number of epochs apart: a checkpoint of one that
  /// differs in any of these cannot be gone on from.
  func facts(
    of model: Sequential, _ optimizer: some Optimizer, _ callbacks: [any Callback],
    firstEpoch: Int
  ) throws -> [(name: String, value: String)] {
    let settings = try Archive.json(optimizer, "optimizer", "the optimizer")
    return [
      ("network", try Archive.json(Architecture(model), "architecture", "the model")),
      ("optimizer", "\(type(of: optimizer).kind) \(settings)"),
      ("loss", "\(loss)"),
      ("batch size", "\(batchSize)"),
      ("shuffling", "\(order != nil)"),
      ("data to learn from", data.fingerprint),
      ("validation data", validation?.fingerprint ?? "none"),
      ("metrics", metrics.map(\.name).joined(separator: ", ")),
      ("exact training metrics", "\(exactTrainingMetrics)"),
      ("callbacks", callbacks.map { "\(type(of: $0))" }.joined(separator: ", ")),
      ("first epoch", "\(firstEpoch)"),
    ]
  }

  /// Memory for a full batch, and for the short one at the end.
  private func memories() -> (full: BatchMemory, short: BatchMemory?) {
    let rest = data.count % batchSize
    return (
      BatchMemory(rows: min(batchSize, data.count), of: data),
      rest == 0 || data.count < batchSize ? nil : BatchMemory(rows: rest, of: data)
    )
  }

  /// Runs what is left of an epoch of steps; returns means over it, while the weights move.
  private func train(
    _ course: FitCourse<Target>, rows: inout [Int32],
    _ memories: (full: BatchMemory, short: BatchMemory?)
  ) throws -> EpochValues<Target.Statistics> {
    let (bench, progress) = (course.bench, course.progress)
    let (full, short) = memories
    let epoch = progress.epoch + 1
    if var source = order?.split(UInt64(epoch)) {
      rows = source.permutation(rows.count)
    }
    let chance = chance.split(UInt64(epoch))
    let judge = Judge<Target>(progress.statistics, metrics: metrics, link: link)
    // Closures in the loop hold these, and not this whole value.
    let (data, loss) = (data, loss)
    let takesProbabilities = loss.prediction == .probabilities
    var total = progress.lossTotal
    try rows.withUnsafeBufferPointer { rows in
      guard let first = rows.baseAddress else { return }
      var batch = progress.batch
      var start = batch * batchSize
      while start < rows.count {
        try course.pause(after: batch, lossTotal: total, judge: judge)
        let memory = rows.count - start < full.inputs.shape[0] ? (short ?? full) : full
        let count = memory.inputs.shape[0]
        memory.gather(first + start, from: data)
        let value = try bench.step(
          memory.inputs, memory.targets, weights: memory.lossWeights, loss: loss,
          pass: .training(chance.split(UInt64(batch)))
        ) { outputs, value in
          guard value.isFinite else {
            throw NetworkError.lossNotFinite(epoch: epoch, batch: batch + 1, value: Double(value))
          }
          if batch == 0, takesProbabilities { try loss.checkProbabilities(outputs) }
          try judge.add(memory.truth, outputs, count, memory.metricWeights)
        }
        total += Double(value) * Double(count)
        start += count
        batch += 1
      }
    }
    return judge.values(loss: total / Double(data.count))
  }

  /// Asks the last batch once more whether the last step left weights that are worth keeping.
  private func check(_ memory: BatchMemory, _ course: FitCourse<Target>) throws {
    let value = loss(
      course.bench.answer(memory.inputs), memory.targets, weights: memory.lossWeights
    ).scalar
    guard value.isFinite else { throw lastStepRuined(course.progress.epoch, value) }
  }

  private func lastStepRuined(_ epoch: Int, _ value: Float) -> NetworkError {
    NetworkError.lossNotFinite(
      epoch: epoch, batch: batchCount, value: Double(value))
  }

  /// Judges a whole data set by the weights as they stand.
  private func judge(
    _ data: TrainingData, _ course: FitCourse<Target>
  ) throws -> EpochValues<Target.Statistics> {
    let (bench, piece) = (course.bench, course.rowsAtOnce)
    let judge = Judge<Target>(empty, metrics: metrics, link: link)
    var total = 0.0
    for start in stride(from: 0, to: data.count, by: piece) {
      let range = start..<min(start + piece, data.count)
      let outputs = bench.answer(data.inputs.rows(range))
      let value = loss(
        outputs, data.targets.rows(range), weights: data.lossWeights.map { $0.rows(range) })
      // Weights that the epoch's last step ruined show here first.
      guard value.scalar.isFinite else { throw lastStepRuined(course.progress.epoch, value.scalar) }
      total += Double(value.scalar) * Double(range.count)
      let weights = data.weights.map { Array($0[range]) }
      let truth = data.truth.rows(range)
      if let weights {
        try weights.withUnsafeBufferPointer {
          try judge.add(truth, outputs, range.count, $0)
        }
      } else {
        try judge.add(truth, outputs, range.count, nil)
      }
    }
    return judge.values(loss: total / Double(data.count) + Double(bench.penalty))
  }
}

extension Loss {
  /// Throws for the first output that is no probability.
  fileprivate func checkProbabilities(_ outputs: Tensor) throws {
    try outputs.withScalars { values in
      if let index = values.firstIndex(where: { !($0 >= -1e-6 && $0 <= 1 + 1e-6) }) {
        throw NetworkError.notProbabilities(
          loss: name, row: index / max(outputs.shape.columns, 1), value: values[index])
      }
    }
  }
}
