/// An optimizer with a changed learning rate, decaying weights, bounded gradients, steps over several
/// batches, or a mean of the weights.
///
/// ```swift
/// let optimizer = Adam().scheduled(.cosine(from: 0.001, over: 5_000)).clipped(.globalNorm(1))
///   .averaged(0.99)
/// ```
///
/// Each of the functions below may come in any order, and what is asked twice counts as asked last. A
/// step accumulates, then clips, then lets weights decay, then moves, then averages, as in Keras.
public struct TunedOptimizer: Optimizer {
  /// The name in files.
  public static var kind: String { "TunedOptimizer" }
  /// The optimizer that is tuned.
  public fileprivate(set) var base: any Optimizer
  /// The learning rate of each step; nil for that of ``base``.
  public fileprivate(set) var schedule: LearningRateSchedule?
  /// The part of a weight that goes with each step, times the learning rate.
  public fileprivate(set) var weightDecay: Float = 0
  /// The bound of gradients.
  public fileprivate(set) var clipping: GradientClipping?
  /// How many batches make one step, along the mean of their gradients.
  public fileprivate(set) var batchesPerStep = 1
  /// How slowly the mean of the weights forgets; nil without a mean.
  public fileprivate(set) var averaging: Float?

  fileprivate init(_ base: any Optimizer) { self.base = base }

  /// The size of a step that has no schedule.
  public var learningRate: Float {
    get { base.learningRate }
    set {
      base.learningRate = newValue
      schedule = nil
    }
  }

  /// Checks the optimizer that is tuned, and the tuning.
  public func checkSettings() throws {
    try base.checkAllSettings()
    let settings = OptimizerSettings(of: base)
    try schedule?.check()
    try settings.check(size: weightDecay, "weight decay")
    switch clipping {
    case .value(let bound), .norm(let bound), .globalNorm(let bound):
      try settings.check(positive: bound, "gradient bound")
    case nil: break
    }
    if let averaging { try settings.check(share: averaging, "averaging momentum") }
  }

  /// What the optimizer keeps, the sum of gradients, and the mean of weights.
  public var slotCount: Int {
    base.slotCount + (batchesPerStep > 1 ? 1 : 0) + (averaging == nil ? 0 : 1)
  }

  /// The norm of a gradient is that of a whole tensor, or of all.
  public var readsTensorsTogether: Bool { clipping != nil || base.readsTensorsTogether }

  /// Moves parameters by one step, or adds up the gradient of one.
  public func move(_ step: OptimizerStep) {
    moveOrAccumulate(step)
    guard let averaging else { return }
    let means = step.slot(slotCount - 1)
    // As in Keras, every batch counts, also one that only adds to a gradient.
    let isFirst = step.number <= batchesPerStep
    for index in 0..<step.count {
      means[index] =
        isFirst
        ? step.parameters[index]
        : averaging * means[index] + (1 - averaging) * step.parameters[index]
    }
  }

  private func moveOrAccumulate(_ step: OptimizerStep) {
    guard batchesPerStep > 1 else { return move(step, along: step.gradient, number: step.number) }
    let sum = step.slot(base.slotCount)
    for index in 0..<step.count { sum[index] += step.gradient[index] }
    guard step.number.isMultiple(of: batchesPerStep) else { return }
    for index in 0..<step.count { sum[index] /= Float(batchesPerStep) }
    move(step, along: sum, number: step.number / batchesPerStep)
    sum.update(repeating: 0, count: step.count)
  }

  private func move(
    _ step: OptimizerStep, along gradient: UnsafePointer<Float>, number: Int
  ) {
    guard let clipping else { return moveBase(step, along: gradient, number: number) }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: step.count) { bounded in
      guard let start = bounded.baseAddress else { return }
      start.initialize(from: gradient, count: step.count)
      clipping.apply(to: start, tensors: step.tensors)
      moveBase(step, along: start, number: number)
    }
  }

  private func moveBase(
    _ step: OptimizerStep, along gradient: UnsafePointer<Float>, number: Int
  ) {
    var base = base
    if let schedule { base.learningRate = schedule[number - 1] }
    if weightDecay != 0 {
      let part = base.learningRate * weightDecay
      for index in 0..<step.count { step.parameters[index] -= part * step.parameters[index] }
    }
    base.move(
      OptimizerStep(
        parameters: step.parameters, gradient: gradient, count: step.count, number: number,
        tensors: step.tensors, slots: step.slots, stride: step.stride))
  }

  /// Puts the mean of the weights in their place, if one was asked for.
  public func finish(_ step: OptimizerStep) {
    base.finish(step)
    guard averaging != nil else { return }
    step.parameters.update(from: step.slot(slotCount - 1), count: step.count)
  }
}

extension Optimizer {
  /// The optimizer with a learning rate that changes from step to step.
  public func scheduled(_ schedule: LearningRateSchedule) -> TunedOptimizer {
    var tuned = tuned
    tuned.schedule = schedule
    return tuned
  }

  /// The optimizer with weights that decay by themselves: w −= rate·decay·w before each step.
  public func decaying(_ weightDecay: Float) -> TunedOptimizer {
    var tuned = tuned
    tuned.weightDecay = weightDecay
    return tuned
  }

  /// The optimizer with gradients that are bounded.
  public func clipped(_ clipping: GradientClipping) -> TunedOptimizer {
    var tuned = tuned
    tuned.clipping = clipping
    return tuned
  }

  /// The optimizer with one step for several batches, along the mean of their gradients.
  public func accumulating(_ batches: Int) -> TunedOptimizer {
    var tuned = tuned
    tuned.batchesPerStep = max(1, batches)
    return tuned
  }

  /// The optimizer whose `fit` ends with the exponential mean of the weights over the steps, which
  /// keeps the part `momentum` of what it was at each.
  public func averaged(_ momentum: Float = 0.99) -> TunedOptimizer {
    var tuned = tuned
    tuned.averaging = momentum
    return tuned
  }

  private var tuned: TunedOptimizer { self as? TunedOptimizer ?? TunedOptimizer(self) }
}

extension TunedOptimizer: Hashable {
  /// Whether settings are equal.
  public static func == (one: TunedOptimizer, other: TunedOptimizer) -> Bool {
    one.settings == other.settings
      && AnyHashable(one.base) == AnyHashable(other.base)
  }

  /// Hashes the settings.
  public func hash(into hasher: inout Hasher) { hasher.combine(settings) }

  private var settings: Settings {
    Settings(
      schedule: schedule, weightDecay: weightDecay, clipping: clipping,
      batchesPerStep: batchesPerStep, averaging: averaging)
  }

  private struct Settings: Hashable, Codable {
    let schedule: LearningRateSchedule?
    let weightDecay: Float
    let clipping: GradientClipping?
    let batchesPerStep: Int
    let averaging: Float?
  }
}

extension TunedOptimizer: Codable {
  private enum CodingKeys: String, CodingKey { case base, settings, tuning }

  /// Reads the optimizer and its tuning.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .base)
    let type = try ArchivedTraining.type(kind, known: decoder)
    guard type != TunedOptimizer.self else {
      throw ArchiveError("", .description(of: "training state", "an optimizer is tuned twice"))
    }
    self.init(try container.decode(type, forKey: .settings))
    let tuning = try container.decode(Settings.self, forKey: .tuning)
    schedule = tuning.schedule
    weightDecay = tuning.weightDecay
    clipping = tuning.clipping
    batchesPerStep = max(1, tuning.batchesPerStep)
    averaging = tuning.averaging
  }

  /// Writes the optimizer and its tuning.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type(of: base).kind, forKey: .base)
    try container.encode(base, forKey: .settings)
    try container.encode(settings, forKey: .tuning)
  }
}
