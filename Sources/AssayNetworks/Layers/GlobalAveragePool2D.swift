public import AssayCore
public import AssayTensors

/// The mean of each channel over an image: [batch, height, width, channels] becomes [batch, channels].
///
/// As Keras's `GlobalAveragePooling2D`, channels last.
public struct GlobalAveragePool2D: Layer, Codable {
  /// Describes the layer.
  public init() {}

  /// Checks the images.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    [try ImageShape(input, layer: description).channels]
  }

  /// Reduces rows and columns.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.positionsInRows.mean(axis: 1)
  }

  /// Keras's name of the layer.
  public static var kind: String { "GlobalAveragePooling2D" }

  /// The layer as it is written.
  public var description: String { "GlobalAveragePool2D()" }
}
