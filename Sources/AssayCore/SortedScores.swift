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
    var marks: UnsafeMutablePointer<UInt8>?
    var sorted: UnsafeMutableRawPointer?
    defer { assay_free_sorted(sorted) }
    if let first = scores.baseAddress, !scores.isEmpty {
      var position = 0
      let threads = Self.threads(for: scores.count)
      let outcome: assay_ranking_t
      if Score.self == Float.self {
        var floats: UnsafeMutablePointer<Float>?
        outcome = assay_sorted_floats(
          UnsafeRawPointer(first).assumingMemoryBound(to: Float.self), labels.baseAddress,
          scores.count, true, threads, &floats, &marks, &position)
        sorted = UnsafeMutableRawPointer(floats)
      } else {
        var numbers: UnsafeMutablePointer<Double>?
        outcome = assay_sorted_doubles(
          doubles(first), labels.baseAddress, scores.count, true, threads,
          &numbers, &marks, &position)
        sorted = UnsafeMutableRawPointer(numbers)
      }
      try check(outcome, position, scores, labels)
    }
    let count = sorted == nil ? 0 : scores.count
    return body(
      SortedScores(
        scores: UnsafeBufferPointer(
          start: sorted.map { UnsafePointer($0.assumingMemoryBound(to: Score.self)) },
          count: count),
        labels: UnsafeBufferPointer(start: marks, count: count)))
  }

  /// Says that a large buffer is about to be written for the first time, which then costs less.
  public static func expectWrites<Element>(to buffer: UnsafeMutableBufferPointer<Element>) {
    assay_expect_writes(buffer.baseAddress, buffer.count * MemoryLayout<Element>.stride)
  }
}
