/// What a curve shows of its points, and which of them: written once, for points of any kind.
protocol CurveFormula: Sendable {
  /// Whether points go at which nothing changes.
  var dropsPoints: Bool { get }

  /// What changes at a point, told by its sums and those of its neighbours, which are NaN beyond the
  /// ends: 0 for nothing.
  func change(at here: RunningSums, after last: RunningSums, before next: RunningSums) -> Double

  /// Turns the sums of points into coordinates, where they stand.
  func finish(_ points: CurveColumns)
}
