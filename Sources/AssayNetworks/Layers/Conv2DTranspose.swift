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
///     z[i·stride + u·dilation, j·stride + v·dilation, f] =
///       Σ over all i, u, j, v that meet there, and c, of x[i, j, c] · w[u, v, f, c]
///     y = f(z + b)
///
/// With r = (size − 1)·dilation + 1, the reach of a window, z has (n − 1)·stride + r places along a
/// side of n. With `padding: .valid` that side becomes n·stride + max(r − stride, 0), or
/// (n − 1)·stride + r + o with an `outputPadding` of o: the difference is zeros at the end. With
/// `padding: .same` it becomes n·stride, or (n − 1)·stride + r mod 2 + o, and what lies beyond is cut
/// off, the smaller half first. An output padding lies below the stride; a stride above 1 goes with
/// no dilation.
///
/// Parameters: `kernel` [height, width, filters, channels], drawn by Glorot's uniform rule, and `bias`
/// [filters], zero. As Keras's `Conv2DTranspose`, channels last, with `output_padding` and
/// `dilation_rate`.
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
  /// How much longer than its shortest a side becomes; nil for n·stride, or more where windows reach
  /// beyond.
  public let outputPadding: WindowSize?
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
  /// The weights, [height, width, filters, channels]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [filters]; empty before the network is built, and without a bias.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ filters: Int, kernelSize: WindowSize, strides: WindowSize = 1, padding: Padding = .valid,
    outputPadding: WindowSize? = nil, dilation: WindowSize = 1,
    activation: Activation = .linear, usesBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    self.outputPadding = outputPadding
    self.dilation = dilation
    function = activation
    self.usesBias = usesBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
  }

  private var settings: ConvolutionSettings {
    ConvolutionSettings(
      kind: Self.kind, spreads: true, outputs: ("filters", filters), kernelSize: kernelSize,
      strides: strides, padding: padding.rawValue, dilation: dilation, function: function,
      usesBias: usesBias, restraints: restraints)
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
    try settings.checkStridesWithoutDilation()
    try checkOutputPadding()
    if function == .softmax, filters == 1 { throw NetworkError.softmaxOfOne(layer: description) }
    let images = try ImageShape(input, layer: description)
    let (rows, columns) = (rows(images.height), columns(images.width))
    guard rows.count > 0, columns.count > 0 else {
      throw NetworkError.inputShape(
        layer: description, shape: input,
        needed: "larger images, or an outputPadding that leaves something of them")
    }
    // What is cut off must find place, too.
    _ = try images.resized(
      height: rows.whole, width: columns.whole, channels: filters, layer: description)
    return try images.resized(
      height: rows.count, width: columns.count, channels: filters, layer: description)
  }

  private func checkOutputPadding() throws {
    guard let outputPadding else { return }
    let isBelow =
      (0..<strides.height).contains(outputPadding.height)
      && (0..<strides.width).contains(outputPadding.width)
    guard isBelow else {
      throw NetworkError.invalidSetting(
        layer: Self.kind, "outputPadding",
        "\(outputPadding.text) with strides of \(strides.text): it must lie below them")
    }
  }

  private func rows(_ height: Int) -> TransposedSide {
    TransposedSide(
      height, size: kernelSize.height, stride: strides.height, dilation: dilation.height,
      isSame: padding == .same, outputPadding: outputPadding?.height)
  }

  private func columns(_ width: Int) -> TransposedSide {
    TransposedSide(
      width, size: kernelSize.width, stride: strides.width, dilation: dilation.width,
      isSame: padding == .same, outputPadding: outputPadding?.width)
  }

  /// Computes f(z + b).
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let (rows, columns) = (rows(input.shape[1]), columns(input.shape[2]))
    let spread: Tensor
    if outputPadding == nil {
      spread = transposedConvolution(
        input, kernel: kernel, height: rows.count, width: columns.count, windows: settings.windows)
    } else {
      let whole = Windows(
        height: kernelSize.height, width: kernelSize.width,
        stride: (strides.height, strides.width), dilation: (dilation.height, dilation.width))
      spread = transposedConvolution(
        input, kernel: kernel, height: rows.whole, width: columns.whole, windows: whole
      ).cropped(
        top: rows.before, bottom: max(0, rows.behind), left: columns.before,
        right: max(0, columns.behind)
      ).zeroPadded(
        top: 0, bottom: max(0, -rows.behind), left: 0, right: max(0, -columns.behind))
    }
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
    var arguments = ["\(filters)", "kernelSize: \(kernelSize.text)"]
    if let outputPadding { arguments.append("outputPadding: \(outputPadding.text)") }
    return settings.text("Conv2DTranspose", arguments)
  }

  private enum CodingKeys: String, CodingKey {
    case filters, kernelSize, strides, padding, outputPadding, dilation
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
