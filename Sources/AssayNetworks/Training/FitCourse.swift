import AssayDatasets
import AssayEvaluation
import AssayTensors

/// A `fit` under way: its weights, how far it is, who is told of it, and the file it is kept in.
final class FitCourse<Target: LearnableTarget> {
  typealias Statistics = Target.Statistics

  let bench: TrainingBench<Sequential>
  let plan: TrainingPlan
  /// Rows that are answered in one piece.
  let rowsAtOnce: Int
  private(set) var progress: FitProgress<Statistics>

  private let run: FitRun<Target>
  private let majority: Int?
  private let checkpoint: Checkpoint?
  private let file: CheckpointFile<Statistics>?
  private var callbacks: [any Callback]
  /// Whether the file was there before.
  private let isResumed: Bool
  /// Epochs that were over when this run began.
  private let resumedEpoch: Int
  /// The epoch whose end the bench remembers.
  private var remembered: Int

  /// Begins where the checkpoint ends, or where the model's last training with this optimizer ended.
  init(
    _ run: FitRun<Target>, of model: inout Sequential, epochs: Int, optimizer: some Optimizer,
    callbacks: [any Callback], majority: Int?, checkpoint: Checkpoint?
  ) throws {
    let earlier = model.training.flatMap { state in
      state.optimizer.optimizer as? AnyHashable == optimizer as AnyHashable ? state : nil
    }
    let done = earlier?.epochCount ?? 0
    var progress = FitProgress(
      epoch: done, statistics: run.empty, history: run.emptyHistory(firstEpoch: done + 1))
    let file = try checkpoint.map { checkpoint in
      try CheckpointFile<Statistics>(
        checkpoint: checkpoint,
        training: run.facts(of: model, optimizer, callbacks, firstEpoch: done + 1))
    }
    model.training = earlier
    let kept = try file?.read(
      into: &model, optimizer: type(of: optimizer), history: progress.history,
      batches: run.batchCount, callbacks: callbacks.count)
    bench = TrainingBench(model, optimizer: model.training?.optimizer, or: optimizer)
    rowsAtOnce = model.rowsAtOnce
    if let kept {
      progress = kept.progress
      try bench.takeEpochEnd(kept.epochEnd, file: file?.checkpoint.path ?? "")
    }
    plan = TrainingPlan(
      firstEpoch: done + 1, lastEpoch: done + epochs, batchCount: run.batchCount,
      resumedEpochs: progress.epoch - done)
    var callbacks = callbacks
    for index in callbacks.indices {
      callbacks[index].trainingBegins(plan)
      if let kept { callbacks[index].resume(from: kept.callbacks[index]) }
    }
    (self.run, self.majority, self.checkpoint, self.file) = (run, majority, checkpoint, file)
    (self.progress, self.callbacks, isResumed) = (progress, callbacks, kept != nil)
    (resumedEpoch, remembered) = (progress.epoch, progress.epoch)
  }

  /// Whether there are epochs to come.
  var goesOn: Bool { progress.epoch < plan.lastEpoch && progress.history.stopReason == nil }

  /// The model as it stands, with the state of its training after an epoch.
  private func snapshot(after epoch: Int) -> Sequential {
    var model = bench.snapshot()
    model.training = TrainingState(
      optimizer: bench.optimizer.copy(), epochCount: epoch, link: run.link, majority: majority)
    return model
  }

  private func save() throws {
    try file?.write(
      progress, snapshot(after: progress.epoch), epochEnd: bench.remembered, callbacks: callbacks)
  }

  /// Writes the first file: one that cannot be written is told before the work, and not after it.
  func saveFirst() throws {
    if !isResumed { try save() }
  }

  // MARK: Between batches

  /// The signal that is to end the training, if one came.
  private var signal: String? {
    checkpoint?.listensToSignals == true ? StopSignals.name : nil
  }

  /// Throws if a signal came, which was found after a batch of an epoch.
  func stopIfSignalled(after batch: Int, of epoch: Int) throws {
    guard let signal, let checkpoint else { return }
    throw NetworkError.interrupted(
      signal: signal, epoch: epoch, batch: batch, checkpoint: checkpoint.path)
  }

  /// Between two batches: saves if it is time, and ends the training if that is asked for.
  func pause(after batch: Int, lossTotal: Double, judge: Judge<Target>) throws {
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

  // MARK: Between epochs

  /// All batches of an epoch are done; what follows are its values.
  func closeBatches() { progress.endEpoch(empty: run.empty) }

  /// Notes an epoch's values, tells the callbacks, and saves if it is time.
  ///
  /// - Parameter check: looks at the weights before they are saved or handed back.
  func endEpoch(
    training: EpochValues<Statistics>, exact: EpochValues<Statistics>?,
    validation: EpochValues<Statistics>?, seconds: Double, check: () throws -> Void
  ) throws {
    let epoch = progress.epoch
    progress.history.training.append(training, run.metrics)
    if let validation { progress.history.validation?.append(validation, run.metrics) }
    if let exact { progress.history.exactTraining?.append(exact, run.metrics) }
    bench.remember()
    remembered = epoch
    if !callbacks.isEmpty {
      var ended = Epoch(
        number: epoch, metrics: run.metrics, training: training, validation: validation,
        seconds: seconds, learningRate: bench.learningRate,
        givenLearningRate: bench.learningRate, snapshot: { self.snapshot(after: epoch) })
      for index in callbacks.indices { try callbacks[index].epochEnds(&ended) }
      try bench.takeLearningRate(ended.learningRate)
      progress.history.stopReason = ended.stopReason
    }
    let isLast = !goesOn
    let isDue = checkpoint?.isDue(afterEpochs: epoch - plan.firstEpoch + 1) == true
    guard isLast || isDue else { return }
    try check()
    try save()
  }

  // MARK: The end

  /// All epochs are done: the model, and the history of how it came to be.
  func finish() -> (model: Sequential, history: History<Statistics>) {
    bench.finish()
    for index in callbacks.indices {
      if let best = callbacks[index].trainingEnds() {
        bench.restore(best.model)
        progress.history.restoredEpoch = best.epoch == progress.epoch ? nil : best.epoch
      }
    }
    return (snapshot(after: progress.epoch), progress.history)
  }

  /// The training ends in an error: the model that it leaves, and what is to be thrown.
  func breakOff(_ error: any Error) -> (model: Sequential, error: any Error) {
    defer { for index in callbacks.indices { _ = callbacks[index].trainingEnds() } }
    guard case NetworkError.lossNotFinite(var epoch, var batch, let value) = error else {
      return (snapshot(after: progress.epoch), error)
    }
    if batch == 1, epoch > max(progress.epoch, resumedEpoch + 1), run.validation == nil {
      // Nothing looked at the weights since the step before, the last one of the epoch before.
      (epoch, batch) = (epoch - 1, run.batchCount)
    }
    bench.fallBack(by: remembered - (epoch - 1))
    return (
      snapshot(after: epoch - 1),
      NetworkError.lossNotFinite(epoch: epoch, batch: batch, value: value)
    )
  }
}
