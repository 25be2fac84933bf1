/// What can be drawn in a panel: a line, points, a heat map and more.
///
/// A mark says what the axes must cover, draws itself with the six strokes of a ``Canvas``, and
/// names itself for the legend. One drawing serves every output: an SVG file and a terminal.
///
/// ```swift
/// struct Crosshair: Mark {
///   var x, y: Double
///   func extend(_ extent: inout Extent) { extent.include(x: x, y: y) }
///   func draw(on canvas: inout any Canvas, in frame: Frame) {
///     guard let place = frame.position(x, y) else { return }
///     canvas.line([Position(x: 0, y: place.y), Position(x: frame.width, y: place.y)], Stroke(.ink))
///     canvas.line([Position(x: place.x, y: 0), Position(x: place.x, y: frame.height)], Stroke(.ink))
///   }
/// }
/// ```
public protocol Mark: Sendable {
  /// What the legend says of the mark; none by default.
  var legend: [LegendEntry] { get }
  /// Tells the axes what they must cover.
  func extend(_ extent: inout Extent)
  /// Draws the mark.
  func draw(on canvas: inout any Canvas, in frame: Frame)
}

extension Mark {
  /// Nothing in the legend.
  public var legend: [LegendEntry] { [] }
}

/// One line of a legend: a sample of the mark and its name.
public struct LegendEntry: Sendable {
  /// What stands before the name.
  public enum Sample: Hashable, Sendable {
    /// A piece of the line.
    case line(Stroke)
    /// The marker of the points.
    case marker(Marker, Paint)
    /// A patch of the area.
    case patch(Paint)
  }

  /// What stands before the name.
  public var sample: Sample
  /// The name.
  public var name: String
  /// Where the mark ends, to write the name beside it; nil: it has no end.
  public var end: (x: Double, y: Double)?

  /// An entry from its sample and name.
  public init(_ sample: Sample, _ name: String, end: (x: Double, y: Double)? = nil) {
    self.sample = sample
    self.name = name
    self.end = end
  }
}
