/// Adam whose divisor never falls: the greatest mean square so far is taken.
///
/// m and v as in ``Adam``, u ← max(u, v), w −= α·m / (√u + ε).
///
/// Source: S. Reddi et al., *On the Convergence of Adam and Beyond*, 2018; Keras 3,
/// `Adam(amsgrad=True)`.
public struct AMSGrad: Optimizer {
  /// The name in files.
  public static var kind: String { "AMSGrad" }
  /// Adam's settings.
  public var adam: Adam

  /// Describes the optimizer, with Keras's defaults.
  public init(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7
  ) {
    adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
  }

  /// The size of a step.
  public var learningRate: Float {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  /// Checks the settings of Adam.
  public func checkSettings() throws { try adam.checkSettings() }

  /// The two running means, and the greatest of the second.
  public var slotCount: Int { 3 }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) {
    let rate = adam.rate(at: step.number)
    let (mean, square, greatest) = (step.slot(0), step.slot(1), step.slot(2))
    for index in 0..<step.count {
      let slope = step.gradient[index]
      let first = (mean[index] + (slope - mean[index]) * (1 - adam.beta1)).flushed
      let second = (square[index] + (slope * slope - square[index]) * (1 - adam.beta2)).flushed
      let top = max(greatest[index], second)
      (mean[index], square[index], greatest[index]) = (first, second, top)
      step.parameters[index] -= first * rate / (top.squareRoot() + adam.epsilon)
    }
  }
}

extension Optimizer where Self == AMSGrad {
  /// Adam whose divisor never falls.
  public static func amsGrad(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7
  ) -> AMSGrad {
    AMSGrad(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
  }
}
