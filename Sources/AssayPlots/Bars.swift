/// Upright bars from a base line: counts, histograms.
public struct Bars: Mark, Hashable {
  /// The left edge of each bar.
  public var from: [Double]
  /// The right edge of each bar.
  public var to: [Double]
  /// The height each bar reaches.
  public var heights: [Double]
  /// Where the bars start.
  public var base: Double
  /// The name in the legend; nil: none.
  public var name: String?
  /// The colour.
  public var paint: Paint

  /// Bars between given edges.
  public init(
    from: [Double], to: [Double], heights: [Double], base: Double = 0, name: String? = nil,
    _ paint: Paint = .series(0)
  ) {
    self.from = from
    self.to = to
    self.heights = heights
    self.base = base
    self.name = name
    self.paint = paint
  }

  /// Bars around 0, 1, 2 … with a gap between them, for an axis of names.
  public init(heights: [Double], name: String? = nil, _ paint: Paint = .series(0)) {
    self.init(
      from: heights.indices.map { Double($0) - 0.4 }, to: heights.indices.map { Double($0) + 0.4 },
      heights: heights, name: name, paint)
  }

  /// A patch and the name.
  public var legend: [LegendEntry] { name.map { [LegendEntry(.patch(paint), $0)] } ?? [] }

  /// Covers the bars and their base.
  public func extend(_ extent: inout Extent) {
    for index in heights.indices where index < min(from.count, to.count) {
      extent.include(x: from[index], y: heights[index])
      extent.include(x: to[index], y: base)
    }
  }

  /// Draws the bars whose edges and height are finite.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    for index in heights.indices where index < min(from.count, to.count) {
      // On a logarithmic axis a base of 0 has no place: the bars then start at the axis.
      let foot = frame.position(from[index], base) ?? frame.position(from[index], frame.y.least)
      guard let foot, let top = frame.position(to[index], heights[index]) else { continue }
      canvas.bar(from: foot, to: top, paint)
    }
  }
}
