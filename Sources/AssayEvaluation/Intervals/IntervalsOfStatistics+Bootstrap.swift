extension IntervalsOfStatistics {
  /// Whether a metric is a function of the confusion matrix alone.
  func isOfCells(_ metric: Metric<ClassifierStatistics>) -> Bool {
    guard case .counts = metric.uncertainty else { return false }
    return metric.requires == .counts || !canDrawRows
  }

  /// Whether a metric may depend on scores: the rows themselves are drawn then.
  func isOfRows(_ metric: Metric<ClassifierStatistics>) -> Bool {
    switch metric.uncertainty {
    case .counts: metric.requires != .counts && canDrawRows
    case .curve: canDrawRows
    default: false
    }
  }

  /// Whether counts and curve can be drawn together: single scores, kept, not weighted, not too
  /// many.
  private var canDrawRows: Bool {
    statistics.width == 1 && statistics.parts.isSuperset(of: [.counts, .curve]) && !isWeighted
      && statistics.confusion.total * Double(resamples) <= Double(Self.mostDraws)
  }

  typealias Values = @Sendable (Metrics) -> [[Double]]

  /// The percentile intervals of metrics that share their resamples.
  func bootstrap(
    _ metrics: Metrics, _ values: (Metrics) -> (values: [[Double]], resamples: Int),
    _ resampled: Interval.Resampled
  ) -> [Metric<ClassifierStatistics>: Result<Interval, Missing>] {
    guard !metrics.isEmpty, effectiveRowsPerWeight != nil else { return [:] }
    let (values, resamples) = values(metrics)
    var result: [Metric<ClassifierStatistics>: Result<Interval, Missing>] = [:]
    for (metric, values) in zip(metrics, values) {
      guard let ends = Percentiles.interval(of: values, level: level) else {
        result[metric] = .failure(Missing(.resamplesUndefined))
        continue
      }
      if ends.low == ends.high {
        result[metric] = noErrorSeen(metric).map { .success($0) } ?? .failure(Missing(.noSpread))
      } else {
        result[metric] = .success(
          Interval(
            low: ends.low, high: ends.high, level: level,
            method: .bootstrap(resampled, resamples: resamples, seed: seed),
            effectiveCount: effectiveCount))
      }
    }
    return result
  }

  /// The metrics of resampled confusion matrices.
  ///
  /// A matrix of many classes is drawn less often, 200 times at least, so that a hundred million
  /// cells are visited at most.
  func cellValues(_ metrics: Metrics) -> (values: [[Double]], resamples: Int) {
    let cells = statistics.cells
    let most = max(200, 100_000_000 / (cells.count * metrics.count))
    let resamples = min(resamples, most)
    let bootstrap: Bootstrap
    if cells.isWeighted {
      bootstrap = Bootstrap(
        ofWeights: cells.values.map { max(0, $0) }, effectiveCount: effectiveCount ?? 0,
        resamples: resamples, seed: seed)
    } else {
      bootstrap = Bootstrap(of: cells.counts, resamples: resamples, seed: seed)
    }
    let cost = metrics.count * (400 + 4 * cells.count)
    let values = bootstrap.values(readings: metrics.count, cost: cost) { counts, readings in
      var drawn = statistics
      drawn.cells =
        cells.isWeighted ? Cells(weights: counts) : Cells(counts: counts.map { Int($0) })
      for (place, metric) in metrics.enumerated() { readings[place] = metric.reading(drawn) }
    }
    return (values, resamples)
  }

  /// The metrics of resampled rows: each distinct score of each class is a group, and the matrix
  /// follows from the threshold.
  func rowValues(_ metrics: Metrics) -> (values: [[Double]], resamples: Int) {
    let blocks = statistics.curve(for: 1).blocks
    let groups = (blocks.positives + blocks.negatives).map { Int($0) }
    let bootstrap = Bootstrap(of: groups, resamples: resamples, seed: seed)
    let onlyPrecision = metrics.allSatisfy { $0.name == "average_precision" }
    if onlyPrecision, statistics.positivePosition == 1 {
      let values = bootstrap.values(readings: 1, cost: 4 * blocks.count) { counts, readings in
        readings[0] = Bootstrap.averagePrecision(counts)
      }
      return (metrics.map { _ in values[0] }, resamples)
    }
    let cost = blocks.count * (10 + 20 * metrics.count)
    let values = bootstrap.values(readings: metrics.count, cost: cost) { counts, readings in
      let drawn = drawn(counts, blocks)
      for (place, metric) in metrics.enumerated() { readings[place] = metric.reading(drawn) }
    }
    return (values, resamples)
  }

  /// The statistics of drawn rows; losses are not drawn.
  private func drawn(_ counts: [Double], _ blocks: ScoreBlocks) -> ClassifierStatistics {
    var cells = [0, 0, 0, 0]
    var curve = ScoreBlocks()
    for block in 0..<blocks.count {
      let positives = counts[block]
      let negatives = counts[blocks.count + block]
      guard positives + negatives > 0 else { continue }
      curve.append(blocks.scores[block], positives, negatives)
      let column = blocks.scores[block] >= statistics.threshold ? 1 : 0
      cells[column] += Int(negatives)
      cells[2 + column] += Int(positives)
    }
    var result = statistics
    result.cells = Cells(counts: cells)
    result.curves = [ScoreCurve(blocks: curve, isWeighted: false)]
    return result
  }

  /// An interval for a matrix without errors, whose resamples have none either.
  ///
  /// With no error in n rows the error rate is below e = 1 − (α/2)^(1/n), α = 1 − level: the end of
  /// Clopper and Pearson's interval. The other end is the metric of the matrix in which each class
  /// has that part of its rows spread evenly over the other classes.
  private func noErrorSeen(_ metric: Metric<ClassifierStatistics>) -> Interval? {
    let width = statistics.classCount
    var cells = statistics.cells.values
    let total = cells.reduce(0, +)
    let correct = (0..<width).reduce(0.0) { $0 + cells[$1 * width + $1] }
    guard total > 0, correct == total, let scale = effectiveRowsPerWeight,
      let bound = Interval.clopperPearson(successes: 0, trials: total * scale, level: level)
    else { return nil }
    for row in 0..<width {
      let rows = cells[row * width + row]
      for column in 0..<width {
        cells[row * width + column] =
          column == row ? rows * (1 - bound.high) : rows * bound.high / Double(width - 1)
      }
    }
    var drawn = statistics
    drawn.cells = Cells(weights: cells)
    let value = metric.reading(statistics)
    let other = metric.reading(drawn)
    guard value.isFinite, other.isFinite, value != other else { return nil }
    return Interval(
      low: min(value, other), high: max(value, other), level: level, method: .noErrorSeen,
      effectiveCount: effectiveCount)
  }
}
