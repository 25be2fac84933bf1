import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

/// What `golden_rows.py` writes: SciPy's resamples of rows, and what it makes of them.
private struct RowsGolden: Decodable {
  struct Case: Decodable {
    let name: String
    let value: Double
    let values: [Double]
    let acceleration: Double
    let percentile: [Double]
    let corrected: [Double]
  }
  struct Numbers: Decodable {
    let truth: [Double]
    let predictions: [Double]
    let rmse: [Double]
    let counts: [[Double]]
    let cases: [Case]
  }
  struct Classes: Decodable {
    let truth: [Int]
    let scores: [[Double]]
    let counts: [[Double]]
    let cases: [Case]
  }
  struct Sets: Decodable {
    let truth: [[Int]]
    let predictions: [[Int]]
    let errors: [String: [Double]]
    let counts: [[Double]]
    let cases: [Case]
  }

  let numbers: Numbers
  let classes: Classes
  let sets: Sets
}

private typealias Reading = @Sendable (_ weights: [Double]) throws -> Double

@Suite("intervals from rows drawn anew") struct IntervalsRowsTests {
  private let golden: RowsGolden

  init() throws { golden = try Golden.load("rows.json", as: RowsGolden.self) }

  /// Our readings of SciPy's resamples are SciPy's, and so are acceleration and ends; and the estimate
  /// is made of our own resamples in the same way.
  private func expect(
    _ each: RowsGolden.Case, _ counts: [[Double]], _ read: @escaping Reading
  ) throws {
    let rows = counts[0].count
    let ones = [Double](repeating: 1, count: rows)
    let values = try counts.map { try read($0) }
    #expect(try isClose(read(ones), each.value), "\(each.name)")
    for (value, expected) in zip(values, each.values) {
      #expect(isClose(value, expected), "\(each.name)")
    }
    let take: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
      readings[0] = (try? read(counts)) ?? .nan
    }
    let accelerations = Jackknife(groups: ones).accelerations(readings: 1, cost: 100, take)
    let acceleration = try accelerations[0].get()
    #expect((acceleration - each.acceleration).magnitude < 1e-10, "\(each.name)")
    let own = Bootstrap(of: [Int](repeating: 1, count: rows), resamples: 300, seed: 5)
      .values(readings: 1, take)[0]
    for (ends, expected) in [
      (Resampling.Ends.percentile, each.percentile), (.bca, each.corrected),
    ] {
      let resampling = Resampling(resamples: 300, seed: 5, ends: ends)
      let found = try resampling.ends(of: each.values, value: each.value, level: 0.95) {
        .success(acceleration)
      }
      #expect((found.low - expected[0]).magnitude < 1e-9, "\(each.name)")
      #expect((found.high - expected[1]).magnitude < 1e-9, "\(each.name)")
      let estimate = try Estimate.ofRows(rows, name: each.name, resampling: resampling, read)
      let interval = try #require(estimate.interval)
      let same = try resampling.ends(of: own, value: estimate.value, level: 0.95) {
        .success(acceleration)
      }
      #expect(interval.low == same.low && interval.high == same.high)
      #expect(interval.method == resampling.method(of: .rows))
      #expect(interval.effectiveCount == nil)
    }
  }

  @Test func `what explains numbers is SciPy's from the same resamples`() throws {
    let (t, p) = (golden.numbers.truth, golden.numbers.predictions)
    let readings: [String: Reading] = [
      "r2": { try r2Score(truth: t, predictions: p, weights: $0) },
      "explained_variance": { try explainedVarianceScore(truth: t, predictions: p, weights: $0) },
      "d2_absolute_error_score": {
        try d2AbsoluteErrorScore(truth: t, predictions: p, weights: $0)
      },
      "d2_pinball_score": { try d2PinballScore(truth: t, predictions: p, alpha: 0.2, weights: $0) },
      "d2_tweedie_score": { try d2TweedieScore(truth: t, predictions: p, power: 1, weights: $0) },
      "median_absolute_error": { try medianAbsoluteError(truth: t, predictions: p, weights: $0) },
      "root_mean_squared_error": {
        try rootMeanSquaredError(truth: t, predictions: p, weights: $0)
      },
      "root_mean_squared_log_error": {
        try rootMeanSquaredLogError(truth: t, predictions: p, weights: $0)
      },
    ]
    #expect(golden.numbers.cases.count == readings.count)
    for each in golden.numbers.cases {
      try expect(each, golden.numbers.counts, #require(readings[each.name]))
    }
  }

  @Test func `averages of several classes' areas are SciPy's from the same resamples`() throws {
    let (labels, scores) = (golden.classes.truth, golden.classes.scores)
    for (kind, way) in [("ovr", MultiClass.oneVsRest), ("ovo", .oneVsOne)] {
      for average in [Average.macro, .weighted] {
        let name = "\(kind)_\(average.rawValue)"
        let each = try #require(golden.classes.cases.first { $0.name == name })
        try expect(each, golden.classes.counts) { weights in
          guard way == .oneVsOne else {
            return try rocAUC(
              labels: labels, scores: scores, multiClass: way, average: average, weights: weights)
          }
          // One against one takes no weights, in scikit-learn neither.
          let rows = weights.indices.flatMap { repeatElement($0, count: Int(weights[$0])) }
          return try rocAUC(
            labels: rows.map { labels[$0] }, scores: rows.map { scores[$0] }, multiClass: way,
            average: average)
        }
      }
    }
  }

  @Test func `rows that are drawn are the rows that weigh`() throws {
    let (labels, scores) = (golden.classes.truth, golden.classes.scores)
    let resampling = Resampling(resamples: 200, ends: .bca)
    let weighted = try Estimate.ofRows(labels.count, name: "ovr", resampling: resampling) {
      try rocAUC(labels: labels, scores: scores, multiClass: .oneVsRest, weights: $0)
    }
    let drawn = try Estimate.ofDrawnRows(labels.count, name: "ovr", resampling: resampling) {
      rows in
      try rocAUC(
        labels: rows.map { labels[$0] }, scores: rows.map { scores[$0] }, multiClass: .oneVsRest)
    }
    let (one, other) = (try #require(weighted.interval), try #require(drawn.interval))
    #expect(isClose(one.low, other.low) && isClose(one.high, other.high))
    let classes = try Estimate.ofDrawnRows(
      labels.count, name: "rows", strata: labels, resampling: Resampling(isStratified: true)
    ) { rows in Double(rows.count { labels[$0] == 1 }) }
    #expect(classes.missing == .noSpread)
  }

  private func sets() throws -> (truth: [[Bool]], predictions: [[Bool]], seen: MultilabelStatistics)
  {
    let truth = golden.sets.truth.map { $0.map { $0 == 1 } }
    let predictions = golden.sets.predictions.map { $0.map { $0 == 1 } }
    var seen = MultilabelStatistics(labelCount: 3)
    try seen.update(truth: truth.flatMap { $0 }, predictions: predictions.flatMap { $0 })
    return (truth, predictions, seen)
  }

  @Test func `averages of sets of labels are SciPy's from the same resamples`() throws {
    let (truth, predictions, _) = try sets()
    for each in golden.sets.cases {
      let parts = each.name.split(separator: "_").map(String.init)
      let average = try #require(Average(rawValue: parts[1]))
      try expect(each, golden.sets.counts) { weights in
        parts[0] == "f1"
          ? try f1Score(labels: truth, predictions: predictions, average: average, weights: weights)
          : try jaccardScore(
            labels: truth, predictions: predictions, average: average, weights: weights)
      }
    }
  }

  @Test func `rates of sets of labels have the delta method's standard error`() throws {
    var seen = try sets().seen
    let metrics = Metric<MultilabelStatistics>.all
    #expect(golden.sets.errors.count == 9)
    for (name, expected) in golden.sets.errors {
      let metric = try #require(metrics.first { $0.name == name })
      let estimate = seen.estimate(metric)
      let interval = try #require(estimate.interval)
      let expected = try #require(
        Interval.normal(value: expected[0], standardError: expected[1], range: 0...1))
      #expect(isClose(interval.low, expected.low), "\(name)")
      #expect(isClose(interval.high, expected.high), "\(name)")
    }
    #expect(
      seen.estimate(.subsetAccuracy).interval
        == Interval.wilson(successes: seen.exactMatches, trials: seen.total))
    for metric in [.macroF1, .weightedF1] as [Metric<MultilabelStatistics>] {
      #expect(seen.estimate(metric).missing == .rowsNotKept)
    }
    var perfect = MultilabelStatistics(labelCount: 2)
    try perfect.update(truth: [true, false, true, true], predictions: [true, false, true, true])
    #expect(perfect.estimate(.microF1).missing == .noSpread)
    try seen.update(
      truth: [true, false, true], predictions: [true, true, false], weights: [2])
    #expect(seen.estimate(.subsetAccuracy).missing == .weightsUnknown)
    #expect(seen.estimate(.microF1).missing == .notAvailable)
  }

  @Test func `numbers have formulas where there are, and rows drawn anew elsewhere`() throws {
    let numbers = golden.numbers
    var values = RegressionValues()
    try values.update(truth: numbers.truth, predictions: numbers.predictions)
    let seen = values.statistics
    let rmse = seen.estimate(.rootMeanSquaredError)
    let expected = Interval.normal(
      value: numbers.rmse[0], standardError: numbers.rmse[1], range: 0...Double.infinity)
    #expect(try isClose(#require(rmse.interval).low, #require(expected).low))
    #expect(values.estimate(.rootMeanSquaredError) == rmse)
    #expect(seen.estimate(.meanAbsoluteError).interval?.method == .normal)
    #expect(seen.estimate(.determination).missing == .rowsNotKept)
    #expect(seen.estimate(.maximumError).missing == .notAvailable)
    #expect(values.estimate(.maximumError).missing == .notAvailable)

    let determination = values.estimate(.determination)
    #expect(determination.interval?.method == .bootstrap(.rows, resamples: 2_000, seed: 1))
    #expect(determination.interval?.contains(determination.value) == true)
    // Neither the order of rows nor batches show.
    var others = RegressionValues()
    for row in numbers.truth.indices.reversed() {
      try others.update(truth: [numbers.truth[row]], predictions: [numbers.predictions[row]])
    }
    #expect(others.estimate(.determination) == determination)
    let saved = try values.estimate("d2_absolute_error_score") { try $0.pinballSaved() }
    #expect(try saved.value == values.pinballSaved())
    #expect(saved.interval?.contains(saved.value) == true)

    var constant = RegressionStatistics()
    try constant.update(truth: [1, 1], predictions: [1, 2])
    #expect(constant.estimate(.determination).undefined?.reason == .constantTruth)
    try constant.update(truth: [2], predictions: [2])
    var exact = RegressionValues()
    try exact.update(truth: [1, 2, 3], predictions: [1, 2, 3])
    #expect(exact.estimate(.rootMeanSquaredError).missing == .notAvailable)
    #expect(exact.estimate(.determination).interval == nil)
  }

  @Test func `rankings have intervals with scikit-learn's value where rows have none`() throws {
    var gains = try GainStatistics()
    try gains.update(
      relevances: [[1, 0], [0, 0], [0, 1]], scores: [[0.5, 0.25], [0, 1], [0.5, 0.25]])
    let estimate = gains.estimate(.normalizedDiscountedGain)
    #expect(estimate.undefined == nil)
    #expect(estimate.interval?.method == .normal)
    #expect(try GainStatistics().estimate(.discountedGain).undefined?.reason == .noRows)
  }
}
