/// Finds the intervals of a classifier's metrics, each in the way its metric asks for.
struct IntervalsOfStatistics: Sendable {
  let statistics: ClassifierStatistics
  let options: IntervalOptions

  init(statistics: ClassifierStatistics, options: IntervalOptions) {
    self.statistics = statistics
    self.options = options
  }

  init(statistics: ClassifierStatistics, level: Double, resamples: Int, seed: UInt64) {
    let resampling = Resampling(resamples: resamples, seed: seed)
    self.init(
      statistics: statistics, options: IntervalOptions(level: level, resampling: resampling))
  }

  var level: Double { options.level }
  var resamples: Int { options.resampling.resamples }
  var seed: UInt64 { options.resampling.seed }

  typealias Metrics = [Metric<ClassifierStatistics>]

  typealias Found = Result<Interval, Estimate.MissingInterval>

  /// More draws of a row than this would take seconds.
  static let mostDraws = 50_000_000

  /// The intervals of metrics, in their order.
  func of(_ metrics: Metrics) -> [Found] {
    let ofCells = bootstrap(metrics.filter { isOfCells($0) }, drawnCells)
    let ofRows = bootstrap(metrics.filter { isOfRows($0) }, drawnRows)
    return metrics.map { metric in
      guard statistics[metric].isFinite else { return .failure(.valueUndefined) }
      guard let scale = effectiveRowsPerWeight else { return .failure(.weightsUnknown) }
      if let found = ofCells[metric] ?? ofRows[metric] { return found }
      let interval: Interval?
      switch metric.uncertainty {
      case .proportion(let read):
        let (successes, trials) = read(statistics)
        interval = options.proportions.interval(
          successes: successes, trials: trials, level: level,
          effectiveTrials: isWeighted ? trials * scale : nil)
      case .rocAUC:
        guard case .deLong(let form) = options.areas else { return .failure(whyNotDrawn) }
        interval = deLong(scale, form)
      case .mean(let read):
        let (mean, error) = read(statistics)
        interval = Interval.normal(
          value: mean, standardError: error, level: level, range: metric.range,
          effectiveCount: effectiveCount)
      case .curve where metric.name == "average_precision":
        interval = averagePrecision(metric, scale)
      case .counts, .curve: return .failure(whyNotDrawn)
      case .rows: return .failure(.rowsNotKept)
      case .none: interval = nil
      }
      return interval.map { .success($0) } ?? .failure(.notAvailable)
    }
  }

  // MARK: Weights

  var isWeighted: Bool { statistics.cells.isWeighted || statistics.curve.isWeighted }

  /// Kish's effective number of rows; nil without weights, or where their squares were not kept.
  var effectiveCount: Double? {
    isWeighted && statistics.losses.total > 0 ? statistics.losses.rows.effectiveCount : nil
  }

  /// How many effective rows a unit of weight stands for: 1 without weights, nil where unknown.
  ///
  /// The rows of a part (one class, those predicted positive) are taken to be weighted as unequally
  /// as all.
  var effectiveRowsPerWeight: Double? {
    guard isWeighted else { return 1 }
    guard let effectiveCount else { return nil }
    let scale = effectiveCount / statistics.losses.total
    // Negative weights may sum to nothing.
    return scale.isFinite && scale > 0 ? scale : nil
  }

  private func deLong(_ scale: Double, _ form: Interval.Scale) -> Interval? {
    let blocks = statistics.curve.blocks
    let positives = blocks.positives.reduce(0, +)
    let negatives = blocks.negatives.reduce(0, +)
    return DeLong(
      positives: blocks.positives, negatives: blocks.negatives,
      effectivePositives: isWeighted ? positives * scale : nil,
      effectiveNegatives: isWeighted ? negatives * scale : nil
    ).interval(level: level, scale: form)
  }

  /// For more rows than can be drawn anew, and for weighted ones.
  private func averagePrecision(
    _ metric: Metric<ClassifierStatistics>, _ scale: Double
  ) -> Interval? {
    let value = statistics[metric]
    guard let error = statistics.curve.blocks.averagePrecisionError, error > 0, value > 0, value < 1
    else { return nil }
    let ends = Interval.logitEnds(
      of: value, standardError: error / scale.squareRoot(), level: level)
    return Interval(
      low: ends.low, high: ends.high, level: level, method: .jackknife(.logit),
      effectiveCount: effectiveCount)
  }
}
