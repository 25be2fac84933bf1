import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("Intervals of what no data should hold") struct IntervalsHostileTests {
  @Test func `counts and weights that make no sense do not stop the program`() {
    #expect(Bootstrap(of: [-3, 5, 7]).interval { $0[0] + $0[1] } != nil)
    for weights in [[Double.nan, 1], [.infinity, 2], [-1, 1], [0, 0]] {
      for effective in [Double.nan, .infinity, -1, 0, 1e300] {
        _ = Bootstrap(ofWeights: weights, effectiveCount: effective, resamples: 5)
          .interval { $0[0] }
      }
    }
    #expect(Verdict(cells: [.max, 1, 1, .max], classes: ["0", "1"]) == nil)
    #expect(FisherExactTest(.max, -1, 0, .max).cells == [1 << 50, 0, 0, 1 << 50])
    #expect(McNemarTest(onlyFirstRight: .max, onlySecondRight: -4).pValue() < 1e-300)
    #expect(BinomialTest.pValue(successes: 1, trials: .max) == nil)
    let broken = DeLong(positives: [-1, .nan, 3], negatives: [2, 2])
    #expect(broken.interval() == nil)
  }

  @Test func `negative weights that cancel leave no interval`() throws {
    var evaluation = try ClassifierEvaluation(classes: [0, 1])
    try evaluation.update(
      labels: [0, 1, 1, 0], outputs: [0.2, 0.9, 0.3, 0.6], width: 1, weights: [1, 1, -1, -1])
    for estimate in evaluation.estimates(Metric.all) { #expect(estimate.interval == nil) }
    #expect(evaluation.verdict == nil)
    _ = evaluation.description
  }

  @Test func `many rows of one guess are judged quickly`() throws {
    let seconds = threadSeconds {
      let verdict = Verdict(
        cells: [3_000_000, 1, 2, 3_000_000, 2, 1, 3_000_000, 0, 3], classes: ["a", "b", "c"])
      #expect(verdict != nil)
    }
    #expect(seconds < 1)
  }
}
