internal import AssayKernels

/// At which place the true class of each row stands when the classes are ordered by score.
///
/// ```swift
/// let places = TruthPlaces.of(truth: truth, scores: scores, width: 10)
/// ```
public enum TruthPlaces {
  /// The place of each row's truth, from 0: how many classes have a greater score, or the same and
  /// come later.
  ///
  /// Rows are shared out among threads; the places are the same for any number of them.
  ///
  /// - Parameters:
  ///   - truth: The column of each row's class, known to be less than `width`.
  ///   - scores: Row after row.
  ///   - width: Scores a row.
  /// - Returns: nil where a score is not finite.
  public static func of<Score: RankableScore>(
    truth: UnsafeBufferPointer<Int32>, scores: UnsafeBufferPointer<Score>, width: Int
  ) -> [Int32]? {
    precondition(scores.count == truth.count * width, "Each row has \(width) scores.")
    let rows = truth.count
    guard let first = truth.baseAddress, let scores = scores.baseAddress else { return [] }
    let tasks = ClassLosses.parts(rows: rows, width: width)
    var sound = [Bool](repeating: false, count: tasks)
    let places = [Int32](unsafeUninitializedCapacity: rows) { places, filled in
      filled = rows
      guard let start = places.baseAddress else { return }
      sound.withUnsafeMutableBufferPointer { sound in
        nonisolated(unsafe) let (start, first, scores, sound) = (start, first, scores, sound)
        Workers.run(tasks) { task in
          let (from, to) = (rows * task / tasks, rows * (task + 1) / tasks)
          sound[task] = find(
            start + from, first + from, scores + from * width, width: width, rows: to - from)
        }
      }
    }
    return sound.allSatisfy { $0 } ? places : nil
  }

  private static func find<Score: RankableScore>(
    _ places: UnsafeMutablePointer<Int32>, _ truth: UnsafePointer<Int32>,
    _ scores: UnsafePointer<Score>, width: Int, rows: Int
  ) -> Bool {
    let scores = UnsafeRawPointer(scores)
    if Score.self == Float.self {
      return assay_truth_places_floats(
        truth, scores.assumingMemoryBound(to: Float.self), rows, width, places)
    }
    precondition(Score.self == Double.self, "Scores are Float or Double, not \(Score.self).")
    return assay_truth_places_doubles(
      truth, scores.assumingMemoryBound(to: Double.self), rows, width, places)
  }
}
