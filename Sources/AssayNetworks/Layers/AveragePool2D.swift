public import AssayCore
public import AssayTensors

/// The mean of each window of an image: y[i, j, c] = mean over u, v of x[i·stride + u, j·stride + v, c].
///
/// ```swift
/// AveragePool2D()           // windows of 2 × 2, side by side
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, rows, columns, channels]. With `padding: .same` the zeros outside the image do not count, as in Keras.
/// As Keras's `AveragePooling2D`, channels last.
public struct AveragePool2D: Layer, Codable {
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

  private var windows: Windows {
    Windows(
      height: size.height, width: size.width, stride: (strides.height, strides.width),
      pads: padding == .same)
  }

  /// Checks the images.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    for (name, value) in [("size", size), ("strides", strides)] where !value.isPositive {
      throw NetworkError.invalidSetting(layer: Self.kind, name, value.text)
    }
    return try WindowSize.shape(
      of: windows, on: input, layer: description, channels: input.rank == 3 ? input[2] : 0)
  }

  /// Pools each image.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.averagePooled(windows)
  }

  /// Keras's name of the layer.
  public static var kind: String { "AveragePooling2D" }

  /// The layer as it is written.
  public var description: String {
    var arguments = [size.text]
    if strides != size { arguments.append("strides: \(strides.text)") }
    if padding == .same { arguments.append("padding: .same") }
    return "AveragePool2D(\(arguments.joined(separator: ", ")))"
  }
}
