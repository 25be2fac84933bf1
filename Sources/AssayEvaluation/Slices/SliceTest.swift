import AssayCore

/// Finds whether a metric differs between a slice and the rest of the rows, in the way that suits it.
struct SliceTest: Sendable {
  let metric: Metric<ClassifierStatistics>
  /// All rows, in an order that does not depend on how they came.
  let model: ModelRows
  let resamples: Int
  let seed: UInt64
  /// Which slice it is: each has random numbers of its own.
  let slice: Int

  /// The p-value, two-sided, and how it was found; nil where nothing can be said.
  func callAsFunction(
    _ slice: ClassifierStatistics, _ rest: ClassifierStatistics, sliceRows: Int
  ) -> (pValue: Double?, test: MetricDifference.Test) {
    switch metric.uncertainty {
    case .proportion(let read):
      if let p = fisher(read(slice), read(rest)) { return (p, .fisher) }
    case .mean(let read):
      let restRows = model.truth.count - sliceRows
      return (welch(read(slice), sliceRows, read(rest), restRows), .welchT)
    case .rocAUC:
      if let p = areas(slice, rest) { return (p, .deLong) }
    case .counts, .curve, .none: break
    }
    let (p, count) =
      metric.requires == .counts
      ? choicesOfCells(slice, rest) : choicesOfRows(slice, rest, sliceRows)
    return (p, .choices(count: count, seed: seed))
  }

  /// Fisher's exact test of successes and failures; nil where they are no whole numbers of rows.
  private func fisher(
    _ one: (successes: Double, trials: Double), _ other: (successes: Double, trials: Double)
  ) -> Double? {
    func counts(_ part: (successes: Double, trials: Double)) -> (Int, Int)? {
      guard let hits = Int(exactly: part.successes), let trials = Int(exactly: part.trials),
        hits >= 0, trials > 0, hits <= trials
      else { return nil }
      return (hits, trials - hits)
    }
    guard let first = counts(one), let second = counts(other) else { return nil }
    return FisherExactTest(first.0, first.1, second.0, second.1).pValue(.twoSided)
  }

  /// Welch's t test of two means.
  private func welch(
    _ one: (mean: Double, standardError: Double), _ rows: Int,
    _ other: (mean: Double, standardError: Double), _ otherRows: Int
  ) -> Double? {
    let (first, second) = (
      one.standardError * one.standardError, other.standardError * other.standardError
    )
    let variance = first + second
    guard variance > 0, variance.isFinite else { return nil }
    let degrees =
      variance * variance
      / (first * first / Double(rows - 1) + second * second / Double(otherRows - 1))
    return StudentDistribution.bothTails(
      (one.mean - other.mean) / variance.squareRoot(), degreesOfFreedom: degrees)
  }

  /// DeLong's errors of two areas of different rows; nil where one has none.
  private func areas(_ slice: ClassifierStatistics, _ rest: ClassifierStatistics) -> Double? {
    func deLong(_ statistics: ClassifierStatistics) -> DeLong {
      let blocks = statistics.curve.blocks
      return DeLong(positives: blocks.positives, negatives: blocks.negatives)
    }
    let (one, other) = (deLong(slice), deLong(rest))
    guard let first = one.standardError, let second = other.standardError, first > 0, second > 0
    else { return nil }
    let z = (one.area - other.area) / (first * first + second * second).squareRoot()
    return min(1, 2 * NormalDistribution.upperTail(z.magnitude))
  }

  /// As many rows as the slice has, chosen at random, by their cells of the matrix.
  private func choicesOfCells(
    _ slice: ClassifierStatistics, _ rest: ClassifierStatistics
  ) -> (Double?, Int) {
    let seen = metric.reading(slice) - metric.reading(rest)
    let whole = model.statistics.cells.counts
    let rows = slice.cells.counts.reduce(0, +)
    guard seen.isFinite, resamples > 0 else { return (nil, resamples) }
    let differences = differences(resamples, cost: 1_500 + 400 * whole.count) { random in
      let chosen = HypergeometricSampler.draw(rows, ofCells: whole, from: &random)
      var (one, other) = (slice, rest)
      one.cells = Cells(counts: chosen)
      other.cells = Cells(counts: zip(whole, chosen).map { $0 - $1 })
      return metric.reading(one) - metric.reading(other)
    }
    return (PairedDifferences.part(of: differences, asFarAs: seen), resamples)
  }

  /// More rows than this are not chosen anew: each choice would take long.
  private static let mostRows = 1_000_000
  private static let fewestChoices = 200

  /// As many rows as the slice has, chosen at random, with their scores.
  private func choicesOfRows(
    _ slice: ClassifierStatistics, _ rest: ClassifierStatistics, _ sliceRows: Int
  ) -> (Double?, Int) {
    let seen = metric.reading(slice) - metric.reading(rest)
    let rows = model.truth.count
    guard seen.isFinite, resamples > 0, rows <= Self.mostRows else { return (nil, resamples) }
    let drawn = DrawnRows(model, parts: metric.requires)
    // Some second a slice: 10⁹ nanoseconds.
    let cost = 2 * drawn.cost + 10 * rows
    let resamples = min(resamples, max(Self.fewestChoices, 1_000_000_000 / max(1, cost)))
    let differences = differences(resamples, cost: cost) { random in
      var chosen = [Double](repeating: 0, count: rows)
      for row in random.permutation(rows).prefix(sliceRows) { chosen[Int(row)] = 1 }
      return metric.reading(drawn.statistics(chosen))
        - metric.reading(drawn.statistics(chosen.map { 1 - $0 }))
    }
    return (PairedDifferences.part(of: differences, asFarAs: seen), resamples)
  }

  /// Seeded differences, the same for any number of threads.
  private func differences(
    _ count: Int, cost: Int, _ draw: @Sendable (inout RandomSource) -> Double
  ) -> [Double] {
    var result = [Double](repeating: .nan, count: count)
    let perTask = max(1, 250_000 / max(1, cost))
    let tasks = (count + perTask - 1) / perTask
    result.withUnsafeMutableBufferPointer { result in
      nonisolated(unsafe) let result = result
      Workers.run(tasks) { task in
        for place in task * perTask..<min(count, (task + 1) * perTask) {
          var random = RandomSource(seed: seed, stream: UInt64(place)).split(UInt64(slice))
          result[place] = draw(&random)
        }
      }
    }
    return result
  }
}
