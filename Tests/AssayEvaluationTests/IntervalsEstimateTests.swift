import AssayCore
import Testing

@testable import AssayEvaluation

/// Two overlapping normal classes, scored by a logistic function: 250 of each on average.
func sampleEvaluation(
  rows: Int = 500, threshold: Double = 0.5, weights: (Int) -> Double? = { _ in nil }
) throws -> ClassifierEvaluation<Int> {
  var random = RandomSource(seed: 3)
  var evaluation = try ClassifierEvaluation(classes: [0, 1], threshold: threshold)
  var labels: [Int] = []
  var scores: [Double] = []
  for _ in 0..<rows {
    labels.append(random.below(2))
    // Twelve uniform numbers make a good enough normal one, without the C library.
    let noise = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
    let z = noise + (labels[labels.count - 1] == 1 ? 1 : -1)
    scores.append(1 / (1 + ElementaryFunctions.exp(-2 * z)))
  }
  let given = (0..<rows).compactMap(weights)
  try evaluation.update(
    labels: labels, outputs: scores, width: 1, weights: given.isEmpty ? nil : given)
  return evaluation
}

@Suite("Estimates") struct IntervalsEstimateTests {
  @Test func `every metric finds its interval in its own way`() throws {
    let evaluation = try sampleEvaluation()
    let confusion = evaluation.confusion
    let accuracy = evaluation.estimate(.accuracy)
    #expect(accuracy.value == confusion.accuracy)
    #expect(accuracy.interval == .wilson(successes: confusion.correct, trials: 500))
    let precision = evaluation.estimate(.precision)
    #expect(
      precision.interval
        == .wilson(
          successes: confusion.positive.truePositives, trials: confusion.positive.predictedPositives
        ))
    let area = evaluation.estimate(.rocAUC)
    let points = evaluation.curve.points
    let deLong = DeLong(
      positives: points.map(\.positives), negatives: points.map(\.negatives))
    #expect(area.interval == deLong.interval())
    #expect((area.value - deLong.area).magnitude < 1e-15)
    let cells = confusion.counts?.flatMap { $0 } ?? []
    let f1 = evaluation.estimate(.f1)
    #expect(f1.interval == Bootstrap(of: cells).interval(IntervalsBootstrapTests.f1))
    let average = evaluation.estimate(.averagePrecision)
    #expect(
      average.interval
        == Bootstrap.averagePrecisionInterval(
          positives: points.map { Int($0.positives) }, negatives: points.map { Int($0.negatives) }))
    let loss = evaluation.estimate(.logLoss)
    let half = 1.959963984540054 * evaluation.losses.logLossStandardError
    #expect(((loss.interval?.high ?? 0) - loss.value - half).magnitude < 1e-14)
    #expect(loss.interval?.method == .normal)
  }

  @Test func `every metric of the package has an interval that holds its value`() throws {
    let evaluation = try sampleEvaluation()
    for estimate in evaluation.estimates(Metric.all) {
      let interval = try #require(estimate.interval, "\(estimate)")
      #expect(interval.contains(estimate.value), "\(estimate)")
      // A ratio without an upper end spreads with its size.
      let isRatio = estimate.name.hasSuffix("likelihood_ratio")
      let width = isRatio ? interval.width / estimate.value : interval.width
      #expect(width > 0.01 && width < (isRatio ? 1 : 0.2), "\(estimate)")
    }
  }

  @Test func `one by one or together, on 1, 2, 3 or 8 threads, the bits are the same`() throws {
    let evaluation = try sampleEvaluation()
    let own = Metric<ClassifierStatistics>("own") { $0.positive.f1 * $0.curve.rocAUC }
    let metrics = Metric.all + [own]
    let together = evaluation.estimates(metrics)
    #expect(together == metrics.map { evaluation.estimate($0) })
    for threads in [1, 2, 3, 8] {
      Workers.limited(to: threads) { #expect(evaluation.estimates(metrics) == together) }
    }
    #expect(evaluation.estimate(.f1, seed: 2) != evaluation.estimate(.f1))
  }

  @Test func `a metric of one's own sees counts and scores drawn together`() throws {
    let evaluation = try sampleEvaluation()
    let area = Metric<ClassifierStatistics>("area") { $0.curve.rocAUC }
    let estimate = evaluation.estimate(area)
    let interval = try #require(estimate.interval)
    #expect(interval.method == .bootstrap(.rows, resamples: 2_000, seed: 1))
    let deLong = try #require(evaluation.estimate(.rocAUC).interval)
    #expect((interval.low - deLong.low).magnitude < 0.15 * deLong.width)
    #expect((interval.high - deLong.high).magnitude < 0.15 * deLong.width)
    // The counts drawn with the scores give what the counts drawn alone give.
    let f1 = Metric<ClassifierStatistics>("mine") { $0.positive.f1 }
    let (rows, counts) = (evaluation.estimate(f1).interval, evaluation.estimate(.f1).interval)
    #expect(((rows?.low ?? 0) - (counts?.low ?? 1)).magnitude < 0.005)
    #expect(((rows?.high ?? 0) - (counts?.high ?? 1)).magnitude < 0.005)
    let constant = Metric<ClassifierStatistics>("losses alone") { $0.losses.logLoss }
    #expect(evaluation.estimate(constant).missing == .noSpread)
  }

  @Test func `the jackknife agrees with the bootstrap of average precision`() throws {
    let evaluation = try sampleEvaluation(rows: 2_000)
    let error = try #require(evaluation.curve.blocks.averagePrecisionError)
    let values = Bootstrap(
      of: evaluation.curve.points.map { Int($0.positives) }
        + evaluation.curve.points.map { Int($0.negatives) }
    ).values(readings: 1) { counts, readings in readings[0] = Bootstrap.averagePrecision(counts) }
    let mean = values[0].reduce(0, +) / 2_000
    let spread = values[0].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2_000
    #expect(relativeError(error, spread.squareRoot()) < 0.06)
    let drawn = try #require(evaluation.estimate(.averagePrecision).interval)
    let large = evaluation.estimate(.averagePrecision, resamples: 30_000)
    let interval = try #require(large.interval)
    #expect(interval.method == .jackknife(.logit))
    #expect((interval.low - drawn.low).magnitude < 0.1 * drawn.width)
    #expect((interval.high - drawn.high).magnitude < 0.1 * drawn.width)
  }

  @Test func `equal weights widen nothing, unequal ones do`() throws {
    let plain = try sampleEvaluation()
    let ones = try sampleEvaluation { _ in 1 }
    let uneven = try sampleEvaluation { $0 % 10 == 0 ? 10 : 1 }
    for metric in [Metric.accuracy, .f1, .rocAUC, .averagePrecision, .logLoss] {
      let (one, other) = (plain.estimate(metric), ones.estimate(metric))
      let (narrow, wide) = (try #require(one.interval), try #require(other.interval))
      #expect(relativeError(wide.width, narrow.width) < 0.05, "\(metric)")
      #expect(narrow.effectiveCount == nil)
      #expect(wide.effectiveCount == 500)
      #expect(try #require(uneven.estimate(metric).interval).width > 1.2 * narrow.width)
    }
    // 450 rows of weight 1 and 50 of weight 10: 950² / 5450.
    let effective = uneven.estimate(.accuracy).interval?.effectiveCount ?? 0
    #expect((effective - 950.0 * 950 / 5_450).magnitude < 1e-9)
    #expect(uneven.estimate(.accuracy).description.hasSuffix("Wilson, effective n 166)"))
  }

  @Test func `a matrix without errors is not certain`() throws {
    var evaluation = try ClassifierEvaluation(classes: ["no", "yes"], parts: .counts)
    let labels = (0..<60).map { $0 % 2 == 0 ? "no" : "yes" }
    try evaluation.update(labels: labels, predictions: labels)
    let f1 = try #require(evaluation.estimate(.f1).interval)
    // With no error in 60 rows the error rate is below 1 − 0.025^(1/60) = 0.0596.
    #expect(f1.high == 1)
    #expect((f1.low - (1 - 0.059629)).magnitude < 1e-5)
    #expect(f1.method == .noErrorSeen)
    #expect(evaluation.estimate(.accuracy).interval?.method == .wilson)
  }

  @Test func `what is undefined says so`() throws {
    var evaluation = try ClassifierEvaluation(classes: [0, 1])
    try evaluation.update(labels: [1, 1, 1], outputs: [0.2, 0.3, 0.1], width: 1)
    let precision = evaluation.estimate(.precision)
    #expect(precision.value == 0)
    #expect(precision.interval == nil)
    #expect(precision.description == "precision of 1 is undefined: 1 was never predicted")
    let area = evaluation.estimate(.rocAUC)
    #expect(area.value.isNaN)
    #expect(area.missing == .valueUndefined)
    #expect(area.undefined?.metric == "roc_auc")
    let empty = try ClassifierEvaluation(classes: [0, 1])
    for estimate in empty.estimates(Metric.all) { #expect(estimate.interval == nil, "\(estimate)") }
    #expect(evaluation.estimate(.accuracy, level: 2).interval == nil)
  }

  @Test func `a number prints with the digits its interval supports`() {
    func text(_ value: Double, _ half: Double) -> String {
      Estimate(
        name: "x", value: value,
        interval: Interval(low: value - half, high: value + half, level: 0.95, method: .normal)
      ).valueText
    }
    #expect(text(0.84231, 0.4) == "0.8")
    #expect(text(0.84231, 0.2) == "0.84")
    #expect(text(0.84231, 0.03) == "0.84")
    #expect(text(0.84231, 0.029) == "0.842")
    #expect(text(0.84231, 0.003) == "0.842")
    #expect(text(0.84231, 0.00001) == "0.8423")
    #expect(text(12.4, 5) == "12")
    #expect(Estimate(name: "x", value: 0.5).valueText == "0.5000")
    #expect(Estimate(name: "x", value: 0.5).description == "x 0.5000")
  }
}
