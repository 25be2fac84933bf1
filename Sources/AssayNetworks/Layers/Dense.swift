public import AssayCore
public import AssayTensors

/// Every output sees every input: y = f(x·W + b).
///
/// ```swift
/// Dense(100, activation: .relu)
/// ```
///
/// Inputs [batch, …, n] become [batch, …, units]. Parameters: `kernel` [n, units], drawn by
/// Glorot's uniform rule, and `bias` [units], zero. The bits of a row do not depend on its batch.
public struct Dense: RestrainedLayer, Codable {
  /// The number of outputs.
  public let units: Int
  /// The function at the end; `.linear` when none was given.
  public let function: Activation
  /// How the kernel begins.
  public let kernelInitializer: Initializer
  /// How the bias begins.
  public let biasInitializer: Initializer
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The weights, [inputs, units]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [units]; empty before the network is built.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ units: Int, activation: Activation = .linear,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros
  ) {
    self.units = units
    function = activation
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
  }

  /// Draws kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard units > 0 else {
      throw NetworkError.invalidSetting(layer: Self.kind, "units", "\(units)")
    }
    guard input.rank > 0 else {
      throw NetworkError.inputShape(layer: description, shape: input, needed: "at least one axis")
    }
    if function == .softmax, units == 1 { throw NetworkError.softmaxOfOne(layer: description) }
    kernel = kernelInitializer([input[-1], units], random: &random)
    bias = biasInitializer([units], random: &random)
    var output = input
    output[-1] = units
    return output
  }

  /// Computes f(x·W + b), in one operation where the function allows it.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let (fused, behind) = function.parts
    let output = dense(input, kernel: kernel, bias: bias, activation: fused)
    return behind.map { $0(output) } ?? output
  }

  /// Visits kernel and bias.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "kernel", &kernel)
    body(.parameter, "bias", &bias)
  }

  /// The function at the end.
  public var activation: Activation? { function }

  /// The layer as it is written.
  public var description: String {
    let activation = function == .linear ? "" : ", activation: .\(function.name)"
    return "Dense(\(units)\(activation))\(restraints)"
  }

  private enum CodingKeys: String, CodingKey {
    case units
    case function = "activation"
    case kernelInitializer, biasInitializer, restraints
  }
}
