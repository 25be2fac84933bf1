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
    guard input.rank == 3 else {
      throw NetworkError.inputShape(
        layer: description, shape: input,
        needed: "images of shape [height, width, channels], as of Sequential(input: [28, 28, 1])")
    }
    return [input[2]]
  }

  /// Reduces rows and columns.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let shape = input.shape
    return input.reshaped(to: [shape[0], shape[1] * shape[2], shape[3]]).max(axis: 1)
  }

  /// Keras's name of the layer.
  public static var kind: String { "GlobalMaxPooling2D" }

  /// The layer as it is written.
  public var description: String { "GlobalMaxPool2D()" }
}
