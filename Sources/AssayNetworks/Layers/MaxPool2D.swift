public import AssayCore
public import AssayTensors

/// The largest number of each window of an image.
///
///     y[i, j, c] = max over u, v of x[i·stride + u, j·stride + v, c]
///
/// ```swift
/// MaxPool2D()           // windows of 2 × 2, side by side
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, rows, columns, channels]. NaN wins; the
/// gradient goes to the first of equal numbers. As Keras's `MaxPooling2D`, channels last.
public struct MaxPool2D: Layer, Codable {
  /// The extents of a window.
  public let size: WindowSize
  /// From one window to the next; the size of a window when not given.
  public let strides: WindowSize
  /// What happens at the edges.
  public let padding: Padding

  /// Describes a layer.
  public init(_ size: WindowSize = 2, strides: WindowSize? = nil, padding: Padding = .valid) {
    self.size = size
    self.strides = strides ?? size
    self.padding = padding
  }

  private var pool: PoolWindows { PoolWindows(size: size, strides: strides, padding: padding) }

  /// Checks the images.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try pool.shape(on: input, kind: Self.kind, layer: description)
  }

  /// Pools each image.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.maxPooled(pool.windows)
  }

  /// Keras's name of the layer.
  public static var kind: String { "MaxPooling2D" }

  /// The layer as it is written.
  public var description: String { "MaxPool2D(\(pool.text))" }
}
