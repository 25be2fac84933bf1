extension GroupedStatistics {
  /// The values of metrics with their intervals, from groups drawn anew as a whole.
  ///
  /// As many groups as there are, with replacement; rows of a group stay together, so that an
  /// interval is as wide as the groups differ. With m equal rows in each group it is about √m times
  /// as wide as if all rows were groups of their own.
  ///
  /// ```swift
  /// print(seen.estimates([.accuracy, .rocAUC, .logLoss]))
  /// ```
  ///
  /// Every metric is drawn, also proportions and areas that have formulas for single rows, and also
  /// areas of several classes; metrics that say that they have no interval
  /// (``Uncertainty/none``) have none. Percentiles of few groups are too narrow: with 30 groups
  /// hold them for a lower bound of what is not known.
  ///
  /// Source: A. Davison and D. Hinkley, *Bootstrap methods and their application*, 1997, section
  /// 3.8.
  ///
  /// - Parameters:
  ///   - metrics: What to read, yours too.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - resampling: How often groups are drawn, and how ends are read; groups are never
  ///     stratified. BCa leaves out each group in turn.
  /// - Returns: An estimate for each metric. With fewer than two groups there is no interval,
  ///   ``Estimate/MissingInterval/tooFewGroups(_:)``.
  public func estimates(
    _ metrics: [Metric<ClassifierStatistics>], level: Double = 0.95,
    resampling: Resampling = Resampling()
  ) -> [Estimate] {
    estimates(
      metrics, undefined: whole.undefined, positiveName: String(whole.positivePosition),
      level: level, resampling: resampling)
  }

  /// A metric's value with its interval, from groups drawn anew as a whole.
  ///
  /// See ``estimates(_:level:resampling:)``, which reads several from the same draws.
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, level: Double = 0.95,
    resampling: Resampling = Resampling()
  ) -> Estimate {
    estimates([metric], level: level, resampling: resampling)[0]
  }

  func estimates(
    _ metrics: [Metric<ClassifierStatistics>], undefined: [UndefinedReading],
    positiveName: String, level: Double, resampling: Resampling
  ) -> [Estimate] {
    let found = intervals(metrics, level, resampling)
    return whole.estimates(metrics, undefined: undefined, positiveName: positiveName, found)
  }

  private func intervals(
    _ metrics: [Metric<ClassifierStatistics>], _ level: Double, _ resampling: Resampling
  ) -> [Result<Interval, Estimate.MissingInterval>] {
    typealias Found = Result<Interval, Estimate.MissingInterval>
    var sorted = whole
    sorted.compact()
    let values = metrics.map { sorted[$0] }
    let places = metrics.indices.filter { place in
      if case .none = metrics[place].uncertainty { return false }
      return values[place].isFinite
    }
    let read = places.map { metrics[$0] }
    var result = values.map { Found.failure($0.isFinite ? .notAvailable : .valueUndefined) }
    guard parts.count >= 2 else {
      for place in places { result[place] = .failure(.tooFewGroups(parts.count)) }
      return result
    }
    let needed = read.reduce(into: ClassifierStatistics.Parts()) { $0.formUnion($1.requires) }
    let groups = DrawnGroups(parts, whole: sorted, parts: needed)
    let cost = groups.cost * (1 + read.count) + 500 * read.count
    let reading: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
      let drawn = groups.statistics(counts)
      for (place, metric) in read.enumerated() { readings[place] = metric.reading(drawn) }
    }
    let drawn = Bootstrap(
      of: [Int](repeating: 1, count: parts.count), resamples: resampling.resamples,
      seed: resampling.seed
    ).values(readings: read.count, cost: cost, reading)
    let accelerations =
      resampling.ends == .bca
      ? Jackknife(groups: [Double](repeating: 1, count: parts.count))
        .accelerations(readings: read.count, cost: cost, reading)
      : []
    for (number, place) in places.enumerated() {
      do throws(Estimate.MissingInterval) {
        let ends = try resampling.ends(of: drawn[number], value: values[place], level: level) {
          accelerations[number]
        }
        result[place] = .success(
          Interval(
            low: ends.low, high: ends.high, level: level,
            method: resampling.method(of: .groups(parts.count))))
      } catch {
        result[place] = .failure(error)
      }
    }
    return result
  }
}
