internal import AssayKernels

/// Steps divided by the root of the running mean of the squared gradient.
///
/// v ← ρ·v + (1 − ρ)·g², w −= rate·g / √(v + ε). Centred, the square of the running mean of g is
/// taken from v; with momentum μ the step is m ← μ·m + rate·g / √(…). As in Keras, ε stands inside
/// the root.
///
/// Source: T. Tieleman and G. Hinton, *Lecture 6.5: RMSProp*, 2012.
public struct RMSProp: Optimizer {
  /// The name in files.
  public static var kind: String { "RMSprop" }
  /// The size of a step.
  public var learningRate: Float
  /// How slowly the means forget.
  public var rho: Float
  /// How much of the last step goes on.
  public var momentum: Float
  /// What keeps the divisor from zero.
  public var epsilon: Float
  /// Whether the spread around the mean is taken in the place of the mean square.
  public var centered: Bool

  /// Describes the optimizer, with Keras's defaults.
  public init(
    learningRate: Float = 0.001, rho: Float = 0.9, momentum: Float = 0, epsilon: Float = 1e-7,
    centered: Bool = false
  ) {
    self.learningRate = learningRate
    self.rho = rho
    self.momentum = momentum
    self.epsilon = epsilon
    self.centered = centered
  }

  /// Checks ρ, the momentum and ε.
  public func checkSettings() throws {
    let settings = OptimizerSettings(of: self)
    try settings.check(share: rho, "rho")
    try settings.check(share: momentum, "momentum")
    try settings.check(positive: epsilon, "epsilon")
  }

  /// The mean square, and what momentum and centring need.
  public var slotCount: Int { 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0) }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) {
    assay_rmsprop(
      step.parameters, step.gradient, step.slot(0), momentum > 0 ? step.slot(1) : nil,
      centered ? step.slot(momentum > 0 ? 2 : 1) : nil, step.count, learningRate, rho, momentum,
      epsilon)
  }
}

extension Optimizer where Self == RMSProp {
  /// Steps divided by the root of the running mean of the squared gradient.
  public static func rmsProp(
    learningRate: Float = 0.001, rho: Float = 0.9, momentum: Float = 0, centered: Bool = false
  ) -> RMSProp {
    RMSProp(learningRate: learningRate, rho: rho, momentum: momentum, centered: centered)
  }
}
