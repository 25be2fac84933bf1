public import AssayCore
public import AssayTensors

/// The way back of a convolution: every number of an image spreads a window of weights.
///
/// ```swift
/// Conv2DTranspose(16, kernelSize: 3, strides: 2, padding: .same)    // twice as high and wide
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, rows, columns, filters], with
///
///     z[i·stride + u, j·stride + v, f] = Σ over all i, u, j, v that meet there, and c,
///                                        of x[i, j, c] · w[u, v, f, c]
///     y = f(z + b)
///
/// A side of n becomes n·stride with `padding: .same`, which cuts off what lies beyond, the smaller
/// half first; else n·stride + max(size − stride, 0). Parameters: `kernel` [height, width, filters,
/// channels], drawn by Glorot's uniform rule, and `bias` [filters], zero. As Keras's
/// `Conv2DTranspose`, channels last.
///
/// Source: V. Dumoulin, F. Visin, *A guide to convolution arithmetic for deep learning*, 2016.
public struct Conv2DTranspose: RestrainedLayer, Codable {
  /// The number of outputs at each position.
  public let filters: Int
  /// The extents of the window.
  public let kernelSize: WindowSize
  /// From the window of one input to that of the next.
  public let strides: WindowSize
  /// What happens at the edges.
  public let padding: Padding
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
  /// The weights, [height, width, filters, channels]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [filters]; empty before the network is built, and without a bias.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ filters: Int, kernelSize: WindowSize, strides: WindowSize = 1, padding: Padding = .valid,
    activation: Activation = .linear, usesBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    function = activation
    self.usesBias = usesBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
  }

  private var settings: ConvolutionSettings {
    ConvolutionSettings(
      kind: Self.kind, outputs: ("filters", filters), kernelSize: kernelSize, strides: strides,
      padding: padding.rawValue, dilation: 1, function: function, usesBias: usesBias,
      restraints: restraints)
  }

  /// Checks the images, draws kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let output = try outputShape(of: input)
    kernel = kernelInitializer(
      [kernelSize.height, kernelSize.width, filters, input[2]], random: &random)
    bias = usesBias ? biasInitializer([filters], random: &random) : Tensor([Float]())
    return output
  }

  /// The shape that comes out, if the settings are in range and fit the images.
  func outputShape(of input: Shape) throws -> Shape {
    try settings.check(on: input)
    if function == .softmax, filters == 1 { throw NetworkError.softmaxOfOne(layer: description) }
    let images = try ImageShape(input, layer: description)
    let (height, width) = extents(images.height, images.width)
    return try images.resized(
      height: height, width: width, channels: filters, layer: description)
  }

  /// The extents of what comes out.
  private func extents(_ height: Int, _ width: Int) -> (Int, Int) {
    func side(_ n: Int, _ size: Int, _ stride: Int) -> Int {
      n * stride + (padding == .same ? 0 : max(size - stride, 0))
    }
    return (
      side(height, kernelSize.height, strides.height), side(width, kernelSize.width, strides.width)
    )
  }

  /// Computes f(z + b).
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let (height, width) = extents(input.shape[1], input.shape[2])
    let spread = transposedConvolution(
      input, kernel: kernel, height: height, width: width, windows: settings.windows)
    return function(usesBias ? spread + bias : spread)
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
    settings.text("Conv2DTranspose", ["\(filters)", "kernelSize: \(kernelSize.text)"])
  }

  private enum CodingKeys: String, CodingKey {
    case filters, kernelSize, strides, padding
    case function = "activation"
    case usesBias, kernelInitializer, biasInitializer, restraints
  }
}

extension Conv2DTranspose: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    _ = try outputShape(of: input)
    return [("kernel", [kernelSize.height, kernelSize.width, filters, input[-1]])]
  }
}
