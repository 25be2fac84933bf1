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
public struct Dense: Layer, Codable {
  /// The number of outputs.
  public let units: Int
  /// The function at the end; `.linear` when none was given.
  public let function: Activation
  /// How the kernel begins.
  public let kernelInitializer: Initializer
  /// How the bias begins.
  public let biasInitializer: Initializer
  /// The price on the kernel.
  public let kernelRegularizer: Regularizer?
  /// The price on the bias.
  public let biasRegularizer: Regularizer?
  /// The bound of the kernel.
  public let kernelConstraint: Constraint?
  /// The bound of the bias.
  public let biasConstraint: Constraint?
  /// The weights, [inputs, units]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [units]; empty before the network is built.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ units: Int, activation: Activation = .linear,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil,
    kernelConstraint: Constraint? = nil, biasConstraint: Constraint? = nil
  ) {
    self.units = units
    function = activation
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
    self.kernelRegularizer = kernelRegularizer
    self.biasRegularizer = biasRegularizer
    self.kernelConstraint = kernelConstraint
    self.biasConstraint = biasConstraint
  }

  /// Draws kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard units > 0 else {
      throw NetworkError.invalidSetting(layer: Self.kind, "units", "\(units)")
    }
    try kernelRegularizer?.check(layer: Self.kind, "kernelRegularizer")
    try biasRegularizer?.check(layer: Self.kind, "biasRegularizer")
    try kernelConstraint?.check(layer: Self.kind, "kernelConstraint")
    try biasConstraint?.check(layer: Self.kind, "biasConstraint")
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
    let settings: [String?] = [
      "\(units)", function == .linear ? nil : "activation: .\(function.name)",
      kernelRegularizer.map { "kernelRegularizer: \($0)" },
      biasRegularizer.map { "biasRegularizer: \($0)" },
      kernelConstraint.map { "kernelConstraint: \($0)" },
      biasConstraint.map { "biasConstraint: \($0)" },
    ]
    return "Dense(\(settings.compactMap(\.self).joined(separator: ", ")))"
  }

  private enum CodingKeys: String, CodingKey {
    case units
    case function = "activation"
    case kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer
    case kernelConstraint, biasConstraint
  }
}

extension Dense: RestrainedLayer {
  var regularized: [(parameters: Tensor, by: Regularizer)] {
    [(kernel, kernelRegularizer), (bias, biasRegularizer)].compactMap { parameters, regularizer in
      regularizer.map { (parameters, $0) }
    }
  }

  var constrained: [(parameters: Tensor, to: Constraint)] {
    [(kernel, kernelConstraint), (bias, biasConstraint)].compactMap { parameters, constraint in
      constraint.map { (parameters, $0) }
    }
  }
}
