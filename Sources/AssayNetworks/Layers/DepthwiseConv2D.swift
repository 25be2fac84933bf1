public import AssayCore
public import AssayTensors

/// Small windows of weights move over images, each over one channel: y = f(x ∗ w + b).
///
/// ```swift
/// DepthwiseConv2D(kernelSize: 3, padding: .same)
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, rows, columns, channels · m], with
///
///     y[i, j, c·m + k] = b[c·m + k]
///       + Σ over u, v of x[i·stride + u·dilation, j·stride + v·dilation, c] · w[u, v, c, k]
///
/// where m is the `depthMultiplier`. Parameters: `kernel` [height, width, channels, m], drawn by
/// Glorot's uniform rule, and `bias` [channels · m], zero.
/// As Keras's `DepthwiseConv2D`, channels last.
public struct DepthwiseConv2D: RestrainedLayer, Codable {
  /// The extents of the window.
  public let kernelSize: WindowSize
  /// The number of outputs of each channel.
  public let depthMultiplier: Int
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
  /// The weights, [height, width, channels, m]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [channels · m]; empty before the network is built, and without a bias.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    kernelSize: WindowSize, depthMultiplier: Int = 1, strides: WindowSize = 1,
    padding: Padding = .valid, dilation: WindowSize = 1, activation: Activation = .linear,
    usesBias: Bool = true, kernelInitializer: Initializer = .glorotUniform,
    biasInitializer: Initializer = .zeros
  ) {
    self.kernelSize = kernelSize
    self.depthMultiplier = depthMultiplier
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
      kind: Self.kind, outputs: ("depthMultiplier", depthMultiplier), kernelSize: kernelSize,
      strides: strides, padding: padding.rawValue, dilation: dilation, function: function,
      usesBias: usesBias, restraints: restraints)
  }

  /// Checks the images, draws kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let output = try outputShape(of: input)
    kernel = kernelInitializer(
      [kernelSize.height, kernelSize.width, input[2], depthMultiplier], random: &random)
    bias = usesBias ? biasInitializer([output[2]], random: &random) : Tensor([Float]())
    return output
  }

  /// The shape that comes out, if the settings are in range and fit the images.
  func outputShape(of input: Shape) throws -> Shape {
    let output = try settings.depthwiseShape(on: input, layer: description)
    if function == .softmax, output[2] == 1 {
      throw NetworkError.softmaxOfOne(layer: description)
    }
    return output
  }

  /// Computes f(x ∗ w + b).
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let output = depthwiseConvolution(input, kernel: kernel, windows: settings.windows)
    return function(usesBias ? output + bias : output)
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
    var arguments = ["kernelSize: \(kernelSize.text)"]
    if depthMultiplier != 1 { arguments.append("depthMultiplier: \(depthMultiplier)") }
    return settings.text("DepthwiseConv2D", arguments)
  }

  private enum CodingKeys: String, CodingKey {
    case kernelSize, depthMultiplier, strides, padding, dilation
    case function = "activation"
    case usesBias, kernelInitializer, biasInitializer, restraints
  }
}

extension ConvolutionSettings {
  /// The shape of images whose channels are convolved one by one.
  func depthwiseShape(on input: Shape, multiplier: Int? = nil, layer: String) throws -> Shape {
    try check(on: input)
    let multiplier = multiplier ?? outputs.count
    let channels = try ImageShape(input, layer: layer).channels
    guard multiplier > 0, multiplier <= Int(Int32.max) / max(channels, 1) else {
      throw NetworkError.invalidSetting(layer: kind, "depthMultiplier", "\(multiplier)")
    }
    return try WindowSize.shape(
      of: windows, on: input, layer: layer, channels: channels * multiplier)
  }
}

extension DepthwiseConv2D: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    _ = try outputShape(of: input)
    return [("kernel", [kernelSize.height, kernelSize.width, input[-1], depthMultiplier])]
  }
}
