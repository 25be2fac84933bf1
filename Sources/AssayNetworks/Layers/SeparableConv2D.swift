public import AssayCore
public import AssayTensors

/// A convolution in two steps, with far fewer weights than ``Conv2D``: each channel by itself, then
/// their mixture at every position.
///
/// ```swift
/// SeparableConv2D(32, kernelSize: 3, padding: .same, activation: .relu)
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, rows, columns, filters], with
///
///     z[i, j, c·m + k] =
///       Σ over u, v of x[i·stride + u·dilation, j·stride + v·dilation, c] · w[u, v, c, k]
///     y[i, j, f] = Σ over all l of z[i, j, l] · p[l, f] + b[f],  passed through the activation
///
/// where m is the `depthMultiplier`. Parameters: `depthwise_kernel` [height, width, channels, m] and
/// `pointwise_kernel` [1, 1, channels · m, filters], drawn by Glorot's uniform rule, and
/// `bias` [filters], zero. As Keras's `SeparableConv2D`, channels last.
///
/// Source: F. Chollet, *Xception: Deep Learning with Depthwise Separable Convolutions*, 2017.
public struct SeparableConv2D: RestrainedLayer, Codable {
  /// The number of outputs at each position.
  public let filters: Int
  /// The extents of the window.
  public let kernelSize: WindowSize
  /// The number of numbers that each channel becomes before they are mixed.
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
  /// How the windows of the channels begin.
  public let depthwiseInitializer: Initializer
  /// How the weights of the mixture begin.
  public let pointwiseInitializer: Initializer
  /// How the bias begins.
  public let biasInitializer: Initializer
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The windows of the channels, [height, width, channels, m]; empty before the network is built.
  public var depthwiseKernel = Tensor([Float]())
  /// The weights of the mixture, [1, 1, channels · m, filters]; empty before the network is built.
  public var pointwiseKernel = Tensor([Float]())
  /// What is added, [filters]; empty before the network is built, and without a bias.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ filters: Int, kernelSize: WindowSize, depthMultiplier: Int = 1, strides: WindowSize = 1,
    padding: Padding = .valid, dilation: WindowSize = 1, activation: Activation = .linear,
    usesBias: Bool = true, depthwiseInitializer: Initializer = .glorotUniform,
    pointwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.depthMultiplier = depthMultiplier
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
    function = activation
    self.usesBias = usesBias
    self.depthwiseInitializer = depthwiseInitializer
    self.pointwiseInitializer = pointwiseInitializer
    self.biasInitializer = biasInitializer
  }

  private var settings: ConvolutionSettings {
    ConvolutionSettings(
      kind: Self.kind, outputs: ("filters", filters), kernelSize: kernelSize,
      strides: strides, padding: padding.rawValue, dilation: dilation, function: function,
      usesBias: usesBias, restraints: restraints)
  }

  /// Checks the images, draws kernels and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let output = try outputShape(of: input)
    depthwiseKernel = depthwiseInitializer(
      [kernelSize.height, kernelSize.width, input[2], depthMultiplier], random: &random)
    pointwiseKernel = pointwiseInitializer(
      [1, 1, input[2] * depthMultiplier, filters], random: &random)
    bias = usesBias ? biasInitializer([filters], random: &random) : Tensor([Float]())
    return output
  }

  /// The shape that comes out, if the settings are in range and fit the images.
  func outputShape(of input: Shape) throws -> Shape {
    let convolved = try settings.depthwiseShape(
      on: input, multiplier: depthMultiplier, layer: description)
    if function == .softmax, filters == 1 { throw NetworkError.softmaxOfOne(layer: description) }
    return [convolved[0], convolved[1], filters]
  }

  /// Convolves the channels, then mixes them.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let convolved = depthwiseConvolution(
      input, kernel: depthwiseKernel, windows: settings.windows)
    let (fused, behind) = function.parts
    let output = convolution(
      convolved, kernel: pointwiseKernel, bias: usesBias ? bias : nil,
      windows: Windows(height: 1, width: 1), activation: fused)
    return behind.map { $0(output) } ?? output
  }

  /// Visits kernels and bias.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "depthwise_kernel", &depthwiseKernel)
    body(.parameter, "pointwise_kernel", &pointwiseKernel)
    if usesBias { body(.parameter, "bias", &bias) }
  }

  /// The function at the end.
  public var activation: Activation? { function }

  /// The layer as it is written.
  public var description: String {
    var arguments = ["\(filters)", "kernelSize: \(kernelSize.text)"]
    if depthMultiplier != 1 { arguments.append("depthMultiplier: \(depthMultiplier)") }
    return settings.text("SeparableConv2D", arguments)
  }

  private enum CodingKeys: String, CodingKey {
    case filters, kernelSize, depthMultiplier, strides, padding, dilation
    case function = "activation"
    case usesBias, depthwiseInitializer, pointwiseInitializer, biasInitializer, restraints
  }
}

extension SeparableConv2D: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    _ = try outputShape(of: input)
    return [
      ("depthwise_kernel", [kernelSize.height, kernelSize.width, input[-1], depthMultiplier]),
      ("pointwise_kernel", [1, 1, input[-1] * depthMultiplier, filters]),
    ]
  }
}
