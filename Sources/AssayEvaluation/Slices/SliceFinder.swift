/// Reads a metric of slices and of what is left of the rows.
struct SliceFinder: Sendable {
  private let model: ModelRows
  /// The same rows in an order that does not depend on how they came.
  private let ordered: ModelRows
  private let metric: Metric<ClassifierStatistics>
  private let level: Double
  private let resamples: Int
  private let seed: UInt64

  init(
    model: ModelRows, metric: Metric<ClassifierStatistics>, level: Double, resamples: Int,
    seed: UInt64
  ) {
    self.model = model
    self.metric = metric
    self.level = level
    self.resamples = resamples
    self.seed = seed
    ordered =
      metric.requires == .counts ? model : model.reordered(ModelRows.canonicalOrder([model]))
  }

  func estimate(_ statistics: ClassifierStatistics) -> Estimate {
    statistics.estimate(metric, level: level, resamples: resamples, seed: seed)
  }

  /// A slice of the rows at these positions, its p-value not corrected yet.
  func slice(_ name: String, of column: String, _ rows: [Int], number: Int) -> Slices.Slice {
    let slice = model.statistics(of: rows, parts: needed)
    let rest = rest(of: rows, slice)
    let (here, there) = (estimate(slice), estimate(rest))
    let isDefined = here.undefined == nil && there.undefined == nil
    let test = SliceTest(
      metric: metric, model: ordered, resamples: resamples, seed: seed, slice: number)
    let found = test(slice, rest, sliceRows: rows.count)
    let hasRest = rows.count < model.truth.count
    return Slices.Slice(
      column: column, name: name, rows: rows.count, estimate: here, rest: there,
      difference: MetricDifference(
        metric: metric.name, title: metric.title, goal: metric.goal, firstName: name,
        secondName: "the rest", first: here.value, second: hasRest ? there.value : .nan,
        interval: hasRest && isDefined ? Interval.ofDifference(here, there) : nil,
        pValue: hasRest && isDefined ? found.pValue : nil, test: found.test),
      adjustedPValue: nil)
  }

  /// The parts of statistics that the metric reads; always with the counts.
  private var needed: ClassifierStatistics.Parts { metric.requires.union(.counts) }

  private func rest(of rows: [Int], _ slice: ClassifierStatistics) -> ClassifierStatistics {
    if needed == .counts {
      // What is not in the slice's cells is in the rest's.
      var rest = slice
      rest.cells = Cells(
        counts: zip(model.statistics.cells.counts, slice.cells.counts).map { $0 - $1 })
      return rest
    }
    var isInSlice = [Bool](repeating: false, count: model.truth.count)
    for row in rows { isInSlice[row] = true }
    return model.statistics(of: isInSlice.indices.filter { !isInSlice[$0] }, parts: needed)
  }
}

extension Interval {
  /// The interval of the difference of two independent values, from the intervals of each.
  ///
  /// With values x, y and their intervals it is from x − y − √((x − x low)² + (y high − y)²) to
  /// x − y + √((x high − x)² + (y − y low)²). Of two proportions with Wilson's intervals it is
  /// Newcombe's.
  ///
  /// statsmodels: `confint_proportions_2indep(method="newcomb")`. Sources: R. Newcombe, *Interval
  /// estimation for the difference between independent proportions*, 1998; G. Zou and A. Donner,
  /// 2008.
  ///
  /// - Returns: nil where one of the two has no interval, or their levels differ.
  public static func ofDifference(_ one: Estimate, _ other: Estimate) -> Interval? {
    guard let first = one.interval, let second = other.interval, first.level == second.level
    else { return nil }
    func root(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let difference = one.value - other.value
    return Interval(
      low: difference - root(one.value - first.low, second.high - other.value),
      high: difference + root(first.high - one.value, other.value - second.low),
      level: first.level, method: .fromTwo)
  }
}
