/// Points, each with the colour and shape of its class, in the order of the data, so that no
/// class covers another.
public struct Scatter: Mark, Hashable {
  /// The horizontal values.
  public var x: [Double]
  /// The vertical values.
  public var y: [Double]
  /// The class of each point as a position in ``names``; points beyond its end are of class 0.
  public var classes: [Int]
  /// The names of the classes, for the legend; none: no legend.
  public var names: [String]
  /// The radius of a disc in points; nil: smaller the more points there are.
  public var size: Double?
  /// The shapes of the classes in turn; empty: each class has its own.
  public var markers: [Marker]

  /// Points of several classes.
  public init(
    x: [Double], y: [Double], classes: [Int] = [], names: [String] = [], size: Double? = nil,
    markers: [Marker] = []
  ) {
    self.x = x
    self.y = y
    self.classes = classes
    self.names = names
    self.size = size
    self.markers = markers
  }

  /// One entry a class.
  public var legend: [LegendEntry] {
    names.enumerated().map { LegendEntry(.marker(marker(of: $0), .series($0)), $1) }
  }

  /// Covers every point.
  public func extend(_ extent: inout Extent) {
    for (x, y) in zip(x, y) { extent.include(x: x, y: y) }
  }

  /// Draws the points that are finite.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    let radius =
      size ?? (x.count <= 100 ? 3.8 : x.count <= 600 ? 3.1 : x.count <= 2_500 ? 2.4 : 1.6)
    var placed: [PlacedMarker] = []
    for (index, (x, y)) in zip(x, y).enumerated() {
      guard let position = frame.position(x, y) else { continue }
      let label = index < classes.count ? classes[index] : 0
      placed.append(PlacedMarker(marker(of: label), at: position, .series(label), size: radius))
    }
    canvas.markers(placed)
  }

  /// The shape of a class.
  private func marker(of label: Int) -> Marker {
    markers.isEmpty ? .series(label) : markers[wrapped(label, markers.count)]
  }
}
