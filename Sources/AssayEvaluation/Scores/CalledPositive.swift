/// The rows called positive at every distinct score taken as the threshold.
struct CalledPositive {
  /// Positive rows at or above each threshold.
  var hits: [Double]
  /// Negative rows at or above each threshold.
  var alarms: [Double]
  /// The distinct scores.
  var thresholds: [Double]

  /// From the greatest threshold down.
  init<Points: DescendingPoints>(descending points: Points) {
    let layout = CurveLayout(points, Formula())
    (hits, alarms, thresholds) = CurveColumns.make(count: layout.count) {
      layout.write(to: $0, ascending: false)
    }
  }

  /// From the least threshold up to the infinite one, where nothing is called positive.
  init<Points: DescendingPoints>(ascending points: Points) {
    let layout = CurveLayout(points, Formula())
    (hits, alarms, thresholds) = CurveColumns.make(count: layout.count + 1) {
      layout.write(to: $0[0..<layout.count], ascending: true)
      $0.write(.zero, score: .infinity, at: layout.count)
    }
  }

  /// The rows themselves, at every point.
  private struct Formula: CurveFormula {
    var dropsPoints: Bool { false }
    func change(from rise: RunningSums, to next: RunningSums) -> Double { 1 }
    func finish(_ points: CurveColumns) {}
  }
}
