/// Finds the intervals of a classifier's metrics, each in the way its metric asks for.
struct IntervalsOfStatistics: Sendable {
  let statistics: ClassifierStatistics
  let level: Double
  let resamples: Int
  let seed: UInt64

  typealias Metrics = [Metric<ClassifierStatistics>]

  /// Why there is no interval, as an error.
  struct Missing: Error {
    let reason: Estimate.MissingInterval
    init(_ reason: Estimate.MissingInterval) { self.reason = reason }
  }

  /// More draws of a row than this would take seconds.
  static let mostDraws = 50_000_000

  /// The intervals of metrics, in their order.
  func of(_ metrics: Metrics) -> [Result<Interval, Missing>] {
    let ofCells = bootstrap(metrics.filter { isOfCells($0) }, cellValues, .counts)
    let ofRows = bootstrap(metrics.filter { isOfRows($0) }, rowValues, .rows)
    return metrics.map { metric in
      guard statistics[metric].isFinite else { return .failure(Missing(.valueUndefined)) }
      guard let scale = effectiveRowsPerWeight else { return .failure(Missing(.weightsUnknown)) }
      if let found = ofCells[metric] ?? ofRows[metric] { return found }
      let interval: Interval?
      switch metric.uncertainty {
      case .proportion(let read):
        let (successes, trials) = read(statistics)
        interval = Interval.wilson(
          successes: successes, trials: trials, level: level,
          effectiveTrials: isWeighted ? trials * scale : nil)
      case .rocAUC:
        interval = deLong(scale)
      case .mean(let read):
        let (mean, error) = read(statistics)
        interval = Interval.normal(
          value: mean, standardError: error, level: level, range: metric.range,
          effectiveCount: effectiveCount)
      case .curve where metric.name == "average_precision":
        interval = averagePrecision(metric, scale)
      case .counts, .curve: return .failure(Missing(.tooManyRows))
      case .none: interval = nil
      }
      return interval.map { .success($0) } ?? .failure(Missing(.notAvailable))
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

  private func deLong(_ scale: Double) -> Interval? {
    let blocks = statistics.curve.blocks
    let positives = blocks.positives.reduce(0, +)
    let negatives = blocks.negatives.reduce(0, +)
    return DeLong(
      positives: blocks.positives, negatives: blocks.negatives,
      effectivePositives: isWeighted ? positives * scale : nil,
      effectiveNegatives: isWeighted ? negatives * scale : nil
    ).interval(level: level)
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
