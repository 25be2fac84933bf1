internal import AssayKernels
public import AssayTensors

/// The function at the end of a layer.
///
/// Formulas and names are Keras's. Those whose derivative follows from their value run inside the
/// layer's own operation; `silu` needs its input again and is an operation of its own.
public struct Activation: Hashable, Sendable {
  /// Keras's names, which are also the ones in files.
  private enum Kind: String, Codable, Sendable {
    case linear, relu, elu, selu, sigmoid, tanh, softmax, softplus, softsign, silu, exponential
    case leakyReLU = "leaky_relu"
  }

  private let kind: Kind
  /// The number in the function's formula, where it has one.
  public let parameter: Float

  private init(_ kind: Kind, _ parameter: Float = 0) {
    self.kind = kind
    self.parameter = parameter
  }

  /// Keras's name.
  public var name: String { kind.rawValue }

  /// x itself.
  public static let linear = Activation(.linear)
  /// max(x, 0).
  public static let relu = Activation(.relu)
  /// x above zero, `slope`·x below.
  public static func leakyReLU(slope: Float = 0.2) -> Activation { Activation(.leakyReLU, slope) }
  /// x above zero, `alpha`·(eˣ − 1) below.
  public static func elu(alpha: Float = 1) -> Activation { Activation(.elu, alpha) }
  /// 1.0507·elu(x, alpha: 1.6733).
  public static let selu = Activation(.selu)
  /// 1 / (1 + e⁻ˣ): a probability.
  public static let sigmoid = Activation(.sigmoid)
  /// The hyperbolic tangent.
  public static let tanh = Activation(.tanh)
  /// exp(xᵢ) / Σⱼ exp(xⱼ) over a row: probabilities of classes.
  public static let softmax = Activation(.softmax)
  /// log(1 + eˣ).
  public static let softplus = Activation(.softplus)
  /// x / (1 + |x|).
  public static let softsign = Activation(.softsign)
  /// x·sigmoid(x), also called swish.
  public static let silu = Activation(.silu)
  /// eˣ.
  public static let exponential = Activation(.exponential)

  /// Whether each value, or each row, can be read as probabilities.
  var givesProbabilities: Bool { kind == .sigmoid || kind == .softmax }

  /// The function as a kernel, unless it works on whole rows.
  private var function: ElementFunction? {
    switch kind {
    case .linear: ElementFunction(ASSAY_IDENTITY)
    case .relu: ElementFunction(ASSAY_RELU)
    case .leakyReLU: ElementFunction(ASSAY_LEAKY_RELU, parameter)
    case .elu: ElementFunction(ASSAY_ELU, parameter)
    case .selu: ElementFunction(ASSAY_SELU)
    case .sigmoid: ElementFunction(ASSAY_SIGMOID)
    case .tanh: ElementFunction(ASSAY_TANH)
    case .softplus: ElementFunction(ASSAY_SOFTPLUS)
    case .softsign: ElementFunction(ASSAY_SOFTSIGN)
    case .silu: ElementFunction(ASSAY_SILU)
    case .exponential: ElementFunction(ASSAY_EXP)
    case .softmax: nil
    }
  }

  /// What runs inside a layer's operation, and what is left to run behind it.
  @inline(__always)
  var parts: (fused: FusedActivation, behind: Activation?) {
    guard let function else { return (.softmax, nil) }
    if kind == .silu { return (FusedActivation(ElementFunction(ASSAY_IDENTITY)), self) }
    return (FusedActivation(function), nil)
  }

  /// The values for a tensor.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    guard let function else { return x.softmax() }
    return kind == .linear ? x : x.map(function)
  }
}

extension Activation: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind = "name"
    case parameter
  }

  /// Reads a name, and the parameter if there is one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(Kind.self, forKey: .kind)
    parameter = try container.decodeIfPresent(Float.self, forKey: .parameter) ?? 0
  }

  /// Writes the name, and the parameter if there is one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    if parameter != 0 { try container.encode(parameter, forKey: .parameter) }
  }
}
