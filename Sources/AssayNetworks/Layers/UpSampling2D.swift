public import AssayCore
public import AssayTensors

/// Makes images larger: every pixel becomes a block of equal ones.
///
/// ```swift
/// UpSampling2D()                        // twice as high and twice as wide
/// UpSampling2D(WindowSize(1, 3))        // three times as wide
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, height · h, width · w, channels], with
///
///     y[i, j, c] = x[⌊i / h⌋, ⌊j / w⌋, c]
///
/// Keras: `UpSampling2D` with its default, `interpolation="nearest"`, channels last.
public struct UpSampling2D: Layer, Codable {
  /// How many rows one row becomes, and how many columns one column.
  public let size: WindowSize

  /// Describes a layer that makes images larger.
  public init(_ size: WindowSize = 2) { self.size = size }

  /// Checks the images.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard size.isPositive else {
      throw NetworkError.invalidSetting(layer: Self.kind, "size", size.text)
    }
    let images = try ImageShape(input, layer: description)
    return try images.resized(
      height: images.height * size.height, width: images.width * size.width, layer: description)
  }

  /// Repeats every pixel.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.upsampled(rows: size.height, columns: size.width)
  }

  /// The layer as it is written.
  public var description: String {
    size == 2 ? "UpSampling2D()" : "UpSampling2D(\(size.text))"
  }
}
