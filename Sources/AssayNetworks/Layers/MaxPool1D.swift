public import AssayCore
public import AssayTensors

/// The largest number of each window of a sequence's steps.
///
///     y[i, c] = max over u of x[i·stride + u, c]
///
/// ```swift
/// MaxPool1D()           // windows of 2, side by side
/// ```
///
/// Inputs [batch, steps, channels] become [batch, positions, channels]. NaN wins; the
/// gradient goes to the first of equal numbers. As Keras's `MaxPooling1D`, channels last.
public struct MaxPool1D: Layer, Codable {
  /// The number of steps of a window.
  public let size: Int
  /// From one window to the next; the size of a window when not given.
  public let strides: Int
  /// What happens at the ends.
  public let padding: Padding

  /// Describes a layer.
  public init(_ size: Int = 2, strides: Int? = nil, padding: Padding = .valid) {
    self.size = size
    self.strides = strides ?? size
    self.padding = padding
  }

  private var pool: PoolWindows {
    PoolWindows(
      size: WindowSize(steps: size), strides: WindowSize(steps: strides), padding: padding,
      alongSteps: true)
  }

  /// Checks the sequences.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try pool.shape(on: input, kind: Self.kind, layer: description)
  }

  /// Pools each sequence.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    // A window may reach into masked steps: as in Keras, no step behind it is masked.
    pass.mask = nil
    return input.asRowImages.maxPooled(pool.windows).asSequences
  }

  /// Keras's name of the layer.
  public static var kind: String { "MaxPooling1D" }

  /// The layer as it is written.
  public var description: String { "MaxPool1D(\(pool.text))" }
}
