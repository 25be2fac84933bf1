public import AssayCore
public import AssayTensors

/// Brings the features of each step to mean 0 and variance 1, then scales and shifts them.
///
/// With μ and σ² the mean and the variance over the last axis: y = γ·(x − μ) / √(σ² + ε) + β.
/// Inputs [batch, …, n] keep their shape. Parameters: `gamma` γ [n], 1, and `beta` β [n], 0.
/// A row's outputs do not depend on its batch. Keras: `LayerNormalization`.
///
/// Source: J. Ba et al., *Layer Normalization*, 2016.
public struct LayerNormalization: RestrainedLayer, Codable {
  /// What is added to the variance, so that equal features give no infinities.
  public let epsilon: Float
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The scale, [n]; empty before the network is built.
  public var gamma = Tensor([Float]())
  /// The shift, [n]; empty before the network is built.
  public var beta = Tensor([Float]())

  /// Describes a layer.
  public init(epsilon: Float = 1e-3) { self.epsilon = epsilon }

  /// Begins with a scale of 1 and a shift of 0.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard epsilon > 0, epsilon.isFinite else {
      throw NetworkError.invalidSetting(layer: Self.kind, "epsilon", "\(epsilon)")
    }
    guard input.rank > 0, input[-1] > 0 else {
      throw NetworkError.inputShape(layer: description, shape: input, needed: "at least one axis")
    }
    gamma = Tensor(repeating: 1, shape: [input[-1]])
    beta = Tensor(repeating: 0, shape: [input[-1]])
    return input
  }

  /// Normalises.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let centred = input - input.mean(axis: -1, keepsAxis: true)
    let variance = centred.squared().mean(axis: -1, keepsAxis: true)
    return centred * (variance + epsilon).squareRoot().reciprocal() * gamma + beta
  }

  /// Visits scale and shift.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "gamma", &gamma)
    body(.parameter, "beta", &beta)
  }

  /// The layer as it is written.
  public var description: String {
    "LayerNormalization(\(epsilon == 1e-3 ? "" : "epsilon: \(epsilon)"))\(restraints)"
  }

  private enum CodingKeys: String, CodingKey { case epsilon, restraints }
}

extension LayerNormalization: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    input.rank > 0 ? [("gamma", [input[-1]])] : []
  }
}
