internal import AssayCore

/// The points of rows that have just been sorted, each counting once.
///
/// A part is a range of the rows.
struct SortedPoints<Score: RankableScore>: DescendingPoints {
  private let rows: SortedScores<Score>
  let positives: Double

  init(_ rows: SortedScores<Score>) {
    self.rows = rows
    var count = 0
    for range in 0..<rows.rangeCount { count += rows.positives(inRange: range) }
    positives = Double(count)
  }

  var negatives: Double { Double(rows.scores.count) - positives }

  var partCount: Int { rows.rangeCount }

  /// The range that is a part: ranges ascend, parts descend.
  private func range(ofPart part: Int) -> Int { rows.rangeCount - 1 - part }

  func forEachPart(_ body: @Sendable (Int) -> Void) { rows.forEachRange(body) }

  func count(ofPart part: Int) -> Int { rows.distinctScores(inRange: range(ofPart: part)) }

  func rows(ofPart part: Int) -> RunningSums {
    let range = range(ofPart: part)
    let hits = rows.positives(inRange: range)
    return RunningSums(
      hits: Double(hits), alarms: Double(rows.rows(ofRange: range).count - hits))
  }

  func isFirst(part: Int) -> Bool {
    rows.rows(ofRange: range(ofPart: part)).upperBound == rows.scores.count
  }

  func walk(fromPart part: Int, sums: RunningSums) -> Walk {
    Walk(
      rows: rows.walk(
        fromRange: range(ofPart: part), positivesAbove: Int(sums.hits),
        negativesAbove: Int(sums.alarms)))
  }

  struct Walk: PointWalk {
    fileprivate var rows: SortedScores<Score>.Walk

    mutating func next(into points: CurveColumns) -> Int {
      rows.next(scores: points.scores, positives: points.hits, negatives: points.alarms)
    }
  }

  func makeIterator() -> Iterator { Iterator(rows: rows, end: rows.scores.count) }

  struct Iterator: IteratorProtocol {
    fileprivate let rows: SortedScores<Score>
    /// Rows not yet walked.
    fileprivate var end: Int

    @inline(__always)
    mutating func next() -> ScoreCurve.Point? {
      guard end > 0 else { return nil }
      var begin = end &- 1
      let score = rows.scores[begin]
      var positives = Int(rows.labels[begin])
      while begin > 0, rows.scores[begin &- 1] == score {
        begin &-= 1
        positives &+= Int(rows.labels[begin])
      }
      let count = end &- begin
      end = begin
      // Adding 0 makes -0 the same as 0.
      return ScoreCurve.Point(
        score: Double(score) + 0, positives: Double(positives),
        negatives: Double(count &- positives))
    }
  }
}
