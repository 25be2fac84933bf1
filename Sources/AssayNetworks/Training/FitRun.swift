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
    callbacks: [any Callback], majority: Int?
  ) throws -> History<Target.Statistics> {
    let earlier = model.training.flatMap { state in
      state.optimizer.optimizer as? AnyHashable == optimizer as AnyHashable ? state : nil
    }
    let bench = TrainingBench(model, optimizer: earlier?.optimizer, or: optimizer)
    model.training = nil
    let done = earlier?.epochCount ?? 0
    var history = History<Target.Statistics>(metrics: metrics, firstEpoch: done + 1)
    if validation != nil { history.validation = .init() }
    if exactTrainingMetrics { history.exactTraining = .init() }
    var callbacks = callbacks
    let plan = TrainingPlan(
      firstEpoch: done + 1, lastEpoch: done + epochs,
      batchCount: (data.count + batchSize - 1) / batchSize)
    for index in callbacks.indices { callbacks[index].trainingBegins(plan) }

    func state(after epoch: Int) -> TrainingState {
      TrainingState(
        optimizer: bench.optimizer, epochCount: epoch, link: link, majority: majority)
    }
    let (full, short) = memories()
    var rows = Array(Int32(0)..<Int32(data.count))
    var epoch = done
    // The epoch whose end the bench remembers.
    var remembered = done
    do {
      while epoch < done + epochs, history.stopReason == nil {
        let clock = ContinuousClock.now
        let training = try train(
          bench, epoch: epoch + 1, rows: &rows, full: full, short: short)
        epoch += 1
        let judged = try validation.map { try judge($0, bench, epoch: epoch) }
        history.training.append(training, metrics)
        if let judged { history.validation?.append(judged, metrics) }
        if exactTrainingMetrics {
          history.exactTraining?.append(try judge(data, bench, epoch: epoch), metrics)
        }
        bench.remember()
        remembered = epoch
        guard !callbacks.isEmpty else { continue }
        let seconds = (ContinuousClock.now - clock) / .seconds(1)
        var ended = Epoch(
          number: epoch, metrics: metrics, training: training, validation: judged,
          seconds: seconds, snapshot: bench.snapshot)
        for index in callbacks.indices { try callbacks[index].epochEnds(&ended) }
        history.stopReason = ended.stopReason
      }
      if validation == nil, epoch > done { try check(short ?? full, bench, epoch: epoch) }
    } catch NetworkError.lossNotFinite(var epoch, var batch, let value) {
      if batch == 1, epoch > done + 1, validation == nil {
        // Nothing looked at the weights since the step before, the last one of the epoch before.
        (epoch, batch) = (epoch - 1, plan.batchCount)
      }
      bench.fallBack(by: remembered - (epoch - 1))
      model = bench.snapshot()
      model.training = state(after: epoch - 1)
      for index in callbacks.indices { _ = callbacks[index].trainingEnds() }
      throw NetworkError.lossNotFinite(epoch: epoch, batch: batch, value: value)
    } catch {
      model = bench.snapshot()
      model.training = state(after: epoch)
      for index in callbacks.indices { _ = callbacks[index].trainingEnds() }
      throw error
    }
    bench.finish()
    for index in callbacks.indices {
      if let best = callbacks[index].trainingEnds() {
        bench.restore(best.model)
        history.restoredEpoch = best.epoch == epoch ? nil : best.epoch
      }
    }
    model = bench.snapshot()
    model.training = state(after: epoch)
    return history
  }

  /// Memory for a full batch, and for the short one at the end.
  private func memories() -> (full: BatchMemory, short: BatchMemory?) {
    let rest = data.count % batchSize
    return (
      BatchMemory(rows: min(batchSize, data.count), of: data),
      rest == 0 || data.count < batchSize ? nil : BatchMemory(rows: rest, of: data)
    )
  }

  /// Runs one epoch of steps; returns means over it, while the weights move.
  private func train(
    _ bench: TrainingBench<Sequential>, epoch: Int, rows: inout [Int32], full: BatchMemory,
    short: BatchMemory?
  ) throws -> EpochValues<Target.Statistics> {
    if var source = order?.split(UInt64(epoch)) {
      rows = source.permutation(rows.count)
    }
    let chance = chance.split(UInt64(epoch))
    let judge = Judge<Target>(empty, metrics: metrics, link: link)
    // Closures in the loop hold these, and not this whole value.
    let (data, loss) = (data, loss)
    let takesProbabilities = loss.prediction == .probabilities
    var total = 0.0
    try rows.withUnsafeBufferPointer { rows in
      guard let first = rows.baseAddress else { return }
      var (start, batch) = (0, 0)
      while start < rows.count {
        try Task.checkCancellation()
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
      epoch: epoch, batch: (data.count + batchSize - 1) / batchSize, value: Double(value))
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

/// Statistics that grow in their place, batch by batch, for the metrics of one epoch.
private final class Judge<Target: LearnableTarget> {
  private let metrics: [Metric<Target.Statistics>]
  private let isIdle: Bool
  private let link: OutputLink
  @exclusivity(unchecked) private var statistics: Target.Statistics

  init(_ empty: Target.Statistics, metrics: [Metric<Target.Statistics>], link: OutputLink) {
    statistics = empty
    self.metrics = metrics
    isIdle = metrics.isEmpty
    self.link = link
  }

  func add(
    _ truth: Tensor, _ outputs: Tensor, _ rows: Int, _ weights: UnsafeBufferPointer<Double>?
  ) throws {
    guard !isIdle else { return }
    let scores = link == .identity ? outputs : link.scores(of: outputs)
    try Target.update(
      &statistics, truth: UnsafeBufferPointer(start: truth.start, count: truth.count),
      outputs: UnsafeBufferPointer(start: scores.start, count: scores.count), rows: rows,
      weights: weights)
    withExtendedLifetime(scores) {}
  }

  func values(loss: Double) -> EpochValues<Target.Statistics> {
    EpochValues(loss: loss, statistics: statistics, metrics: metrics)
  }
}

extension OutputLink {
  /// The scores that outputs stand for.
  func scores(of outputs: Tensor) -> Tensor {
    switch self {
    case .identity: outputs
    case .sigmoid: outputs.detached().sigmoid()
    case .softmax: outputs.detached().softmax()
    }
  }
}
