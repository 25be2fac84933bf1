public import AssayCore
public import AssayTensors

/// The largest number of each channel over an image: [batch, height, width, channels] becomes [batch, channels].
///
/// As Keras's `GlobalMaxPooling2D`, channels last.
public struct GlobalMaxPool2D: Layer, Codable {
  /// Describes the layer.
  public init() {}

  /// Checks the images.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    [try ImageShape(input, layer: description).channels]
  }

  /// Reduces rows and columns.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.positionsInRows.max(axis: 1)
  }

  /// Keras's name of the layer.
  public static var kind: String { "GlobalMaxPooling2D" }

  /// The layer as it is written.
  public var description: String { "GlobalMaxPool2D()" }
}
