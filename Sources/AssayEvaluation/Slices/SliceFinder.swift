/// Reads a metric of slices and of what is left of the rows.
struct SliceFinder: Sendable {
  private let model: ModelRows
  /// The same rows in an order that does not depend on how they came.
  private let ordered: ModelRows
  private let metric: Metric<ClassifierStatistics>
  private let level: Double
  private let resamples: Int
  private let seed: UInt64
  private let budget: Int
  private let terms: [Double]?
  private let drawn: DrawnRows?

  /// A minute for all slices together: 6 × 10¹⁰ nanoseconds.
  private static let budget = 60_000_000_000

  /// - Parameter slices: How many slices there will be.
  init(
    model: ModelRows, metric: Metric<ClassifierStatistics>, level: Double, resamples: Int,
    seed: UInt64, slices: Int
  ) {
    self.model = model
    self.metric = metric
    self.level = level
    self.resamples = resamples
    self.seed = seed
    ordered =
      metric.requires == .counts ? model : model.reordered(ModelRows.canonicalOrder([model]))
    budget = Self.budget / max(1, slices)
    if case .mean = metric.uncertainty, model.statistics[metric].isFinite {
      terms = ordered.terms(metric)
    } else {
      terms = nil
    }
    let readsRows =
      switch metric.uncertainty {
      case .counts, .curve, .rows, .none: metric.requires != .counts
      case .rocAUC: metric != .rocAUC
      case .proportion, .mean: false
      }
    // Sorted once for all slices.
    drawn = readsRows ? DrawnRows(ordered, parts: metric.requires) : nil
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
      metric: metric, model: ordered, resamples: resamples, seed: seed, slice: number,
      budget: budget, terms: terms, sorted: drawn)
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
