public import AssayCore
public import AssayTensors

/// Brings each feature to mean 0 and variance 1 over a batch, then scales and shifts it.
///
/// In training, with μ and σ² the mean and the variance of a feature (of the last axis) over the
/// batch and all other axes: y = γ·(x − μ) / √(σ² + ε) + β. In answers the running means stand for
/// them, which after every step keep the part `momentum` of what they were:
/// moving ← momentum·moving + (1 − momentum)·batch.
///
/// Steps that the ``Pass/mask`` masks do not count in μ and σ², though they are normalized by them; the
/// number of the others is taken 1e-7 too large, as in Keras.
///
/// Inputs [batch, …, n] keep their shape. Parameters: `gamma` γ [n], 1, and `beta` β [n], 0, as far
/// as they are wanted; state: `moving_mean` [n], 0, and `moving_variance` [n], 1. Keras:
/// `BatchNormalization`.
///
/// In a training loop of your own, hand the running means over after each step:
///
/// ```swift
/// var pass = Pass.training(random)
/// let (loss, slope) = valueAndGradient(at: model) { meanSquares($0.forward(inputs, &pass)) }
/// optimizer.update(&model, along: slope)
/// model.takeStates(from: pass)
/// ```
///
/// Source: S. Ioffe and C. Szegedy, *Batch Normalization*, 2015.
public struct BatchNormalization: RestrainedLayer, Codable {
  /// How slowly the running means forget, in [0, 1].
  public let momentum: Float
  /// What is added to the variance, so that equal features give no infinities.
  public let epsilon: Float
  /// Whether there is a shift, β.
  public let center: Bool
  /// Whether there is a scale, γ.
  public let scale: Bool
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The scale, [n]; empty before the network is built.
  public var gamma = Tensor([Float]())
  /// The shift, [n]; empty before the network is built.
  public var beta = Tensor([Float]())
  /// The running mean, [n]; empty before the network is built.
  public var movingMean = Tensor([Float]())
  /// The running variance, [n]; empty before the network is built.
  public var movingVariance = Tensor([Float]())

  /// Describes a layer, with Keras's defaults.
  public init(
    momentum: Float = 0.99, epsilon: Float = 1e-3, center: Bool = true, scale: Bool = true
  ) {
    self.momentum = momentum
    self.epsilon = epsilon
    self.center = center
    self.scale = scale
  }

  /// Begins with a scale of 1, a shift of 0, and running means of 0 and 1.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard epsilon > 0, epsilon.isFinite else {
      throw NetworkError.invalidSetting(layer: Self.kind, "epsilon", "\(epsilon)")
    }
    guard (0...1).contains(momentum) else {
      throw NetworkError.invalidSetting(layer: Self.kind, "momentum", "\(momentum)")
    }
    guard input.rank > 0, input[-1] > 0 else {
      throw NetworkError.inputShape(layer: description, shape: input, needed: "at least one axis")
    }
    gamma = Tensor(repeating: 1, shape: [input[-1]])
    beta = Tensor(repeating: 0, shape: [input[-1]])
    movingMean = Tensor(repeating: 0, shape: [input[-1]])
    movingVariance = Tensor(repeating: 1, shape: [input[-1]])
    return input
  }

  /// Normalises by the batch in training, by the running means in answers.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    guard pass.isTraining else {
      let factor = (movingVariance + epsilon).squareRoot().reciprocal() * gamma
      return (input - movingMean) * factor + beta
    }
    let (output, mean, variance) = input.normalizedByColumns(
      scale: gamma, shift: beta, epsilon: epsilon, mask: pass.mask(of: input))
    pass.replace(movingMean, with: moved(movingMean, to: mean))
    pass.replace(movingVariance, with: moved(movingVariance, to: variance))
    return output
  }

  private func moved(_ moving: Tensor, to batch: Tensor) -> Tensor {
    Tensor(zip(moving.scalars, batch.scalars).map { momentum * $0 + (1 - momentum) * $1 })
  }

  /// Visits scale, shift, and the running means.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    if scale { body(.parameter, "gamma", &gamma) }
    if center { body(.parameter, "beta", &beta) }
    body(.state, "moving_mean", &movingMean)
    body(.state, "moving_variance", &movingVariance)
  }

  /// The layer as it is written.
  public var description: String {
    let settings = [
      momentum == 0.99 ? nil : "momentum: \(momentum)",
      epsilon == 1e-3 ? nil : "epsilon: \(epsilon)", center ? nil : "center: false",
      scale ? nil : "scale: false",
    ]
    return "BatchNormalization(\(settings.compactMap(\.self).joined(separator: ", ")))\(restraints)"
  }

  private enum CodingKeys: String, CodingKey { case momentum, epsilon, center, scale, restraints }
}

extension BatchNormalization: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    input.rank > 0 ? [("moving_mean", [input[-1]])] : []
  }
}
