import AssayCore

/// Finds how metrics differ between two models on the same weighted rows.
///
/// Rows are drawn anew with their weights for every interval. Metrics of counts have the swap test, in
/// which a row's answers are exchanged with all its weight; those that read scores the resamples on
/// the rarer side of zero.
struct WeightedDifferences: Sendable {
  let level: Double
  let resamples: Int
  let seed: UInt64
  private let first: ModelRows
  private let second: ModelRows
  private let weights: [Double]

  typealias Metrics = [Metric<ClassifierStatistics>]

  init(
    _ first: ModelRows, _ second: ModelRows, weights: [Double], level: Double, resamples: Int,
    seed: UInt64
  ) {
    let order = ModelRows.canonicalOrder([first, second])
    self.first = first.reordered(order)
    self.second = second.reordered(order)
    self.weights = order.map { weights[$0] }
    self.level = level
    self.resamples = resamples
    self.seed = seed
  }

  /// The differences of metrics, in their order.
  func of(_ metrics: Metrics) -> [MetricDifference] {
    let parts = metrics.reduce(into: ClassifierStatistics.Parts()) { $0.formUnion($1.requires) }
    let one = DrawnRows(first, parts: parts)
    let two = DrawnRows(second, parts: parts)
    let whole = (one.statistics(weights: weights), two.statistics(weights: weights))
    let effectiveCount = EffectiveCount(weights: weights).value
    // The same limits as without weights.
    let cost = one.cost + two.cost
    let affordable = max(200, 4_000_000_000 / max(1, cost))
    let count = weights.count <= 1_000_000 ? min(resamples, affordable) : 0
    let drawn = Bootstrap(
      of: [Int](repeating: 1, count: weights.count), resamples: count, seed: seed
    ).values(readings: metrics.count, cost: cost) { counts, readings in
      let drawn = zip(weights, counts).map { $0 * $1 }
      let (first, second) = (one.statistics(weights: drawn), two.statistics(weights: drawn))
      for (place, metric) in metrics.enumerated() {
        readings[place] = metric.reading(first) - metric.reading(second)
      }
    }
    let counted = metrics.filter { $0.requires == .counts }
    let swapped = swappedDifferences(counted, swaps: count)
    return metrics.enumerated().map { place, metric in
      let values = (whole.0[metric], whole.1[metric])
      let isDefined = values.0.isFinite && values.1.isFinite && count > 0
      let swaps = counted.firstIndex(of: metric).map { swapped[$0] }
      let ends = isDefined ? Percentiles.interval(of: drawn[place], level: level) : nil
      let pValue = swaps.map { PairedDifferences.part(of: $0, asFarAs: values.0 - values.1) }
      return MetricDifference(
        metric: metric.name, title: metric.title, goal: metric.goal, firstName: first.name,
        secondName: second.name, first: values.0, second: values.1,
        interval: ends.flatMap {
          $0.low < $0.high
            ? Interval(
              low: $0.low, high: $0.high, level: level,
              method: .bootstrap(.rows, resamples: count, seed: seed),
              effectiveCount: effectiveCount)
            : nil
        },
        pValue: isDefined ? pValue ?? PairedDifferences.crossing(drawn[place]) : nil,
        test: swaps == nil
          ? .bootstrap(resamples: count, seed: seed) : .swaps(count: count, seed: seed))
    }
  }

  /// The first's metrics minus the second's, when on each row the two answers are exchanged or not by
  /// the toss of a coin: an array a metric.
  private func swappedDifferences(_ metrics: Metrics, swaps: Int) -> [[Double]] {
    var table = [Double](repeating: .nan, count: metrics.count * swaps)
    guard !metrics.isEmpty else { return [] }
    let width = first.statistics.classCount
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run(swaps) { swap in
        // Streams apart from those of the resamples.
        var random = RandomSource(seed: seed, stream: 1 << 32 + UInt64(swap))
        var cells = [[Double]](repeating: [Double](repeating: 0, count: width * width), count: 2)
        for row in weights.indices {
          let turned = random.next() >> 63 == 1 ? 1 : 0
          let truth = Int(first.truth[row]) * width
          cells[turned][truth + Int(first.guesses[row])] += weights[row]
          cells[1 - turned][truth + Int(second.guesses[row])] += weights[row]
        }
        var (one, two) = (first.statistics, second.statistics)
        (one.cells, two.cells) = (Cells(weights: cells[0]), Cells(weights: cells[1]))
        for (place, metric) in metrics.enumerated() {
          table[place * swaps + swap] = metric.reading(one) - metric.reading(two)
        }
      }
    }
    return metrics.indices.map { Array(table[$0 * swaps..<($0 + 1) * swaps]) }
  }
}
