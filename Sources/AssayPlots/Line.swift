/// A curve through points, straight between them or in steps; what is not finite is a gap.
///
/// Only as many of the points as there are values in both arrays are drawn. A curve with many
/// more points than the canvas has columns is drawn from the first, least, greatest and last
/// point of each column (M4: Jugel et al., VLDB 2014): the picture is the same.
public struct Line: Mark, Hashable {
  /// How two neighbours are joined.
  public enum Join: Hashable, Sendable {
    /// Straight.
    case straight
    /// The value holds until the next x, then jumps: matplotlib's `steps-post`.
    case stepAfter
    /// The value jumps at once, then holds until the next x: matplotlib's `steps-pre`.
    case stepBefore
  }

  /// The horizontal values.
  public var x: [Double]
  /// The vertical values.
  public var y: [Double]
  /// The name in the legend; nil: none.
  public var name: String?
  /// How it is drawn.
  public var stroke: Stroke
  /// How neighbours are joined.
  public var join: Join

  /// A curve from its values.
  public init(
    x: [Double], y: [Double], name: String? = nil, _ stroke: Stroke = Stroke(.series(0)),
    join: Join = .straight
  ) {
    self.x = x
    self.y = y
    self.name = name
    self.stroke = stroke
    self.join = join
  }

  /// The line's sample and name, with its last point that can be drawn.
  public var legend: [LegendEntry] {
    guard let name else { return [] }
    let end = Array(zip(x, y)).last { $0.isFinite && $1.isFinite }
    return [LegendEntry(.line(stroke), name, end: end.map { (x: $0.0, y: $0.1) })]
  }

  /// Covers every point.
  public func extend(_ extent: inout Extent) {
    for (x, y) in zip(x, y) { extent.include(x: x, y: y) }
  }

  /// Draws each piece between two gaps; a point alone between gaps is drawn as a dot.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    var piece: [Position] = []
    func finish(_ canvas: inout any Canvas) {
      if piece.count == 1 {
        canvas.markers([PlacedMarker(.circle, at: piece[0], stroke.paint, size: stroke.width * 1.6)]
        )
      } else if piece.count > 1 {
        canvas.line(thinned(joined(piece), columns: frame.width), stroke)
      }
      piece = []
    }
    for (x, y) in zip(x, y) {
      if let position = frame.position(x, y) { piece.append(position) } else { finish(&canvas) }
    }
    finish(&canvas)
  }

  /// The corners of the steps, put between the points.
  private func joined(_ positions: [Position]) -> [Position] {
    guard join != .straight else { return positions }
    var result: [Position] = []
    for position in positions {
      if let last = result.last {
        result.append(
          join == .stepAfter
            ? Position(x: position.x, y: last.y) : Position(x: last.x, y: position.y))
      }
      result.append(position)
    }
    return result
  }
}

/// The same picture from fewer points, where x never falls.
func thinned(_ positions: [Position], columns width: Double) -> [Position] {
  let columns = max(width, 1) * 2
  guard Double(positions.count) > columns * 4,
    zip(positions, positions.dropFirst()).allSatisfy({ $0.x <= $1.x })
  else { return positions }
  var result: [Position] = []
  var start = 0
  while start < positions.count {
    let column = (positions[start].x * 2).rounded(.down)
    var (end, least, greatest) = (start, start, start)
    while end + 1 < positions.count, (positions[end + 1].x * 2).rounded(.down) == column {
      end += 1
      if positions[end].y < positions[least].y { least = end }
      if positions[end].y > positions[greatest].y { greatest = end }
    }
    var last = -1
    for index in [start, min(least, greatest), max(least, greatest), end] where index > last {
      result.append(positions[index])
      last = index
    }
    start = end + 1
  }
  return result
}
