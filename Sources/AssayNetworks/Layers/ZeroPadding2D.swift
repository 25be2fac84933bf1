public import AssayCore
public import AssayTensors

/// Puts rows and columns of zeros around images.
///
/// ```swift
/// ZeroPadding2D()                                        // one on every side
/// ZeroPadding2D(rows: 2, columns: 1)                     // two above and below, one left and right
/// ZeroPadding2D(top: 0, bottom: 1, left: 0, right: 1)
/// ```
///
/// Inputs [batch, height, width, channels] become [batch, top + height + bottom, left + width + right,
/// channels]. Keras: `ZeroPadding2D`, channels last.
public struct ZeroPadding2D: Layer, Codable {
  /// The rows above an image.
  public let top: Int
  /// The rows below it.
  public let bottom: Int
  /// The columns before it.
  public let left: Int
  /// The columns behind it.
  public let right: Int

  /// Describes a layer that puts the same number of zeros on every side.
  public init(_ padding: Int = 1) { self.init(rows: padding, columns: padding) }

  /// Describes a layer that puts as many rows above as below, and columns left as right.
  public init(rows: Int, columns: Int) {
    self.init(top: rows, bottom: rows, left: columns, right: columns)
  }

  /// Describes a layer that puts a number of its own on each side.
  public init(top: Int, bottom: Int, left: Int, right: Int) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }

  private var border: ImageBorder {
    ImageBorder(top: top, bottom: bottom, left: left, right: right)
  }

  /// Checks the images.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try border.check(layer: Self.kind)
    let images = try ImageShape(input, layer: description)
    return try images.resized(
      height: top + images.height + bottom, width: left + images.width + right,
      layer: description)
  }

  /// Pads.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.zeroPadded(top: top, bottom: bottom, left: left, right: right)
  }

  /// The layer as it is written.
  public var description: String {
    [top, bottom, left, right] == [1, 1, 1, 1] ? "ZeroPadding2D()" : border.text(Self.kind)
  }
}
