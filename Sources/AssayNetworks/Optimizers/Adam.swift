internal import AssayKernels

/// Steps scaled by running means of the gradient and of its square.
///
/// m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), w −= α·m / (√v + ε) with
/// α = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ). As in Keras, ε stands outside the correction of the bias.
///
/// Source: D. Kingma and J. Ba, *Adam: A Method for Stochastic Optimization*, 2015.
public struct Adam: Optimizer {
  /// The name in files.
  public static var kind: String { "Adam" }
  /// The size of a step.
  public var learningRate: Float
  /// How slowly the mean of the gradient forgets.
  public var beta1: Float
  /// How slowly the mean of its square forgets.
  public var beta2: Float
  /// What keeps the divisor from zero.
  public var epsilon: Float

  /// Describes the optimizer, with Keras's defaults.
  public init(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// Checks β₁, β₂ and ε.
  public func checkSettings() throws {
    let settings = OptimizerSettings(of: self)
    try settings.check(share: beta1, "beta1")
    try settings.check(share: beta2, "beta2")
    try settings.check(positive: epsilon, "epsilon")
  }

  /// The two running means.
  public var slotCount: Int { 2 }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) { move(step, decay: 0) }

  /// Moves parameters by one step, after taking a part of each away.
  func move(_ step: OptimizerStep, decay: Float) {
    assay_adam(
      step.parameters, step.gradient, step.slot(0), step.slot(1), step.count,
      rate(at: step.number), beta1, beta2, epsilon, decay)
  }

  /// α, the learning rate with the means' bias corrected.
  func rate(at number: Int) -> Float {
    let (bias1, bias2) = (1 - Float.power(beta1, number), 1 - Float.power(beta2, number))
    return Float(Double(learningRate) * bias2.squareRoot() / bias1)
  }
}

/// Adam with weights that decay by themselves: w −= rate·decay·w before each step.
///
/// Source: I. Loshchilov and F. Hutter, *Decoupled Weight Decay Regularization*, 2019.
public struct AdamW: Optimizer {
  /// The name in files.
  public static var kind: String { "AdamW" }
  /// Adam's own settings.
  public var adam: Adam
  /// The part of a weight that goes with each step, times the learning rate.
  public var weightDecay: Float

  /// Describes the optimizer, with Keras's defaults.
  public init(
    learningRate: Float = 0.001, weightDecay: Float = 0.004, beta1: Float = 0.9,
    beta2: Float = 0.999, epsilon: Float = 1e-7
  ) {
    adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    self.weightDecay = weightDecay
  }

  /// The size of a step.
  public var learningRate: Float {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  /// Checks the settings of Adam, and the decay.
  public func checkSettings() throws {
    try adam.checkSettings()
    try OptimizerSettings(of: self).check(size: weightDecay, "weightDecay")
  }

  /// The two running means.
  public var slotCount: Int { 2 }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) { adam.move(step, decay: weightDecay * learningRate) }
}

extension Optimizer where Self == Adam {
  /// Steps scaled by running means of the gradient and of its square.
  public static func adam(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7
  ) -> Adam {
    Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
  }
}

extension Optimizer where Self == AdamW {
  /// Adam with weights that decay by themselves.
  public static func adamW(learningRate: Float = 0.001, weightDecay: Float = 0.004) -> AdamW {
    AdamW(learningRate: learningRate, weightDecay: weightDecay)
  }
}
