import AssayKernels

/// Scores in ascending order, each with its label.
///
/// What curves of many rows are read from without a copy. Equal scores lie in any order. Valid only
/// where ``Ranking/withSorted(scores:labels:_:)`` hands them out.
public struct SortedScores<Score: RankableScore> {
  /// The scores, ascending.
  public let scores: UnsafeBufferPointer<Score>

  /// 1 for each positive, 0 for each negative.
  public let labels: UnsafeBufferPointer<UInt8>

  /// Where the negatives and the positives of each range began before they were sorted, and the end.
  private let segments: UnsafeBufferPointer<Int>

  /// How many distinct scores each range has.
  private let distinct: UnsafeBufferPointer<Int>

  fileprivate init(_ sorted: assay_sorted_t, count: Int) {
    let scores = UnsafePointer(sorted.scores?.assumingMemoryBound(to: Score.self))
    let segments = UnsafeRawPointer(sorted.segments)?.assumingMemoryBound(to: Int.self)
    let distinct = UnsafeRawPointer(sorted.distinct)?.assumingMemoryBound(to: Int.self)
    self.scores = UnsafeBufferPointer(start: scores, count: scores == nil ? 0 : count)
    labels = UnsafeBufferPointer(start: sorted.labels, count: self.scores.count)
    self.segments = UnsafeBufferPointer(
      start: segments, count: segments == nil ? 0 : 2 * sorted.ranges + 1)
    self.distinct = UnsafeBufferPointer(start: distinct, count: sorted.ranges)
  }

  /// How many ranges the scores are parted into: ascending, and equal scores lie in one range.
  public var rangeCount: Int { segments.count / 2 }

  /// The rows of a range; there may be none.
  public func rows(ofRange range: Int) -> Range<Int> {
    segments[2 * range]..<segments[2 * range + 2]
  }

  /// How many rows of a range are positives.
  public func positives(inRange range: Int) -> Int {
    segments[2 * range + 2] - segments[2 * range + 1]
  }

  /// How many distinct scores a range has.
  public func distinctScores(inRange range: Int) -> Int { distinct[range] }

  /// Calls `body` once for each range, on several threads where that pays.
  public func forEachRange(_ body: @Sendable (Int) -> Void) {
    if Ranking.threads(for: scores.count) > 1 {
      Workers.run(rangeCount, body)
    } else {
      for range in 0..<rangeCount { body(range) }
    }
  }

  /// A walk down the distinct scores, from the greatest of a range, given the rows above the range.
  public func walk(fromRange range: Int, positivesAbove: Int, negativesAbove: Int) -> Walk {
    Walk(
      rows: self,
      state: assay_walk_t(
        end: rows(ofRange: range).upperBound, positives: Int64(positivesAbove),
        negatives: Int64(negativesAbove)))
  }

  /// A walk down the distinct scores, with the rows at or above each.
  public struct Walk {
    fileprivate let rows: SortedScores
    fileprivate var state: assay_walk_t

    /// Writes some more points, and returns how many: at least one if there is any, at most as many
    /// as there is room for in each buffer.
    public mutating func next(
      scores: UnsafeMutableBufferPointer<Double>, positives: UnsafeMutableBufferPointer<Double>,
      negatives: UnsafeMutableBufferPointer<Double>
    ) -> Int {
      guard let first = rows.scores.baseAddress else { return 0 }
      let room = min(scores.count, positives.count, negatives.count)
      return if Score.self == Float.self {
        assay_points_floats(
          UnsafeRawPointer(first).assumingMemoryBound(to: Float.self), rows.labels.baseAddress,
          &state, room, scores.baseAddress, positives.baseAddress, negatives.baseAddress)
      } else {
        assay_points_doubles(
          Ranking.doubles(first), rows.labels.baseAddress, &state, room, scores.baseAddress,
          positives.baseAddress, negatives.baseAddress)
      }
    }
  }
}

extension Ranking {
  /// Sorts scores together with their labels, and hands them to `body`.
  ///
  /// Beside the columns given it takes memory for one copy of them.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. They must be finite.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - body: Reads the sorted scores, which last no longer than this call.
  /// - Returns: What `body` returns.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func withSorted<Score: RankableScore, Result>(
    scores: UnsafeBufferPointer<Score>, labels: UnsafeBufferPointer<UInt8>,
    _ body: (SortedScores<Score>) -> Result
  ) throws(RankingError) -> Result {
    guard scores.count == labels.count else {
      throw .lengthsDiffer(scores: scores.count, labels: labels.count)
    }
    var sorted = assay_sorted_t()
    defer { assay_free_sorted(&sorted) }
    if let first = scores.baseAddress, !scores.isEmpty {
      var position = 0
      let threads = Self.threads(for: scores.count)
      let outcome =
        if Score.self == Float.self {
          assay_sorted_floats(
            UnsafeRawPointer(first).assumingMemoryBound(to: Float.self), labels.baseAddress,
            scores.count, true, threads, &sorted, &position)
        } else {
          assay_sorted_doubles(
            doubles(first), labels.baseAddress, scores.count, true, threads, &sorted, &position)
        }
      try check(outcome, position, scores, labels)
    }
    return body(SortedScores(sorted, count: scores.count))
  }

  /// Says that a large buffer is about to be written for the first time, which then costs less.
  public static func expectWrites<Element>(to buffer: UnsafeMutableBufferPointer<Element>) {
    assay_expect_writes(buffer.baseAddress, buffer.count * MemoryLayout<Element>.stride)
  }
}
