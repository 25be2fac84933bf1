/// Adam that looks ahead: Nesterov's momentum in the place of the plain one.
///
/// With uₜ = β₁(1 − ½·0.96ᵗ) and Uₜ = u₁·…·uₜ: m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂),
/// w −= rate·(uₜ₊₁·m / (1 − Uₜ₊₁) + (1 − uₜ)·g / (1 − Uₜ)) / (√(v / (1 − β₂ᵗ)) + ε).
///
/// Source: T. Dozat, *Incorporating Nesterov Momentum into Adam*, 2016; Keras 3, `Nadam`.
public struct Nadam: Optimizer {
  /// The name in files.
  public static var kind: String { "Nadam" }
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
  public func move(_ step: OptimizerStep) {
    let momenta = momenta(at: step.number)
    let ofMean = Float(momenta.next / (1 - momenta.product * momenta.next))
    let ofSlope = Float((1 - momenta.now) / (1 - momenta.product))
    let bias = Float(1 - Float.power(beta2, step.number))
    let (mean, square) = (step.slot(0), step.slot(1))
    for index in 0..<step.count {
      let slope = step.gradient[index]
      let first = (mean[index] + (slope - mean[index]) * (1 - beta1)).flushed
      let second = (square[index] + (slope * slope - square[index]) * (1 - beta2)).flushed
      (mean[index], square[index]) = (first, second)
      step.parameters[index] -=
        learningRate * (ofMean * first + ofSlope * slope)
        / ((second / bias).squareRoot() + epsilon)
    }
  }

  /// uₜ, uₜ₊₁ and Uₜ.
  private func momenta(at number: Int) -> (now: Double, next: Double, product: Double) {
    func momentum(_ decay: Double) -> Double { Double(beta1) * (1 - 0.5 * decay) }
    var (decay, now, product) = (1.0, 0.0, 1.0)
    // Once the product is nothing beside 1, more factors change nothing.
    for _ in 0..<number where product > 1e-30 {
      decay *= 0.96
      now = momentum(decay)
      product *= now
    }
    if product <= 1e-30 {
      decay = Float.power(0.96, number)
      now = momentum(decay)
    }
    return (now, momentum(decay * 0.96), product)
  }
}

extension Optimizer where Self == Nadam {
  /// Adam that looks ahead.
  public static func nadam(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7
  ) -> Nadam {
    Nadam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
  }
}
