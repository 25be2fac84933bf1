/// The area between two curves over the same x: an interval around a line.
public struct Band: Mark, Hashable {
  /// The horizontal values, in order.
  public var x: [Double]
  /// The lower curve.
  public var lower: [Double]
  /// The upper curve.
  public var upper: [Double]
  /// The name in the legend; nil: none.
  public var name: String?
  /// The colour.
  public var paint: Paint
  /// How much of what lies beneath it hides.
  public var opacity: Double

  /// A band from its two curves.
  public init(
    x: [Double], lower: [Double], upper: [Double], name: String? = nil, _ paint: Paint = .series(0),
    opacity: Double = Palette.tint
  ) {
    self.x = x
    self.lower = lower
    self.upper = upper
    self.name = name
    self.paint = paint
    self.opacity = opacity
  }

  /// A patch and the name.
  public var legend: [LegendEntry] { name.map { [LegendEntry(.patch(paint), $0)] } ?? [] }

  /// Covers both curves.
  public func extend(_ extent: inout Extent) {
    for (index, x) in x.enumerated() where index < min(lower.count, upper.count) {
      extent.include(x: x, y: lower[index])
      extent.include(x: x, y: upper[index])
    }
  }

  /// Fills each piece between two gaps.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    var outlines: [[Position]] = []
    var (above, below): ([Position], [Position]) = ([], [])
    for (index, x) in x.enumerated() where index < min(lower.count, upper.count) {
      if let low = frame.position(x, lower[index]), let high = frame.position(x, upper[index]) {
        above.append(high)
        below.append(low)
      } else {
        outlines.append(above + below.reversed())
        (above, below) = ([], [])
      }
    }
    outlines.append(above + below.reversed())
    canvas.area(outlines.filter { $0.count > 2 }, paint, opacity: opacity)
  }
}
