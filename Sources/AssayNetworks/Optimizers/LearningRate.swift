extension Optimizer {
  /// The learning rate of the step that follows some others.
  func learningRate(after steps: Int) -> Float {
    guard let tuned = self as? TunedOptimizer, let schedule = tuned.schedule else {
      return learningRate
    }
    return schedule[steps / tuned.batchesPerStep]
  }

  /// Whether a schedule of its own says the learning rate of each step.
  var isScheduled: Bool { (self as? TunedOptimizer)?.schedule != nil }
}
