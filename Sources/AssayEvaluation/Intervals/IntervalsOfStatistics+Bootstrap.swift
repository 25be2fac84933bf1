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
    case .rocAUC: options.areas == .bootstrap && canDrawRows
    default: false
    }
  }

  /// Whether counts and curve can be drawn together: single scores, kept, not weighted, not too
  /// many.
  private var canDrawRows: Bool {
    statistics.width == 1 && statistics.parts.isSuperset(of: [.counts, .curve]) && !isWeighted
      && statistics.confusion.total * Double(resamples) <= Double(Self.mostDraws)
  }

  /// Why the rows of a metric that needs them cannot be drawn.
  var whyNotDrawn: Estimate.MissingInterval {
    if statistics.width > 1 { return .rowsNotKept }
    return isWeighted || !statistics.parts.isSuperset(of: [.counts, .curve])
      ? .notAvailable : .tooManyRows
  }

  /// What was drawn for some metrics, and what BCa has to know besides.
  struct Drawn {
    /// Each metric's value of every resample.
    var values: [[Double]]
    var resamples: Int
    var resampled: Interval.Resampled
    /// The acceleration of each metric; empty unless BCa asks for it.
    var accelerations: [Result<Double, Estimate.MissingInterval>] = []
  }

  /// The intervals of metrics that share their resamples.
  func bootstrap(
    _ metrics: Metrics, _ draw: (Metrics) -> Drawn
  ) -> [Metric<ClassifierStatistics>: Found] {
    guard !metrics.isEmpty, effectiveRowsPerWeight != nil else { return [:] }
    let drawn = draw(metrics)
    var result: [Metric<ClassifierStatistics>: Found] = [:]
    for (place, metric) in metrics.enumerated() {
      do {
        let ends = try options.resampling.ends(
          of: drawn.values[place], value: statistics[metric], level: level
        ) { drawn.accelerations[place] }
        result[metric] = .success(
          Interval(
            low: ends.low, high: ends.high, level: level,
            method: options.resampling.method(of: drawn.resampled, resamples: drawn.resamples),
            effectiveCount: effectiveCount))
      } catch .noSpread {
        result[metric] = noErrorSeen(metric).map { .success($0) } ?? .failure(.noSpread)
      } catch {
        result[metric] = .failure(error)
      }
    }
    return result
  }

  /// The metrics of resampled confusion matrices.
  ///
  /// A matrix of many classes is drawn less often, 200 times at least, so that a hundred million
  /// cells are visited at most.
  func drawnCells(_ metrics: Metrics) -> Drawn {
    let cells = statistics.cells
    let most = max(200, 100_000_000 / (cells.count * metrics.count))
    let resamples = min(resamples, most)
    let width = statistics.classCount
    let strata =
      options.resampling.isStratified ? [Int](repeating: width, count: width) : nil
    let bootstrap: Bootstrap
    if cells.isWeighted {
      bootstrap = Bootstrap(
        ofWeights: cells.values.map { max(0, $0) }, effectiveCount: effectiveCount ?? 0,
        strata: strata, resamples: resamples, seed: seed)
    } else {
      bootstrap = Bootstrap(of: cells.counts, strata: strata, resamples: resamples, seed: seed)
    }
    let cost = metrics.count * (400 + 4 * cells.count)
    let read: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
      var drawn = statistics
      drawn.cells =
        cells.isWeighted ? Cells(weights: counts) : Cells(counts: counts.map { Int($0) })
      for (place, metric) in metrics.enumerated() { readings[place] = metric.reading(drawn) }
    }
    var result = Drawn(
      values: bootstrap.values(readings: metrics.count, cost: cost, read), resamples: resamples,
      resampled: strata == nil ? .counts : .countsOfEachClass)
    guard options.resampling.ends == .bca else { return result }
    let jackknife = Jackknife(
      groups: cells.values, rowWeight: cells.isWeighted ? 1 / (effectiveRowsPerWeight ?? 1) : 1,
      strata: strata)
    result.accelerations = jackknife.accelerations(readings: metrics.count, cost: cost, read)
    return result
  }

  /// The metrics of resampled rows: each distinct score of each class is a group, and the matrix
  /// follows from the threshold.
  func drawnRows(_ metrics: Metrics) -> Drawn {
    let blocks = statistics.curve(for: 1).blocks
    let rows = CurveRows(blocks, isWeighted: false)
    let bootstrap = Bootstrap(
      of: rows.groups.map { Int($0) }, strata: rows.strata(options.resampling),
      resamples: resamples, seed: seed)
    let read: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
      let drawn = drawn(counts, blocks)
      for (place, metric) in metrics.enumerated() { readings[place] = metric.reading(drawn) }
    }
    let cost = blocks.count * (10 + 20 * metrics.count)
    let values: [[Double]]
    if statistics.positivePosition == 1, metrics.allSatisfy({ $0.name == "average_precision" }) {
      let precisions = bootstrap.values(readings: 1, cost: 4 * blocks.count) { counts, readings in
        readings[0] = Bootstrap.averagePrecision(counts)
      }
      values = metrics.map { _ in precisions[0] }
    } else {
      values = bootstrap.values(readings: metrics.count, cost: cost, read)
    }
    var result = Drawn(
      values: values, resamples: resamples, resampled: rows.resampled(options.resampling))
    guard options.resampling.ends == .bca else { return result }
    let jackknife = rows.jackknife(options.resampling)
    // Two areas know their values without a row; all others are read anew.
    let known = statistics.positivePosition == 1 ? ["roc_auc", "average_precision"] : []
    let others = metrics.filter { !known.contains($0.name) }
    let readOthers: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
      let drawn = drawn(counts, blocks)
      for (place, metric) in others.enumerated() { readings[place] = metric.reading(drawn) }
    }
    var found =
      others.isEmpty
      ? [] : jackknife.accelerations(readings: others.count, cost: cost, readOthers)
    found.reverse()
    result.accelerations = metrics.map { metric in
      if !known.contains(metric.name) { return found.popLast() ?? .failure(.tooManyLeftOut) }
      let values =
        metric.name == "roc_auc" ? blocks.areaWithoutRow : blocks.averagePrecisionWithoutRow
      return jackknife.acceleration(of: values).map { .success($0) }
        ?? .failure(.accelerationUndefined)
    }
    return result
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
