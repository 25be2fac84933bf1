/// Where each class is the most likely, over a grid of scores: light fills, and a line where two
/// classes meet.
///
/// The border is found on the scores, not on the grid: it is placed between the nodes by linear
/// interpolation (see ``Isoline``), so a grid of 100 × 100 looks smooth.
public struct Regions: Mark, Hashable {
  /// The horizontal places of the grid's columns, rising.
  public var x: [Double]
  /// The vertical places of the grid's rows, rising.
  public var y: [Double]
  /// For each class, how far it leads over the best other class at the nodes, row by row: positive
  /// inside its region.
  public var leads: [[Double]]

  /// The two regions of a positive class's score: class 1 where it is at least the threshold.
  ///
  /// - Parameter scores: a score a node, row by row: `y.count * x.count` of them.
  public init(x: [Double], y: [Double], scores: [Double], threshold: Double = 0.5) {
    self.x = x
    self.y = y
    leads = [scores.map { threshold - $0 }, scores.map { $0 - threshold }]
  }

  /// The regions of several classes.
  ///
  /// - Parameter scores: for each class, a score a node, row by row.
  public init(x: [Double], y: [Double], scores: [[Double]]) {
    self.x = x
    self.y = y
    let nodes = scores.map(\.count).min() ?? 0
    leads = scores.indices.map { label in
      (0..<nodes).map { node in
        var best = -Double.infinity
        for other in scores.indices where other != label { best = max(best, scores[other][node]) }
        return scores.count == 1 ? 1 : scores[label][node] - best
      }
    }
  }

  /// Covers the grid.
  public func extend(_ extent: inout Extent) {
    for x in x { extent.include(x: x) }
    for y in y { extent.include(y: y) }
  }

  /// Fills the regions, then draws their borders.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    let across = x.compactMap(frame.across)
    let down = y.compactMap(frame.down)
    guard across.count == x.count, down.count == y.count else { return }
    let grids = leads.compactMap { Isoline(x: across, y: down, values: $0) }
    guard grids.count == leads.count else { return }
    for (label, grid) in grids.enumerated() {
      canvas.area(grid.outlines(), .series(label), opacity: Palette.tint)
    }
    // Every border has two sides: with two classes one of them is enough.
    for grid in grids.dropFirst() {
      for line in grid.lines() { canvas.line(line, Stroke(.ink, width: 1.6)) }
    }
  }
}
