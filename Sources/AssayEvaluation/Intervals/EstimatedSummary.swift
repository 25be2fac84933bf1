/// Statistics whose metrics have intervals by formulas, from what the statistics keep.
///
/// ```swift
/// var seen = RegressionStatistics()
/// try seen.update(truth: truth, predictions: predictions)
/// print(seen.estimate(.rootMeanSquaredError))
/// ```
///
/// Means over rows have their standard error, parts of the rows Wilson's interval, and what is a
/// function of means the delta method's standard error. A metric that needs all rows has none here
/// (``Estimate/MissingInterval/rowsNotKept``): see
/// ``Estimate/ofRows(_:name:title:weights:strata:level:resampling:_:)``.
///
/// ``ClassifierStatistics`` has more ways, and its own `estimate`.
public protocol EstimatedSummary: Summary {
  /// Whether rows carry weights.
  var isWeighted: Bool { get }
  /// The readings that have nothing to divide by, and why.
  var undefined: [UndefinedReading] { get }
}

extension EstimatedSummary {
  /// A metric's value with its interval.
  ///
  /// A reading that is undefined of some rows alone has an interval with scikit-learn's value there.
  ///
  /// - Parameters:
  ///   - metric: What to read.
  ///   - level: The level of confidence, between 0 and 1.
  public func estimate(_ metric: Metric<Self>, level: Double = 0.95) -> Estimate {
    let value = metric(self)
    let undefined = undefined.first {
      $0.metric == metric.name && $0.label == nil && !$0.reason.isOfSomeRows
    }
    do throws(Estimate.MissingInterval) {
      guard undefined == nil, value.isFinite else { throw .valueUndefined }
      return Estimate(
        name: metric.name, title: metric.title, value: value,
        interval: try interval(metric, level: level))
    } catch {
      return Estimate(
        name: metric.name, title: metric.title, value: value, undefined: undefined, missing: error)
    }
  }

  /// The values of metrics with their intervals.
  public func estimates(_ metrics: [Metric<Self>], level: Double = 0.95) -> [Estimate] {
    metrics.map { estimate($0, level: level) }
  }

  private func interval(
    _ metric: Metric<Self>, level: Double
  ) throws(Estimate.MissingInterval) -> Interval {
    switch metric.uncertainty {
    case .proportion(let read):
      // Of weighted rows the sum of squares was not kept.
      guard !isWeighted else { throw .weightsUnknown }
      let (successes, trials) = read(self)
      if let found = Interval.wilson(successes: successes, trials: trials, level: level) {
        return found
      }
    case .mean(let read):
      let (mean, error) = read(self)
      // Rows that are all alike do not say how far others may be.
      guard error != 0 else { throw .noSpread }
      let found = Interval.normal(
        value: mean, standardError: error, level: level, range: metric.range)
      if let found { return found }
    case .rows: throw .rowsNotKept
    case .rocAUC, .counts, .curve, .none: break
    }
    throw .notAvailable
  }
}

extension UndefinedReading.Reason {
  /// Whether some rows have no value of their own, but the reading of all has one.
  var isOfSomeRows: Bool {
    switch self {
    case .emptyRow, .irrelevantRow, .oneSidedRow, .unlabeledRow: true
    default: false
    }
  }
}

extension RegressionStatistics: EstimatedSummary {}

extension GainStatistics: EstimatedSummary {
  /// Whether rows carry weights.
  public var isWeighted: Bool { rows.isWeighted }
}

extension LabelRankingStatistics: EstimatedSummary {
  /// Whether rows carry weights.
  public var isWeighted: Bool { rows.isWeighted }
}

extension MultilabelStatistics: EstimatedSummary {}

extension ImageMaskStatistics: EstimatedSummary {
  /// Images carry no weights.
  public var isWeighted: Bool { false }
  /// Empty images are counted, ``emptyImageCount``, and read as ``EmptyImage`` says.
  public var undefined: [UndefinedReading] { [] }
}
