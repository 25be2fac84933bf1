/// What a curve shows of its points, and which of them: written once, for points of any kind.
protocol CurveFormula: Sendable {
  /// Whether points go at which nothing changes.
  var dropsPoints: Bool { get }

  /// What changes at a point, told by the rows from the point before it up to it, and from there to
  /// the point after it: 0 for nothing.
  func change(from rise: RunningSums, to next: RunningSums) -> Double

  /// Turns the sums of points into coordinates, where they stand.
  func finish(_ points: CurveColumns)
}
