/// Finds how metrics differ between two models on the same rows, each metric in the way that suits
/// it.
struct PairedDifferences: Sendable {
  let first: ModelRows
  let second: ModelRows
  let level: Double
  let resamples: Int
  let seed: UInt64
  let usesMidP: Bool

  typealias Metrics = [Metric<ClassifierStatistics>]

  /// What was found of one metric.
  private struct Found {
    var interval: Interval?
    var pValue: Double?
    var test: MetricDifference.Test
  }

  /// The differences of metrics, in their order.
  func of(_ metrics: Metrics, _ table: JointTable) -> [MetricDifference] {
    let defined = metrics.filter {
      first.statistics[$0].isFinite && second.statistics[$0].isFinite
    }
    let counted = fromTable(defined.filter { $0 != .accuracy && $0.requires == .counts }, table)
    let drawn = fromRows(defined.filter { isOfRows($0) })
    return metrics.map { metric in
      let found: Found
      if let place = counted[metric] ?? drawn[metric] {
        found = place
      } else if metric == .accuracy {
        found = accuracy(table)
      } else if metric == .rocAUC {
        found = area(metric)
      } else if case .mean = metric.uncertainty, defined.contains(metric) {
        found = mean(metric)
      } else {
        found = Found(test: .bootstrap(resamples: resamples, seed: seed))
      }
      return MetricDifference(
        metric: metric.name, title: metric.title, goal: metric.goal, firstName: first.name,
        secondName: second.name, first: first.statistics[metric],
        second: second.statistics[metric], interval: found.interval, pValue: found.pValue,
        test: found.test)
    }
  }

  private func isOfRows(_ metric: Metric<ClassifierStatistics>) -> Bool {
    guard metric.requires != .counts else { return false }
    return switch metric.uncertainty {
    // Another area than the positive class's, of several classes say, has no test of its own.
    case .rocAUC: metric != .rocAUC
    case .mean: false
    case .proportion, .counts, .curve, .rows, .none: true
    }
  }

  private func accuracy(_ table: JointTable) -> Found {
    let test = table.mcNemar
    return Found(
      interval: test.differenceInterval(outOf: first.truth.count, level: level),
      pValue: usesMidP ? test.midPValue() : test.pValue(), test: usesMidP ? .mcNemarMidP : .mcNemar)
  }

  private func area(_ metric: Metric<ClassifierStatistics>) -> Found {
    guard let one = first.positiveScores, let two = second.positiveScores else {
      return Found(test: .deLong)
    }
    let positive = Int32(first.statistics.positivePosition)
    let isPositive = first.truth.map { $0 == positive }
    let test = PairedDeLong(
      isPositive: isPositive, Placements(isPositive: isPositive, scores: one),
      Placements(isPositive: isPositive, scores: two))
    return Found(interval: test.interval(level: level), pValue: test.pValue, test: .deLong)
  }

  private func mean(_ metric: Metric<ClassifierStatistics>) -> Found {
    guard let one = first.terms(metric), let two = second.terms(metric) else {
      return Found(test: .pairedT)
    }
    let test = TTest(of: zip(one, two).map { $0 - $1 })
    // Without spread nothing is known, unless the two are the same.
    let isKnown = test.standardError > 0 || test.mean == 0
    return Found(
      interval: test.standardError > 0 ? test.interval(level: level) : nil,
      pValue: isKnown && !test.pValue.isNaN ? test.pValue : nil, test: .pairedT)
  }

  private func fromTable(
    _ metrics: Metrics, _ table: JointTable
  ) -> [Metric<ClassifierStatistics>: Found] {
    guard !metrics.isEmpty, resamples > 0 else { return [:] }
    let drawn = table.resampledDifferences(metrics, resamples: resamples, seed: seed)
    let swapped = table.swappedDifferences(metrics, swaps: resamples, seed: seed)
    var result: [Metric<ClassifierStatistics>: Found] = [:]
    for (place, metric) in metrics.enumerated() {
      let seen = first.statistics[metric] - second.statistics[metric]
      result[metric] = Found(
        interval: interval(drawn[place], .counts, resamples),
        pValue: Self.part(of: swapped[place], asFarAs: seen),
        test: .swaps(count: resamples, seed: seed))
    }
    return result
  }

  /// The part of seeded differences that is at least as far from zero as the one seen, which counts
  /// as one of them.
  ///
  /// An undefined difference counts as far away, so that the p-value errs to the safe side.
  static func part(of differences: [Double], asFarAs seen: Double) -> Double {
    let reached = differences.count { !($0.magnitude < seen.magnitude - 1e-12) }
    return Double(1 + reached) / Double(1 + differences.count)
  }

  /// More rows than this are not drawn anew: each of the fewest resamples would take long.
  private static let mostRows = 1_000_000
  private static let fewestResamples = 200

  private func fromRows(_ metrics: Metrics) -> [Metric<ClassifierStatistics>: Found] {
    let rows = first.truth.count
    guard !metrics.isEmpty, resamples > 0, rows <= Self.mostRows else { return [:] }
    let parts = metrics.reduce(into: ClassifierStatistics.Parts()) { $0.formUnion($1.requires) }
    let order = ModelRows.canonicalOrder([first, second])
    let one = DrawnRows(first.reordered(order), parts: parts)
    let two = DrawnRows(second.reordered(order), parts: parts)
    // Some four seconds on one thread: 4 × 10⁹ nanoseconds.
    let affordable = max(Self.fewestResamples, 4_000_000_000 / max(1, one.cost + two.cost))
    let resamples = min(resamples, affordable)
    let drawn = Bootstrap(
      of: [Int](repeating: 1, count: rows), resamples: resamples, seed: seed
    ).values(readings: metrics.count, cost: one.cost + two.cost) { counts, readings in
      let (first, second) = (one.statistics(counts), two.statistics(counts))
      for (place, metric) in metrics.enumerated() {
        readings[place] = metric.reading(first) - metric.reading(second)
      }
    }
    var result: [Metric<ClassifierStatistics>: Found] = [:]
    for (place, metric) in metrics.enumerated() {
      result[metric] = Found(
        interval: interval(drawn[place], .rows, resamples),
        pValue: Self.crossing(drawn[place]),
        test: .bootstrap(resamples: resamples, seed: seed))
    }
    return result
  }

  /// Twice the part of resampled differences on the rarer side of zero; nil where too many are
  /// undefined.
  static func crossing(_ differences: [Double]) -> Double? {
    let defined = differences.filter { !$0.isNaN }
    guard !defined.isEmpty,
      Double(differences.count - defined.count) <= Percentiles.undefinedPart
        * Double(differences.count)
    else { return nil }
    let below = defined.count { $0 <= 0 }
    let above = defined.count { $0 >= 0 }
    return min(1, 2 * Double(1 + min(below, above)) / Double(1 + defined.count))
  }

  private func interval(
    _ values: [Double], _ resampled: Interval.Resampled, _ resamples: Int
  ) -> Interval? {
    guard let ends = Percentiles.interval(of: values, level: level), ends.low < ends.high else {
      return nil
    }
    return Interval(
      low: ends.low, high: ends.high, level: level,
      method: .bootstrap(resampled, resamples: resamples, seed: seed))
  }
}
