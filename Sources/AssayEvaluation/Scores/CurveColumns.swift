internal import AssayCore

/// Room for points of a curve: the rows at or above each, which become its coordinates, and its score.
struct CurveColumns: @unchecked Sendable {
  typealias Column = UnsafeMutableBufferPointer<Double>

  let hits: Column
  let alarms: Column
  let scores: Column

  var count: Int { scores.count }

  subscript(place: Int) -> RunningSums { RunningSums(hits: hits[place], alarms: alarms[place]) }

  /// Some of the places.
  subscript(places: Range<Int>) -> CurveColumns {
    CurveColumns(
      hits: Column(rebasing: hits[places]), alarms: Column(rebasing: alarms[places]),
      scores: Column(rebasing: scores[places]))
  }

  func write(_ sums: RunningSums, score: Double, at place: Int) {
    hits[place] = sums.hits
    alarms[place] = sums.alarms
    scores[place] = score
  }

  /// Makes three columns of `count` numbers, all of which `write` writes.
  static func make(
    count: Int, _ write: (CurveColumns) -> Void
  ) -> (hits: [Double], alarms: [Double], scores: [Double]) {
    var alarms: [Double] = []
    var scores: [Double] = []
    let hits = [Double](unsafeUninitializedCapacity: count) { one, used in
      alarms = [Double](unsafeUninitializedCapacity: count) { two, used in
        scores = [Double](unsafeUninitializedCapacity: count) { three, used in
          for column in [one, two, three] { Ranking.expectWrites(to: column) }
          write(CurveColumns(hits: one, alarms: two, scores: three))
          used = count
        }
        used = count
      }
      used = count
    }
    return (hits, alarms, scores)
  }

  /// Calls `body` with room for `count` points that lasts no longer.
  static func withScratch<Result>(count: Int, _ body: (CurveColumns) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * count) { room in
      body(
        CurveColumns(
          hits: Column(rebasing: room[..<count]),
          alarms: Column(rebasing: room[count..<2 * count]),
          scores: Column(rebasing: room[(2 * count)...])))
    }
  }
}
