import Testing

@testable import AssayEvaluation

@Suite("Thresholds") struct ThresholdTests {
  private func curve(_ labels: [Bool], _ scores: [Double]) throws -> ScoreCurve {
    var curve = ScoreCurve()
    try curve.update(labels: labels, scores: scores)
    return curve
  }

  @Test func `the best threshold is a score, and beats every other`() throws {
    let evaluation = try sampleEvaluation()
    let curve = evaluation.curve
    for rate in [\BinaryCounts.f1, \.accuracy, \.cohenKappa]
      as [any KeyPath<BinaryCounts, Double> & Sendable]
    {
      let chosen = try #require(
        curve.bestThreshold("rate", chosenOn: "the test half") { $0[keyPath: rate] })
      let values = curve.points.map { curve.counts(atThreshold: $0.score)[keyPath: rate] }
      #expect(chosen.value == values.filter { !$0.isNaN }.max())
      let first = values.firstIndex(of: chosen.value) ?? -1
      #expect(chosen.threshold == curve.points[first].score)
    }
  }

  @Test func `among equals the greatest threshold is taken`() throws {
    let found = try curve([true, true, true], [0.9, 0.5, 0.1])
      .bestThreshold("precision", chosenOn: "these rows") { $0.precision }
    #expect(found?.threshold == 0.9)
    #expect(found?.description == "threshold 0.9000: the best precision of these rows, 1.0000")
  }

  @Test func `there is none without rows or where the rate is undefined`() throws {
    #expect(ScoreCurve().bestThreshold("f1", chosenOn: "nothing") { $0.f1 } == nil)
    let flat = try curve([true, false], [0.5, 0.5])
    #expect(flat.bestThreshold("nothing", chosenOn: "two rows") { _ in .nan } == nil)
  }

  @Test func `the gain is told on other rows, with its interval`() throws {
    // Rows whose best threshold is 0.3, and others where it gains.
    let labels = (0..<100).map { $0 % 2 == 0 }
    let scores = (0..<100).map { (row: Int) -> Double in
      Double(row) / 1_000 + (row % 2 == 0 ? 0.3 : 0.1)
    }
    let training = try curve(labels, scores)
    let chosen = try #require(
      training.bestThreshold("F1", chosenOn: "the training half") { $0.f1 })
    #expect(chosen.threshold == 0.3)
    let gain = chosen.gain(on: training, named: "the test half", default: 0.35)
    #expect(gain.value == 1)
    #expect(gain.standardValue == training.counts(atThreshold: 0.35).f1)
    #expect(gain.isShown)
    #expect(
      gain.description
        == """
        threshold 0.3000: the best F1 of the training half, 1.0000. On the test half it gives 1.0000 \
        where 0.35 gives 0.6667: a gain of 0.3333 (0.2222 to 0.4706).
        """)
    let same = chosen.gain(on: training, named: "the test half", default: 0.3)
    #expect(same.gain == 0)
    #expect(!same.isShown)
    #expect(
      same.description
        == "threshold 0.3000: the best F1 of the training half, 1.0000. On the test half it gives "
        + "1.0000 where 0.3 gives 1.0000: no gain (0.0000 to 0.0000).")
  }

  @Test func `the gain is paired and the same from either side`() throws {
    let evaluation = try sampleEvaluation()
    let low = try #require(
      evaluation.curve.bestThreshold("recall", chosenOn: "these rows") { $0.recall })
    let gain = low.gain(on: evaluation.curve, named: "these rows")
    let interval = try #require(gain.interval)
    #expect(interval.contains(gain.gain))
    #expect(gain.gain == 1 - evaluation.confusion.positive.recall)
    let high = try #require(
      evaluation.curve.bestThreshold("precision", chosenOn: "these rows") {
        $0.predictedPositives < 40 ? $0.precision : 0
      })
    #expect(high.threshold > 0.5)
  }
}
