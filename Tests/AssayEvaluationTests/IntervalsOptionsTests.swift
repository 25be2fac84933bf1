import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Interval options") struct IntervalsOptionsTests {
  @Test func `the defaults are those of the signature without options`() throws {
    let evaluation = try sampleEvaluation()
    #expect(
      evaluation.estimates(Metric.all, options: IntervalOptions())
        == evaluation.estimates(Metric.all))
    #expect(
      evaluation.statistics.estimate(.f1, options: IntervalOptions(level: 0.9))
        == evaluation.statistics.estimate(.f1, level: 0.9))
  }

  @Test func `proportions are exact where asked, areas plain or drawn`() throws {
    let evaluation = try sampleEvaluation()
    let confusion = evaluation.confusion
    let exact = IntervalOptions(proportions: .clopperPearson, areas: .deLong(.plain))
    #expect(
      evaluation.estimate(.accuracy, options: exact).interval
        == .clopperPearson(successes: confusion.correct, trials: 500))
    let points = evaluation.curve.points
    let deLong = DeLong(positives: points.map(\.positives), negatives: points.map(\.negatives))
    #expect(
      evaluation.estimate(.rocAUC, options: exact).interval == deLong.interval(scale: .plain))
    for ends in [Resampling.Ends.percentile, .bca] {
      let drawn = IntervalOptions(areas: .bootstrap, resampling: Resampling(ends: ends))
      let interval = try #require(evaluation.estimate(.rocAUC, options: drawn).interval)
      #expect(interval.method == drawn.resampling.method(of: .rows))
      let plain = try #require(deLong.interval())
      #expect((interval.low - plain.low).magnitude < 0.2 * plain.width)
      #expect((interval.high - plain.high).magnitude < 0.2 * plain.width)
    }
    // A class beside the one that single outputs speak of has the same area.
    var other = try ClassifierEvaluation(classes: [0, 1], positive: 0)
    try other.merge(ClassifierEvaluation(classes: [0, 1], positive: 0))
    #expect(other.estimate(.rocAUC, options: exact).missing == .valueUndefined)
  }

  @Test func `every metric has a corrected interval that holds its value, or says why not`() throws
  {
    // Few rows and resamples: every metric is read 600 times, five times over.
    let evaluation = try sampleEvaluation(rows: 120)
    let options = IntervalOptions(
      areas: .bootstrap, resampling: Resampling(resamples: 300, ends: .bca))
    let own = Metric<ClassifierStatistics>("own") { $0.positive.f1 * $0.curve.rocAUC }
    let estimates = evaluation.estimates(Metric.all + [own], options: options)
    for estimate in estimates {
      let interval = try #require(estimate.interval, "\(estimate)")
      #expect(interval.contains(estimate.value), "\(estimate)")
      // A ratio without an upper end spreads with its size.
      let isRatio = estimate.name.hasSuffix("likelihood_ratio")
      let width = isRatio ? interval.width / estimate.value : interval.width
      #expect(width > 0.02 && width < (isRatio ? 3 : 0.4), "\(estimate)")
      if !isRatio { #expect(estimate.decimals == 2 || estimate.decimals == 1, "\(estimate)") }
    }
    for threads in [1, 3, 8] {
      Workers.limited(to: threads) {
        #expect(evaluation.estimates(Metric.all + [own], options: options) == estimates)
      }
    }
  }

  @Test func `corrected ends are near the plain ones, and not the same`() throws {
    let evaluation = try sampleEvaluation()
    let options = IntervalOptions(resampling: Resampling(ends: .bca))
    let f1 = try #require(evaluation.estimate(.f1, options: options).interval)
    #expect(f1.method == .bca(.counts, resamples: 2_000, seed: 1))
    #expect(f1.method.description == "BCa bootstrap of the counts, 2,000, seed 1")
    #expect(f1.method.shortName == "BCa")
    let plain = try #require(evaluation.estimate(.f1).interval)
    #expect(f1.low != plain.low || f1.high != plain.high)
    #expect((f1.low - plain.low).magnitude < 0.2 * plain.width)
  }

  @Test func `areas read fast and read anew are corrected alike`() throws {
    let evaluation = try sampleEvaluation(rows: 120)
    let options = IntervalOptions(areas: .bootstrap, resampling: Resampling(ends: .bca))
    for (known, read) in [
      (
        Metric<ClassifierStatistics>.rocAUC,
        { @Sendable (s: ClassifierStatistics) in s.curve.rocAUC }
      ),
      (.averagePrecision, { @Sendable s in s.curve.averagePrecision }),
    ] {
      let own = Metric<ClassifierStatistics>("own " + known.name, reading: read)
      let one = try #require(evaluation.estimate(known, options: options).interval)
      let other = try #require(evaluation.estimate(own, options: options).interval)
      #expect((one.low - other.low).magnitude < 1e-12 && (one.high - other.high).magnitude < 1e-12)
    }
  }

  @Test func `stratified resamples keep each class's number of rows`() throws {
    let bootstrap = Bootstrap(of: [7, 3, 0, 4, 5, 81], strata: [2, 1], resamples: 50, seed: 3)
    let values = bootstrap.values(readings: 3) { counts, readings in
      readings[0] = counts[0] + counts[1]
      readings[1] = counts[2]
      readings[2] = counts[3] + counts[4] + counts[5]
    }
    #expect(values[0].allSatisfy { $0 == 10 })
    #expect(values[1].allSatisfy { $0 == 0 })
    #expect(values[2].allSatisfy { $0 == 90 })
    let weighted = Bootstrap(
      ofWeights: [1, 2.5, 0.5, 4], effectiveCount: 6, strata: [2, 2], resamples: 50, seed: 3
    ).values(readings: 2) { weights, readings in
      readings[0] = weights[0] + weights[1]
      readings[1] = weights[2] + weights[3]
    }
    #expect(weighted[0].allSatisfy { ($0 - 3.5).magnitude < 1e-12 })
    #expect(weighted[1].allSatisfy { ($0 - 4.5).magnitude < 1e-12 })

    let evaluation = try sampleEvaluation()
    let stratified = IntervalOptions(resampling: Resampling(isStratified: true))
    let support = Metric<ClassifierStatistics>(
      "support", range: 0...1_000, requires: .counts, uncertainty: .counts
    ) { $0.positive.support }
    let rows = Metric<ClassifierStatistics>("rows") { $0.curve.positives }
    for metric in [support, rows] {
      #expect(evaluation.estimate(metric, options: stratified).missing == .noSpread)
      #expect(evaluation.estimate(metric).interval != nil)
    }
    let f1 = try #require(evaluation.estimate(.f1, options: stratified).interval)
    #expect(f1.method.description == "bootstrap of the counts of each class, 2,000, seed 1")
    let average = try #require(evaluation.estimate(.averagePrecision, options: stratified).interval)
    #expect(average.method.description == "bootstrap of the rows of each class, 2,000, seed 1")
    // Prevalence varies no more, so average precision varies less.
    let free = try #require(evaluation.estimate(.averagePrecision).interval)
    #expect(average.width < free.width)
    let few = try sampleEvaluation(rows: 200)
    for ends in [Resampling.Ends.percentile, .bca] {
      let options = IntervalOptions(
        resampling: Resampling(resamples: 200, ends: ends, isStratified: true))
      for estimate in few.estimates(Metric.all, options: options) {
        #expect(try #require(estimate.interval).contains(estimate.value), "\(estimate)")
      }
    }
  }

  @Test func `weighted rows are corrected by their effective number`() throws {
    let ones = try sampleEvaluation { _ in 1 }
    let uneven = try sampleEvaluation { $0 % 10 == 0 ? 10 : 1 }
    let plain = try sampleEvaluation()
    for isStratified in [false, true] {
      let options = IntervalOptions(
        resampling: Resampling(ends: .bca, isStratified: isStratified))
      let narrow = try #require(plain.estimate(.f1, options: options).interval)
      let same = try #require(ones.estimate(.f1, options: options).interval)
      let wide = try #require(uneven.estimate(.f1, options: options).interval)
      #expect(relativeError(same.width, narrow.width) < 0.05)
      #expect(wide.width > 1.2 * narrow.width)
      #expect(wide.effectiveCount != nil)
    }
  }

  @Test func `scores of several classes say that their rows were not kept`() throws {
    var evaluation = try ClassifierEvaluation(classes: ["a", "b", "c"])
    try evaluation.update(
      labels: ["a", "b", "c", "a"],
      outputs: [0.5, 0.3, 0.2, 0.2, 0.6, 0.2, 0.1, 0.4, 0.5, 0.3, 0.3, 0.4], width: 3)
    #expect(evaluation.estimate(.averagePrecision, options: IntervalOptions()).interval == nil)
    let drawn = IntervalOptions(areas: .bootstrap)
    #expect(evaluation.estimate(.rocAUC, options: drawn).missing == .rowsNotKept)
  }
}
