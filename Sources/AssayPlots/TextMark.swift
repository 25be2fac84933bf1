/// A text at a point of the data.
public struct TextMark: Mark, Hashable {
  /// The text.
  public var text: String
  /// The horizontal value.
  public var x: Double
  /// The vertical value.
  public var y: Double
  /// A distance from the point in points, to the right and downwards.
  public var offset: Position
  /// How it is written.
  public var style: TextStyle

  /// A text at a point.
  public init(
    _ text: String, x: Double, y: Double, offset: Position = Position(x: 0, y: 0),
    _ style: TextStyle = TextStyle()
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.offset = offset
    self.style = style
  }

  /// Covers the point, not the text.
  public func extend(_ extent: inout Extent) { extent.include(x: x, y: y) }

  /// Writes the text.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    guard let place = frame.position(x, y) else { return }
    let (right, down) = (offset.x * frame.point, offset.y * frame.point)
    canvas.text(text, at: Position(x: place.x + right, y: place.y + down), style)
  }
}
