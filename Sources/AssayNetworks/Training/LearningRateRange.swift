internal import AssayCore
public import AssayDatasets
internal import AssayTensors

/// What a learning-rate range test found: the loss while the rate grew step by step.
///
/// Source: L. Smith, *Cyclical Learning Rates for Training Neural Networks*, 2017; the reading of the
/// curve is that of fastai's `lr_find`.
public struct LearningRateRange: Sendable, Hashable {
  /// The rate of each step, up to the one where the loss broke out.
  public let rates: [Float]
  /// The loss of each step's batch, before the step.
  public let batchLosses: [Double]
  /// The same as a running mean.
  public let losses: [Double]

  init(rates: [Float], batchLosses: [Double]) {
    self.rates = rates
    self.batchLosses = batchLosses
    losses = Self.smoothed(batchLosses)
  }

  /// The rate at which the loss fell fastest over the logarithm of the rate; nil where it never fell.
  public var steepest: Float? {
    guard let last = placeOfMinimum, last >= 2 else { return nil }
    // Rates grow by one factor, so that steps are steps of the logarithm.
    let slopes = (1..<last).map { losses[$0 + 1] - losses[$0 - 1] }
    guard let least = slopes.min(), least < 0, let place = slopes.firstIndex(of: least) else {
      return nil
    }
    return rates[place + 1]
  }

  /// A tenth of the rate at which the loss was least; nil where it never fell.
  public var tenthOfMinimum: Float? {
    placeOfMinimum.flatMap { $0 > 0 ? rates[$0] / 10 : nil }
  }

  /// A rate to begin with: the smaller one of ``steepest`` and ``tenthOfMinimum``; nil where the loss
  /// never fell.
  public var suggestion: Float? {
    steepest.flatMap { steepest in tenthOfMinimum.map { min(steepest, $0) } }
  }

  private var placeOfMinimum: Int? { losses.indices.min { losses[$0] < losses[$1] } }

  /// Running means that forget a tenth at each step, and begin with the first loss itself.
  static func smoothed(_ losses: [Double]) -> [Double] {
    var (mean, left) = (losses.first ?? 0, 1.0)
    return losses.map { loss in
      left *= 0.9
      mean += (loss - mean) * 0.1 / (1 - left)
      return mean
    }
  }

  /// Whether a running mean has left its best behind for good: by three times the best, or three
  /// times what it had fallen, whichever is more.
  static func isDiverging(_ losses: [Double]) -> Bool {
    guard let first = losses.first, let last = losses.last, let best = losses.min() else {
      return false
    }
    return last > best + 3 * max(best.magnitude, first - best)
  }
}

extension Sequential {
  /// Tries learning rates from small to large on a copy of the network, and sees where the loss falls.
  ///
  /// ```swift
  /// let range = try model.learningRateRange(train, loss: .binaryCrossEntropy)
  /// let rate = range.suggestion ?? 0.001
  /// try model.fit(train, loss: .binaryCrossEntropy, optimizer: .adam(learningRate: rate))
  /// ```
  ///
  /// Step i of n, from 0, has the rate from · (to / from)^(i / (n − 1)); the test ends early when the
  /// loss breaks out. Batches are drawn as in `fit`, short ones left out. The network stays as it is.
  ///
  /// - Parameters:
  ///   - data: the rows to learn from.
  ///   - loss: what becomes smaller.
  ///   - optimizer: how the parameters move; its own rate or schedule does not count.
  ///   - lowest: the rate of the first step.
  ///   - highest: the rate of the last step.
  ///   - steps: how many rates are tried.
  ///   - batchSize: rows a step.
  ///   - classWeights: factors of the loss by class.
  /// - Throws: ``NetworkError`` when data, network and loss do not fit, or for settings out of range;
  ///   `CancellationError` when the task is cancelled.
  public func learningRateRange<Target: LearnableTarget>(
    _ data: Dataset<Target>, loss: some Loss, optimizer: some Optimizer = .adam(),
    from lowest: Float = 1e-6, to highest: Float = 1, steps: Int = 100, batchSize: Int = 32,
    classWeights: [Target.Class: Double] = [:]
  ) throws -> LearningRateRange {
    guard lowest > 0, highest > lowest, highest.isFinite else {
      throw NetworkError.invalidArgument(
        "the range of rates", "\(lowest) ... \(highest)", expected: "above zero, and growing")
    }
    guard steps > 1 else {
      throw NetworkError.invalidArgument("steps", "\(steps)", expected: "two or more")
    }
    guard batchSize > 0 else {
      throw NetworkError.invalidArgument("batchSize", "\(batchSize)", expected: "positive")
    }
    guard data.count > 0 else { throw NetworkError.noRows("the data set to learn from") }
    try check(loss)
    try optimizer.checkAllSettings()
    let rows = try TrainingData(data, for: self, loss: loss, classWeights: classWeights)
    let bench = TrainingBench(self, optimizer: nil, or: optimizer)
    let memory = BatchMemory(rows: min(batchSize, data.count), of: rows)
    let order = RandomSource(seed: seed).split(RandomPurpose.order)
    let chance = RandomSource(seed: seed).split(RandomPurpose.layers)
    let batchCount = data.count / memory.inputs.shape[0]
    let growth = Double(highest) / Double(lowest)
    var (rates, losses) = ([Float](), [Double]())
    var permutation: [Int32] = []
    for step in 0..<steps {
      try Task.checkCancellation()
      let (epoch, batch) = (UInt64(step / batchCount + 1), step % batchCount)
      if batch == 0 {
        var source = order.split(epoch)
        permutation = source.permutation(data.count)
      }
      let rate = Float(
        Double(lowest) * ElementaryFunctions.power(growth, Double(step) / Double(steps - 1)))
      bench.learningRate = rate
      permutation.withUnsafeBufferPointer { permutation in
        guard let start = permutation.baseAddress else { return }
        memory.gather(start + batch * memory.inputs.shape[0], from: rows)
      }
      let value = bench.step(
        memory.inputs, memory.targets, weights: memory.lossWeights, loss: loss,
        pass: .training(chance.split(epoch).split(UInt64(batch))), outputs: { _, _ in })
      guard value.isFinite else { break }
      rates.append(rate)
      losses.append(Double(value))
      if LearningRateRange.isDiverging(LearningRateRange.smoothed(losses)) { break }
    }
    return LearningRateRange(rates: rates, batchLosses: losses)
  }
}
