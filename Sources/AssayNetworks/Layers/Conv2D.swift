public import AssayCore
public import AssayTensors

/// A small window of weights moves over images: y = f(x ∗ w + b).
///
/// ```swift
/// Conv2D(32, kernelSize: 3, activation: .relu)
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, rows, columns, filters], with
///
///     y[i, j, f] = Σ over u, v, c of x[i·stride + u·dilation, j·stride + v·dilation, c] · w[u, v, c, f] + b[f]
///
/// Parameters: `kernel` [height, width, channels, filters], drawn by Glorot's uniform rule, and `bias`
/// [filters], zero. A stride above 1 goes with no dilation. The bits of an image do not depend on its
/// batch. As Keras's `Conv2D`, channels last.
public struct Conv2D: RestrainedLayer, Codable {
  /// The number of outputs at each position.
  public let filters: Int
  /// The extents of the window.
  public let kernelSize: WindowSize
  /// From one position of the window to the next.
  public let strides: WindowSize
  /// What happens at the edges.
  public let padding: Padding
  /// From one element of the window to the next; 1 leaves no gaps.
  public let dilation: WindowSize
  /// The function at the end; `.linear` when none was given.
  public let function: Activation
  /// Whether a bias is added.
  public let usesBias: Bool
  /// How the kernel begins.
  public let kernelInitializer: Initializer
  /// How the bias begins.
  public let biasInitializer: Initializer
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The weights, [height, width, channels, filters]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [filters]; empty before the network is built, and without a bias.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ filters: Int, kernelSize: WindowSize, strides: WindowSize = 1, padding: Padding = .valid,
    dilation: WindowSize = 1, activation: Activation = .linear, usesBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
    function = activation
    self.usesBias = usesBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
  }

  private var settings: ConvolutionSettings {
    ConvolutionSettings(
      kind: Self.kind, outputs: ("filters", filters), kernelSize: kernelSize, strides: strides,
      padding: padding.rawValue, dilation: dilation, function: function, usesBias: usesBias,
      restraints: restraints)
  }

  /// Checks the images, draws kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let output = try outputShape(of: input)
    kernel = kernelInitializer(
      [kernelSize.height, kernelSize.width, input[2], filters], random: &random)
    bias = usesBias ? biasInitializer([filters], random: &random) : Tensor([Float]())
    return output
  }

  /// The shape that comes out, if the settings are in range and fit the images.
  func outputShape(of input: Shape) throws -> Shape {
    try settings.check(on: input)
    try settings.checkStridesWithoutDilation()
    if function == .softmax, filters == 1 { throw NetworkError.softmaxOfOne(layer: description) }
    return try WindowSize.shape(
      of: settings.windows, on: input, layer: description, channels: filters)
  }

  /// Computes f(x ∗ w + b), in one operation where the function allows it.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let (fused, behind) = function.parts
    let output = convolution(
      input, kernel: kernel, bias: usesBias ? bias : nil, windows: settings.windows,
      activation: fused)
    return behind.map { $0(output) } ?? output
  }

  /// Visits kernel and bias.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "kernel", &kernel)
    if usesBias { body(.parameter, "bias", &bias) }
  }

  /// The function at the end.
  public var activation: Activation? { function }

  /// The layer as it is written.
  public var description: String {
    settings.text("Conv2D", ["\(filters)", "kernelSize: \(kernelSize.text)"])
  }

  private enum CodingKeys: String, CodingKey {
    case filters, kernelSize, strides, padding, dilation
    case function = "activation"
    case usesBias, kernelInitializer, biasInitializer, restraints
  }
}

extension Conv2D: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    _ = try outputShape(of: input)
    return [("kernel", [kernelSize.height, kernelSize.width, input[-1], filters])]
  }
}
