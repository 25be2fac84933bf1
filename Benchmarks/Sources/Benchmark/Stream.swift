internal import Assay
import Foundation

/// Rows without end through an accumulator, and how much memory that takes.
struct Stream: Codable {
  var name: String
  var rows: Int
  var seconds: Double
  /// The program's greatest memory after a hundredth of the rows, and at the end.
  var earlyMebibytes: Double
  var peakMebibytes: Double
  /// A reading, to show that all rows are there.
  var value: Double

  /// Rows at a time.
  private static let batch = 1 << 20

  /// Every accumulator that takes batches, with so many rows of four batches in turn.
  static func all(rows: Int) throws -> [Stream] {
    let parts = Samples(count: 4 * batch)
    let labels = (0..<4).map { Array(parts.labels[($0 * batch)..<(($0 + 1) * batch)]) }
    let predictions = (0..<4).map { Array(parts.predictions[($0 * batch)..<(($0 + 1) * batch)]) }
    let scores = (0..<4).map { Array(parts.floatScores[($0 * batch)..<(($0 + 1) * batch)]) }
    let flags = labels.map { $0.map { $0 == 1 } }

    var matrix = ConfusionMatrix<Int32>()
    var statistics = try ClassifierStatistics(classCount: 2, parts: .counts)
    var histogram = ScoreHistogram()
    return [
      try run("ConfusionMatrix, Int32 labels", rows) { part, size in
        try matrix.update(
          labels: prefix(labels[part], size), predictions: prefix(predictions[part], size))
      } reading: {
        matrix.total
      },
      try run("ClassifierStatistics, Int32 positions", rows) { part, size in
        try statistics.update(
          truth: prefix(labels[part], size), predictions: prefix(predictions[part], size))
      } reading: {
        statistics.confusion.total
      },
      try run("ScoreHistogram, Float scores", rows) { part, size in
        try histogram.update(labels: prefix(flags[part], size), scores: prefix(scores[part], size))
      } reading: {
        Double(histogram.positives + histogram.negatives)
      },
    ]
  }

  private static func prefix<Element>(_ column: [Element], _ size: Int) -> [Element] {
    size == column.count ? column : Array(column.prefix(size))
  }

  private static func run(
    _ name: String, _ rows: Int, _ update: (_ part: Int, _ size: Int) throws -> Void,
    reading: () -> Double
  ) throws -> Stream {
    let clock = ContinuousClock()
    var (done, part) = (0, 0)
    var early = 0.0
    let start = clock.now
    while done < rows {
      let size = min(batch, rows - done)
      try update(part, size)
      done += size
      part = (part + 1) % 4
      if early == 0, done >= rows / 100 { early = peakMebibytes }
    }
    return Stream(
      name: name, rows: rows, seconds: (clock.now - start) / .seconds(1), earlyMebibytes: early,
      peakMebibytes: peakMebibytes, value: reading())
  }

  private static var peakMebibytes: Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1_048_576
    #else
      getrusage(0, &usage)  // this program
      return Double(usage.ru_maxrss) / 1024
    #endif
  }
}
