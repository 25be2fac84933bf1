internal import AssayCore

/// The distinct scores from the greatest down with the rows at each, to be walked once: what curves
/// are read from, whether they are kept or only just sorted.
protocol DescendingPoints: Sequence where Element == ScoreCurve.Point {
  /// How many distinct scores there are.
  var distinctCount: Int { get }
  /// The positive rows, or their weight.
  var positives: Double { get }
  /// The negative rows, or their weight.
  var negatives: Double { get }
}

/// A reading of a curve: it names the formula, for points of any kind.
protocol CurveReading {
  associatedtype Value
  /// Reads the points.
  func read<Points: DescendingPoints>(_ points: Points) -> Value
}

/// The points of a curve's blocks.
struct KeptPoints: DescendingPoints {
  private let blocks: ScoreBlocks

  init(_ blocks: ScoreBlocks) { self.blocks = blocks }

  var distinctCount: Int { blocks.count }
  var positives: Double { blocks.positives.reduce(0, +) }
  var negatives: Double { blocks.negatives.reduce(0, +) }

  func makeIterator() -> Iterator { Iterator(blocks: blocks) }

  struct Iterator: IteratorProtocol {
    let blocks: ScoreBlocks
    private var block = 0

    init(blocks: ScoreBlocks) { self.blocks = blocks }

    mutating func next() -> ScoreCurve.Point? {
      guard block < blocks.count else { return nil }
      defer { block += 1 }
      return ScoreCurve.Point(
        score: blocks.scores[block], positives: blocks.positives[block],
        negatives: blocks.negatives[block])
    }
  }
}

/// The points of rows that have just been sorted, each counting once.
struct SortedPoints<Score: RankableScore>: DescendingPoints {
  private let rows: SortedScores<Score>
  let positives: Double

  init(_ rows: SortedScores<Score>) {
    self.rows = rows
    var count = 0
    for label in rows.labels { count &+= Int(label) }
    positives = Double(count)
  }

  var negatives: Double { Double(rows.labels.count) - positives }

  var distinctCount: Int {
    let scores = rows.scores
    guard scores.count > 1 else { return scores.count }
    var count = 1
    for row in 1..<scores.count { count &+= scores[row] == scores[row &- 1] ? 0 : 1 }
    return count
  }

  func makeIterator() -> Iterator { Iterator(rows: rows) }

  struct Iterator: IteratorProtocol {
    private let rows: SortedScores<Score>
    /// Rows not yet walked.
    private var end: Int

    init(rows: SortedScores<Score>) {
      self.rows = rows
      end = rows.scores.count
    }

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
