public import AssayCore
public import AssayTensors

/// Takes rows and columns away from the sides of images.
///
/// ```swift
/// Cropping2D(2)                                          // two on every side
/// Cropping2D(rows: 2, columns: 1)                        // two above and below, one left and right
/// Cropping2D(top: 0, bottom: 1, left: 0, right: 1)
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, height − top − bottom,
/// width − left − right, channels], with
///
///     y[i, j, c] = x[i + top, j + left, c]
///
/// Something must be left. Keras: `Cropping2D`, channels last.
public struct Cropping2D: Layer, Codable {
  /// The rows that go above.
  public let top: Int
  /// The rows that go below.
  public let bottom: Int
  /// The columns that go on the left.
  public let left: Int
  /// The columns that go on the right.
  public let right: Int

  /// Describes a layer that takes the same number away on every side.
  public init(_ cropping: Int) { self.init(rows: cropping, columns: cropping) }

  /// Describes a layer that takes as many rows away above as below, and columns left as right.
  public init(rows: Int, columns: Int) {
    self.init(top: rows, bottom: rows, left: columns, right: columns)
  }

  /// Describes a layer that takes a number of its own away on each side.
  public init(top: Int, bottom: Int, left: Int, right: Int) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }

  private var border: ImageBorder {
    ImageBorder(top: top, bottom: bottom, left: left, right: right)
  }

  /// Checks that something of the images is left.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try border.check(layer: Self.kind)
    let images = try ImageShape(input, layer: description)
    guard images.height > top + bottom, images.width > left + right else {
      throw NetworkError.inputShape(
        layer: description, shape: input,
        needed: "images larger than [\(top + bottom), \(left + right)]")
    }
    return [images.height - top - bottom, images.width - left - right, images.channels]
  }

  /// Crops.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.cropped(top: top, bottom: bottom, left: left, right: right)
  }

  /// The layer as it is written.
  public var description: String { border.text(Self.kind) }
}
