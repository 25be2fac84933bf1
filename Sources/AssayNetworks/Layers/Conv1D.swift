public import AssayCore
public import AssayTensors

/// A small window of weights moves along the steps of sequences: y = f(x ∗ w + b).
///
/// ```swift
/// Conv1D(32, kernelSize: 3, padding: .causal, activation: .relu)
/// ```
///
/// Inputs [batch, steps, channels] become [batch, positions, filters], with
///
///     y[i, f] = Σ over u, c of x[i·stride + u·dilation, c] · w[u, c, f] + b[f]
///
/// Parameters: `kernel` [steps, channels, filters], drawn by Glorot's uniform rule, and `bias`
/// [filters], zero. With `padding: .causal` no output sees a later step than its own. A stride above
/// 1 goes with no dilation. As Keras's `Conv1D`, channels last.
public struct Conv1D: RestrainedLayer, Codable {
  /// The number of outputs at each position.
  public let filters: Int
  /// The number of steps of the window.
  public let kernelSize: Int
  /// From one position of the window to the next.
  public let strides: Int
  /// What happens at the ends.
  public let padding: StepPadding
  /// From one element of the window to the next; 1 leaves no gaps.
  public let dilation: Int
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
  /// The weights, [steps, channels, filters]; empty before the network is built.
  public var kernel = Tensor([Float]())
  /// What is added, [filters]; empty before the network is built, and without a bias.
  public var bias = Tensor([Float]())

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ filters: Int, kernelSize: Int, strides: Int = 1, padding: StepPadding = .valid,
    dilation: Int = 1, activation: Activation = .linear, usesBias: Bool = true,
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
      kind: Self.kind, alongSteps: true, outputs: ("filters", filters),
      kernelSize: WindowSize(steps: kernelSize), strides: WindowSize(steps: strides),
      padding: padding.rawValue, dilation: WindowSize(steps: dilation), function: function,
      usesBias: usesBias, restraints: restraints)
  }

  /// The zeros before the first step that let a window end at each step.
  private var before: Int { padding == .causal ? (kernelSize - 1) * dilation : 0 }

  /// Checks the sequences, draws kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let output = try outputShape(of: input)
    kernel = kernelInitializer([kernelSize, input[1], filters], random: &random)
    bias = usesBias ? biasInitializer([filters], random: &random) : Tensor([Float]())
    return output
  }

  /// The shape that comes out, if the settings are in range and fit the sequences.
  func outputShape(of input: Shape) throws -> Shape {
    try settings.check(on: input)
    try settings.checkStridesWithoutDilation()
    if function == .softmax, filters == 1 { throw NetworkError.softmaxOfOne(layer: description) }
    var padded = input
    if input.rank == 2 { padded[0] += before }
    return try WindowSize.stepShape(
      of: settings.windows, on: padded, layer: description, features: filters)
  }

  /// Computes f(x ∗ w + b), of images one row high.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    // A window may reach into masked steps: as in Keras, no step behind it is masked.
    pass.mask = nil
    var images = input.asRowImages
    if before > 0 { images = images.zeroPadded(top: 0, bottom: 0, left: before, right: 0) }
    let (fused, behind) = function.parts
    let output = convolution(
      images, kernel: kernel.reshaped(to: Shape([1] + kernel.shape.extents)),
      bias: usesBias ? bias : nil, windows: settings.windows, activation: fused
    ).asSequences
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
    settings.text("Conv1D", ["\(filters)", "kernelSize: \(kernelSize)"])
  }

  private enum CodingKeys: String, CodingKey {
    case filters, kernelSize, strides, padding, dilation
    case function = "activation"
    case usesBias, kernelInitializer, biasInitializer, restraints
  }
}

extension Conv1D: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    _ = try outputShape(of: input)
    return [("kernel", [kernelSize, input[-1], filters])]
  }
}
