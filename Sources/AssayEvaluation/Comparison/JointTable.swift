import AssayCore

/// Of two models' answers to the same rows, how often each truth met each pair of answers: what every
/// metric of counts is compared from.
///
/// Only the triples that occur are kept, so many classes cost no more than rows.
struct JointTable: Sendable {
  private let classCount: Int
  /// The triples, in order, and how many rows have each.
  private let triples: [(truth: Int, first: Int, second: Int)]
  private let counts: [Int]
  /// Statistics to put drawn cells into, of each model.
  private let first: ClassifierStatistics
  private let second: ClassifierStatistics

  typealias Metrics = [Metric<ClassifierStatistics>]

  init(_ one: ModelRows, _ other: ModelRows) {
    let k = one.statistics.classCount
    classCount = k
    first = one.statistics
    second = other.statistics
    let codes = one.truth.indices.map {
      (Int(one.truth[$0]) * k + Int(one.guesses[$0])) * k + Int(other.guesses[$0])
    }.sorted()
    var triples: [(truth: Int, first: Int, second: Int)] = []
    var counts: [Int] = []
    var last = -1
    for code in codes {
      if code == last {
        counts[counts.count - 1] += 1
      } else {
        triples.append((code / (k * k), code / k % k, code % k))
        counts.append(1)
        last = code
      }
    }
    self.triples = triples
    self.counts = counts
  }

  /// McNemar's test of which model is right more often.
  var mcNemar: McNemarTest {
    var onlyFirst = 0
    var onlySecond = 0
    for (triple, count) in zip(triples, counts) {
      if triple.first == triple.truth, triple.second != triple.truth { onlyFirst += count }
      if triple.second == triple.truth, triple.first != triple.truth { onlySecond += count }
    }
    return McNemarTest(onlyFirstRight: onlyFirst, onlySecondRight: onlySecond)
  }

  /// The first's metrics minus the second's, of resampled rows: an array a metric.
  func resampledDifferences(_ metrics: Metrics, resamples: Int, seed: UInt64) -> [[Double]] {
    Bootstrap(of: counts, resamples: resamples, seed: seed)
      .values(readings: metrics.count, cost: cost(metrics)) { drawn, readings in
        read(metrics, drawn.map { Int($0) }, swapped: nil, into: &readings)
      }
  }

  /// The first's metrics minus the second's, when on each row the two answers are exchanged or not by
  /// the toss of a coin: an array a metric.
  func swappedDifferences(_ metrics: Metrics, swaps: Int, seed: UInt64) -> [[Double]] {
    var table = [Double](repeating: .nan, count: metrics.count * swaps)
    let perTask = max(1, 250_000 / (cost(metrics) + 60 * counts.count))
    let tasks = (swaps + perTask - 1) / perTask
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run(tasks) { task in
        var readings = [Double](repeating: .nan, count: metrics.count)
        for swap in task * perTask..<min(swaps, (task + 1) * perTask) {
          // Streams apart from those of the resamples.
          var random = RandomSource(seed: seed, stream: 1 << 32 + UInt64(swap))
          let swapped = zip(triples, counts).map { triple, count in
            triple.first == triple.second
              ? 0 : BinomialSampler.draw(count, p: 0.5, from: &random)
          }
          read(metrics, counts, swapped: swapped, into: &readings)
          for metric in metrics.indices { table[metric * swaps + swap] = readings[metric] }
        }
      }
    }
    return metrics.indices.map { Array(table[$0 * swaps..<($0 + 1) * swaps]) }
  }

  private func cost(_ metrics: Metrics) -> Int {
    metrics.count * (800 + 8 * classCount * classCount) + 4 * counts.count
  }

  /// The differences of metrics where so many rows have each triple, and so many of these are
  /// swapped.
  private func read(
    _ metrics: Metrics, _ counts: [Int], swapped: [Int]?, into readings: inout [Double]
  ) {
    var one = [Int](repeating: 0, count: classCount * classCount)
    var two = one
    for place in triples.indices {
      let (truth, first, second) = triples[place]
      let turned = swapped?[place] ?? 0
      let kept = counts[place] - turned
      one[truth * classCount + first] += kept
      two[truth * classCount + second] += kept
      one[truth * classCount + second] += turned
      two[truth * classCount + first] += turned
    }
    var drawnFirst = first
    var drawnSecond = second
    drawnFirst.cells = Cells(counts: one)
    drawnSecond.cells = Cells(counts: two)
    for (place, metric) in metrics.enumerated() {
      readings[place] = metric.reading(drawnFirst) - metric.reading(drawnSecond)
    }
  }
}
