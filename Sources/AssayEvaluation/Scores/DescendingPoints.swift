internal import AssayCore

/// The distinct scores from the greatest down with the rows at each, to be walked once: what curves
/// are read from, whether they are kept or only just sorted.
///
/// They lie in parts, one below the other, that threads may walk side by side.
protocol DescendingPoints: Sequence where Element == ScoreCurve.Point {
  /// The positive rows, or their weight.
  var positives: Double { get }
  /// The negative rows, or their weight.
  var negatives: Double { get }

  /// How many parts there are.
  var partCount: Int { get }
  /// Calls `body` once for each part, where it pays on several threads.
  func forEachPart(_ body: @Sendable (Int) -> Void)
  /// How many distinct scores a part has.
  func count(ofPart part: Int) -> Int
  /// The rows of a part, or their weight.
  func rows(ofPart part: Int) -> RunningSums
  /// Whether a part has the first point of all.
  func isFirst(part: Int) -> Bool
  /// A walk from the first point of a part down to the last of all, given the rows before the part.
  func walk(fromPart part: Int, sums: RunningSums) -> Walk
  associatedtype Walk: PointWalk
}

/// A walk down the points of a curve, many at a time.
protocol PointWalk {
  /// Writes some more points, and returns how many: at least one if there is any, at most as many as
  /// there is room for. What it wrote behind them counts for nothing.
  mutating func next(into points: CurveColumns) -> Int
}

/// The rows of a curve from its begin up to some point, or their weights.
struct RunningSums: Sendable {
  /// Positive rows.
  var hits: Double
  /// Negative rows.
  var alarms: Double

  static let zero = RunningSums(hits: 0, alarms: 0)
  /// What lies beyond both ends of a curve: all that is told by it is NaN, which is not nothing.
  static let nowhere = RunningSums(hits: .nan, alarms: .nan)

  static func - (one: RunningSums, other: RunningSums) -> RunningSums {
    RunningSums(hits: one.hits - other.hits, alarms: one.alarms - other.alarms)
  }
}

/// A reading of a curve: it names the formula, for points of any kind.
protocol CurveReading {
  associatedtype Value
  /// Reads the points.
  func read<Points: DescendingPoints>(_ points: Points) -> Value
}

/// The points of a curve's blocks, in one part: sums of weights depend on their order.
struct KeptPoints: DescendingPoints {
  private let blocks: ScoreBlocks

  init(_ blocks: ScoreBlocks) { self.blocks = blocks }

  var positives: Double { blocks.positives.reduce(0, +) }
  var negatives: Double { blocks.negatives.reduce(0, +) }

  var partCount: Int { 1 }
  func forEachPart(_ body: @Sendable (Int) -> Void) { body(0) }
  func count(ofPart part: Int) -> Int { blocks.count }
  func rows(ofPart part: Int) -> RunningSums { RunningSums(hits: positives, alarms: negatives) }
  func isFirst(part: Int) -> Bool { true }

  func walk(fromPart part: Int, sums: RunningSums) -> Walk { Walk(blocks: blocks, sums: sums) }

  struct Walk: PointWalk {
    fileprivate let blocks: ScoreBlocks
    fileprivate var sums: RunningSums
    private var block = 0

    fileprivate init(blocks: ScoreBlocks, sums: RunningSums) {
      (self.blocks, self.sums) = (blocks, sums)
    }

    mutating func next(into points: CurveColumns) -> Int {
      let count = Swift.min(points.count, blocks.count - block)
      for point in 0..<count {
        sums.hits += blocks.positives[block + point]
        sums.alarms += blocks.negatives[block + point]
        points.write(sums, score: blocks.scores[block + point], at: point)
      }
      block += count
      return count
    }
  }

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
