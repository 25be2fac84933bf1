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
  /// How long choosing rows with their scores may take, in nanoseconds, roughly.
  let budget: Int
  /// Of a metric that is a mean over rows, the term of each row; else nil.
  let terms: [Double]?
  /// The rows ready to be chosen from, for metrics that always need it.
  let sorted: DrawnRows?

  /// The p-value, two-sided, and how it was found; nil where nothing can be said.
  func callAsFunction(
    _ slice: ClassifierStatistics, _ rest: ClassifierStatistics, sliceRows: Int
  ) -> (pValue: Double?, test: MetricDifference.Test) {
    switch metric.uncertainty {
    case .proportion(let read):
      if let p = fisher(read(slice), read(rest)) { return (p, .fisher) }
    case .mean:
      if let terms {
        return (
          choicesOfTerms(terms, slice, rest, sliceRows), .choices(count: resamples, seed: seed)
        )
      }
    case .rocAUC:
      if metric == .rocAUC, let p = areas(slice, rest) { return (p, .deLong) }
    case .counts, .curve, .rows, .none: break
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

  /// DeLong's errors of two areas of different rows, on the logit scale; nil where one has none.
  ///
  /// On the plain scale two areas close to 1 look too different too often.
  private func areas(_ slice: ClassifierStatistics, _ rest: ClassifierStatistics) -> Double? {
    func logit(_ statistics: ClassifierStatistics) -> (value: Double, variance: Double)? {
      let blocks = statistics.curve.blocks
      let found = DeLong(positives: blocks.positives, negatives: blocks.negatives)
      let spread = found.area * (1 - found.area)
      guard let error = found.standardError, error > 0, spread > 0 else { return nil }
      return (
        ElementaryFunctions.log(found.area / (1 - found.area)), error * error / (spread * spread)
      )
    }
    guard let one = logit(slice), let other = logit(rest) else { return nil }
    let z = (one.value - other.value) / (one.variance + other.variance).squareRoot()
    return min(1, 2 * NormalDistribution.upperTail(z.magnitude))
  }

  /// As many rows as the slice has, chosen at random, by their terms of the mean.
  private func choicesOfTerms(
    _ terms: [Double], _ slice: ClassifierStatistics, _ rest: ClassifierStatistics,
    _ sliceRows: Int
  ) -> Double? {
    let seen = metric.reading(slice) - metric.reading(rest)
    guard seen.isFinite, resamples > 0 else { return nil }
    let rows = terms.count
    // The smaller side is drawn: its sum tells the other's.
    let few = min(sliceRows, rows - sliceRows)
    let total = terms.reduce(0, +)
    let differences = differences(resamples, cost: 10 * few + 2 * rows) { random in
      var order = Array(0..<Int32(truncatingIfNeeded: rows))
      var sum = 0.0
      for place in 0..<few {
        order.swapAt(place, place + random.below(rows - place))
        sum += terms[Int(order[place])]
      }
      return sum / Double(few) - (total - sum) / Double(rows - few)
    }
    return PairedDifferences.part(of: differences, asFarAs: seen)
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

  /// Fewer choices than this say too little.
  private static let fewestChoices = 200

  /// As many rows as the slice has, chosen at random, with their scores.
  private func choicesOfRows(
    _ slice: ClassifierStatistics, _ rest: ClassifierStatistics, _ sliceRows: Int
  ) -> (Double?, Int) {
    let seen = metric.reading(slice) - metric.reading(rest)
    let rows = model.truth.count
    let drawn = sorted ?? DrawnRows(model, parts: metric.requires)
    let cost = 2 * drawn.cost + 10 * rows
    let affordable = budget / max(1, cost)
    guard seen.isFinite, resamples > 0, affordable >= min(Self.fewestChoices, resamples) else {
      return (nil, resamples)
    }
    let resamples = min(resamples, affordable)
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
