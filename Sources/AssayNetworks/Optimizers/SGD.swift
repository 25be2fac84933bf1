internal import AssayKernels

/// Stochastic gradient descent: w −= rate · g, with momentum if asked.
///
/// With momentum μ: m ← μ·m − rate·g and w += m; Nesterov's form is w += μ·m − rate·g.
/// Source: Keras 3, `SGD`.
public struct SGD: Optimizer {
  /// The name in files.
  public static var kind: String { "SGD" }
  /// The size of a step.
  public var learningRate: Float
  /// How much of the last step goes on, in [0, 1).
  public var momentum: Float
  /// Whether the gradient is taken as if the step had gone on already.
  public var nesterov: Bool

  /// Describes the optimizer, with Keras's defaults.
  public init(learningRate: Float = 0.01, momentum: Float = 0, nesterov: Bool = false) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
  }

  /// Checks the momentum.
  public func checkSettings() throws {
    try OptimizerSettings(of: self).check(share: momentum, "momentum")
  }

  /// The last step, if there is momentum.
  public var slotCount: Int { momentum == 0 ? 0 : 1 }

  /// Moves parameters by one step.
  public func move(_ step: OptimizerStep) {
    assay_sgd(
      step.parameters, step.gradient, momentum == 0 ? nil : step.slot(0), step.count,
      learningRate, momentum, nesterov)
  }
}

extension Optimizer where Self == SGD {
  /// Stochastic gradient descent, with momentum if asked.
  public static func sgd(
    learningRate: Float = 0.01, momentum: Float = 0, nesterov: Bool = false
  ) -> SGD {
    SGD(learningRate: learningRate, momentum: momentum, nesterov: nesterov)
  }
}
