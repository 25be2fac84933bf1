/// A text at the foot of a panel, beside a vertical line.
struct PanelText: Mark {
  var text: String
  var x: Double
  var offset: Double
  var style: TextStyle

  init(_ text: String, x: Double, offset: Double, _ style: TextStyle) {
    self.text = text
    self.x = x
    self.offset = offset
    self.style = style
  }

  func extend(_ extent: inout Extent) { extent.include(x: x) }

  func draw(on canvas: inout any Canvas, in frame: Frame) {
    guard let across = frame.across(x) else { return }
    canvas.text(text, at: Position(x: across + offset * frame.point, y: 9 * frame.point), style)
  }
}
