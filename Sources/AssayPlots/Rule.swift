/// A straight reference line: across the panel, up through it, or between two points.
public struct Rule: Mark, Hashable {
  /// Where the line is.
  public enum Place: Hashable, Sendable {
    /// All along the panel at this x.
    case x(Double)
    /// All across the panel at this y.
    case y(Double)
    /// From one point to another.
    case segment(x0: Double, y0: Double, x1: Double, y1: Double)
  }

  /// Where the line is.
  public var place: Place
  /// The name in the legend; nil: none.
  public var name: String?
  /// How it is drawn.
  public var stroke: Stroke

  /// A reference line; by default thin, dashed and grey.
  public init(
    _ place: Place, name: String? = nil,
    _ stroke: Stroke = Stroke(.muted, width: 1.2, dash: .dashed)
  ) {
    self.place = place
    self.name = name
    self.stroke = stroke
  }

  /// The line's sample and name.
  public var legend: [LegendEntry] { name.map { [LegendEntry(.line(stroke), $0)] } ?? [] }

  /// Covers the line.
  public func extend(_ extent: inout Extent) {
    switch place {
    case .x(let x): extent.include(x: x)
    case .y(let y): extent.include(y: y)
    case .segment(let x0, let y0, let x1, let y1):
      extent.include(x: x0, y: y0)
      extent.include(x: x1, y: y1)
    }
  }

  /// Draws the line.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    let ends: (Position, Position)? =
      switch place {
      case .x(let x):
        frame.across(x).map { (Position(x: $0, y: frame.height), Position(x: $0, y: 0)) }
      case .y(let y):
        frame.down(y).map { (Position(x: 0, y: $0), Position(x: frame.width, y: $0)) }
      case .segment(let x0, let y0, let x1, let y1):
        frame.position(x0, y0).flatMap { start in
          frame.position(x1, y1).map { (start, $0) }
        }
      }
    if let (start, end) = ends { canvas.line([start, end], stroke) }
  }
}
