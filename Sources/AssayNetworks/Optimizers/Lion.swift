/// Steps of one size, in the direction of a running mean: only the sign counts.
///
/// w −= rate·sign(β₁·m + (1 − β₁)·g), then m ← β₂·m + (1 − β₂)·g.
///
/// Source: X. Chen et al., *Symbolic Discovery of Optimization Algorithms*, 2023; Keras 3, `Lion`.
public struct Lion: Optimizer {
  /// The name in files.
  public static var kind: String { "Lion" }
  /// The size of a step.
  public var learningRate: Float
  /// How much of the mean goes into the direction.
  public var beta1: Float
  /// How slowly the mean forgets.
  public var beta2: Float

  /// Describes the optimizer, with Keras's defaults.
  public init(learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.99) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
  }

  /// Checks β₁ and β₂.
  public func checkSettings() throws {
    let settings = OptimizerSettings(of: self)
    try settings.check(share: beta1, "beta1")
    try settings.check(share: beta2, "beta2")
  }

  /// The running mean.
  public var slotCount: Int { 1 }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) {
    let means = step.slot(0)
    for index in 0..<step.count {
      let (mean, slope) = (means[index], step.gradient[index])
      let direction = mean * beta1 + slope * (1 - beta1)
      step.parameters[index] -=
        direction > 0 ? learningRate : direction < 0 ? -learningRate : 0
      means[index] = (mean * beta2 + slope * (1 - beta2)).flushed
    }
  }
}

extension Optimizer where Self == Lion {
  /// Steps of one size, in the direction of a running mean.
  public static func lion(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.99
  ) -> Lion {
    Lion(learningRate: learningRate, beta1: beta1, beta2: beta2)
  }
}
