/// Steps divided by the root of all squared gradients so far: what moves often moves less.
///
/// a += g², w −= rate·g / √(a + ε), with a = `initialAccumulator` before the first step.
///
/// Source: J. Duchi et al., *Adaptive Subgradient Methods*, JMLR 2011; Keras 3, `Adagrad`.
public struct Adagrad: Optimizer {
  /// The name in files.
  public static var kind: String { "Adagrad" }
  /// The size of a step.
  public var learningRate: Float
  /// What the sum of squares begins with.
  public var initialAccumulator: Float
  /// What keeps the divisor from zero.
  public var epsilon: Float

  /// Describes the optimizer, with Keras's defaults.
  public init(
    learningRate: Float = 0.001, initialAccumulator: Float = 0.1, epsilon: Float = 1e-7
  ) {
    self.learningRate = learningRate
    self.initialAccumulator = initialAccumulator
    self.epsilon = epsilon
  }

  /// Checks what the sum begins with, and ε.
  public func checkSettings() throws {
    let settings = OptimizerSettings(of: self)
    try settings.check(size: initialAccumulator, "initialAccumulator")
    try settings.check(positive: epsilon, "epsilon")
  }

  /// The sum of squares.
  public var slotCount: Int { 1 }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) {
    let sums = step.slot(0)
    if step.number == 1 { sums.update(repeating: initialAccumulator, count: step.count) }
    for index in 0..<step.count {
      let slope = step.gradient[index]
      sums[index] += slope * slope
      step.parameters[index] -= learningRate * slope / (sums[index] + epsilon).squareRoot()
    }
  }
}

extension Optimizer where Self == Adagrad {
  /// Steps divided by the root of all squared gradients so far.
  public static func adagrad(
    learningRate: Float = 0.001, initialAccumulator: Float = 0.1, epsilon: Float = 1e-7
  ) -> Adagrad {
    Adagrad(
      learningRate: learningRate, initialAccumulator: initialAccumulator, epsilon: epsilon)
  }
}
