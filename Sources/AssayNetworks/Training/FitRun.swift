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

  /// Rows that are answered in one piece.
  private let chunk = 8_192

  func run(
    _ model: inout Sequential, epochs: Int, optimizer: some Optimizer,
    callbacks: [any Callback], majority: Int?, checkpoint: Checkpoint?
  ) throws -> History<Target.Statistics> {
    let earlier = model.training.flatMap { state in
      state.optimizer.optimizer as? AnyHashable == optimizer as AnyHashable ? state : nil
    }
    let done = earlier?.epochCount ?? 0
    var progress = FitProgress(
      epoch: done, statistics: empty, history: emptyHistory(firstEpoch: done + 1))
    let file = try checkpoint.map { checkpoint in
      try CheckpointFile<Target.Statistics>(
        checkpoint: checkpoint,
        training: facts(of: model, optimizer, callbacks, firstEpoch: done + 1))
    }
    model.training = earlier
    let kept = try file?.read(
      into: &model, optimizer: type(of: optimizer), history: progress.history,
      batches: batchCount, callbacks: callbacks.count)
    let bench = TrainingBench(model, optimizer: model.training?.optimizer, or: optimizer)
    var callbacks = callbacks
    if let kept {
      progress = kept.progress
      try bench.takeEpochEnd(kept.epochEnd, file: file?.checkpoint.path ?? "")
    }
    let resumed = progress.epoch
    let plan = TrainingPlan(
      firstEpoch: done + 1, lastEpoch: done + epochs, batchCount: batchCount,
      resumedEpochs: resumed - done)
    for index in callbacks.indices {
      callbacks[index].trainingBegins(plan)
      if let kept { callbacks[index].resume(from: kept.callbacks[index]) }
    }

    func snapshot(after epoch: Int) -> Sequential {
      var model = bench.snapshot()
      model.training = TrainingState(
        optimizer: bench.optimizer.copy(), epochCount: epoch, link: link, majority: majority)
      return model
    }
    func save() throws {
      try file?.write(
        progress, snapshot(after: progress.epoch), epochEnd: bench.remembered,
        callbacks: callbacks)
    }
    /// The signal that is to end the training, if one came.
    var signal: String? { checkpoint?.listensToSignals == true ? StopSignals.name : nil }
    func stopIfSignalled(after batch: Int, of epoch: Int) throws {
      guard let signal, let checkpoint else { return }
      throw NetworkError.interrupted(
        signal: signal, epoch: epoch, batch: batch, checkpoint: checkpoint.path)
    }
    /// Between two batches: saves if it is time, and ends the training if that is asked for.
    func pause(_ batch: Int, _ lossTotal: Double, _ judge: Judge<Target>) throws {
      let isDue = checkpoint?.isDue(afterBatches: batch) == true
      if isDue || signal != nil || Task.isCancelled {
        (progress.batch, progress.lossTotal) = (batch, lossTotal)
        progress.statistics = judge.statistics
        try save()
      }
      try stopIfSignalled(after: batch, of: progress.epoch + 1)
      try Task.checkCancellation()
      // Not before: an epoch whose first batch is yet to come has its rate to come, too.
      if batch == 0 { try bench.beginEpoch(progress.epoch + 1, &callbacks) }
    }

    let (full, short) = memories()
    var rows = Array(Int32(0)..<Int32(data.count))
    // The epoch whose end the bench remembers.
    var remembered = progress.epoch
    do {
      // A file that cannot be written is told before the work, and not after it.
      if kept == nil { try save() }
      while progress.epoch < plan.lastEpoch, progress.history.stopReason == nil {
        let clock = ContinuousClock.now
        let training = try train(
          bench, progress, rows: &rows, full: full, short: short, pause: pause)
        progress.endEpoch(empty: empty)
        let epoch = progress.epoch
        let judged = try validation.map { try judge($0, bench, epoch: epoch) }
        progress.history.training.append(training, metrics)
        if let judged { progress.history.validation?.append(judged, metrics) }
        if exactTrainingMetrics {
          progress.history.exactTraining?.append(try judge(data, bench, epoch: epoch), metrics)
        }
        bench.remember()
        remembered = epoch
        if !callbacks.isEmpty {
          let seconds = (ContinuousClock.now - clock) / .seconds(1)
          var ended = Epoch(
            number: epoch, metrics: metrics, training: training, validation: judged,
            seconds: seconds, learningRate: bench.learningRate,
            givenLearningRate: bench.learningRate, snapshot: { snapshot(after: epoch) })
          for index in callbacks.indices { try callbacks[index].epochEnds(&ended) }
          try bench.takeLearningRate(ended.learningRate)
          progress.history.stopReason = ended.stopReason
        }
        let isLast = epoch == plan.lastEpoch || progress.history.stopReason != nil
        let isDue = checkpoint?.isDue(afterEpochs: epoch - done) == true
        // Nothing has looked at the weights since the epoch's last step if there was no validation.
        if validation == nil, isLast || isDue { try check(short ?? full, bench, epoch: epoch) }
        if isLast || isDue { try save() }
      }
      try stopIfSignalled(after: batchCount, of: progress.epoch)
    } catch NetworkError.lossNotFinite(var epoch, var batch, let value) {
      if batch == 1, epoch > max(progress.epoch, resumed + 1), validation == nil {
        // Nothing looked at the weights since the step before, the last one of the epoch before.
        (epoch, batch) = (epoch - 1, batchCount)
      }
      bench.fallBack(by: remembered - (epoch - 1))
      model = snapshot(after: epoch - 1)
      for index in callbacks.indices { _ = callbacks[index].trainingEnds() }
      throw NetworkError.lossNotFinite(epoch: epoch, batch: batch, value: value)
    } catch {
      model = snapshot(after: progress.epoch)
      for index in callbacks.indices { _ = callbacks[index].trainingEnds() }
      throw error
    }
    bench.finish()
    for index in callbacks.indices {
      if let best = callbacks[index].trainingEnds() {
        bench.restore(best.model)
        progress.history.restoredEpoch = best.epoch == progress.epoch ? nil : best.epoch
      }
    }
    model = snapshot(after: progress.epoch)
    return progress.history
  }

  /// Batches in an epoch.
  private var batchCount: Int { (data.count + batchSize - 1) / batchSize }

  private func emptyHistory(firstEpoch: Int) -> History<Target.Statistics> {
    var history = History<Target.Statistics>(metrics: metrics, firstEpoch: firstEpoch)
    if validation != nil { history.validation = .init() }
    if exactTrainingMetrics { history.exactTraining = .init() }
    return history
  }

  /// What makes this training what it is, the number of epochs apart: a checkpoint of one that
  /// differs in any of these cannot be gone on from.
  private func facts(
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
  ///
  /// - Parameter pause: called between batches with how many are over, their loss and statistics.
  private func train(
    _ bench: TrainingBench<Sequential>, _ progress: FitProgress<Target.Statistics>,
    rows: inout [Int32], full: BatchMemory, short: BatchMemory?,
    pause: (Int, Double, Judge<Target>) throws -> Void
  ) throws -> EpochValues<Target.Statistics> {
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
        try pause(batch, total, judge)
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
  private func check(
    _ memory: BatchMemory, _ bench: TrainingBench<Sequential>, epoch: Int
  ) throws {
    let value = loss(
      bench.answer(memory.inputs), memory.targets, weights: memory.lossWeights
    ).scalar
    guard value.isFinite else { throw lastStepRuined(epoch, value) }
  }

  private func lastStepRuined(_ epoch: Int, _ value: Float) -> NetworkError {
    NetworkError.lossNotFinite(
      epoch: epoch, batch: batchCount, value: Double(value))
  }

  /// Judges a whole data set by the weights as they stand.
  private func judge(
    _ data: TrainingData, _ bench: TrainingBench<Sequential>, epoch: Int
  ) throws -> EpochValues<Target.Statistics> {
    let judge = Judge<Target>(empty, metrics: metrics, link: link)
    var total = 0.0
    for start in stride(from: 0, to: data.count, by: chunk) {
      let range = start..<min(start + chunk, data.count)
      let outputs = bench.answer(data.inputs.rows(range))
      let value = loss(
        outputs, data.targets.rows(range), weights: data.lossWeights.map { $0.rows(range) })
      // Weights that the epoch's last step ruined show here first.
      guard value.scalar.isFinite else { throw lastStepRuined(epoch, value.scalar) }
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
