import AssayEvaluation
import Testing

@Suite("Decision, gain and Kolmogorov-Smirnov") struct DecisionCurveTests {
  @Test func `the net benefit is that of the definition`() throws {
    let curve = try decisionCurve(
      labels: [1, 1, 0, 0], probabilities: [0.9, 0.4, 0.6, 0.1], thresholds: [0, 0.2, 0.5])
    #expect(curve.model == [0.5, 0.5 - 0.25 * 0.25, 0.25 - 0.25])
    #expect(curve.treatAll == [0.5, 0.5 - 0.5 * 0.25, 0])
    #expect(curve.treatNone == [0, 0, 0])
    #expect(curve.actionsAvoided[0].isNaN)
    #expect(curve.actionsAvoided[1] == 0.25)
    #expect(curve.usefulThresholds == [0.2])
    #expect(DecisionCurve.standardThresholds.count == 99)
    let nothing = ScoreCurve().decisionCurve(at: [0.5])
    #expect(nothing.model[0].isNaN && nothing.treatAll[0].isNaN)
  }

  @Test(arguments: [1.0, -0.1, 1.5])
  func `a threshold that is no probability is named`(threshold: Double) throws {
    #expect(
      throws: EvaluationError.outOfRange(
        field: "thresholds", index: 1, value: threshold, range: 0...(1.0).nextDown)
    ) {
      try decisionCurve(
        labels: [1, 0], probabilities: [0.9, 0.1], thresholds: [0.1, threshold])
    }
    #expect(
      throws: EvaluationError.outOfRange(
        field: "probabilities", index: 0, value: 1.2, range: 0...1)
    ) { try decisionCurve(labels: [1, 0], probabilities: [1.2, 0.1]) }
    #expect(throws: EvaluationError.self) {
      try decisionCurve(labels: [1, 0], probabilities: [0.2, 0.1], prevalence: 2)
    }
  }

  @Test func `gain and lift of the example`() throws {
    let curve = try cumulativeGain(labels: [1, 0, 1, 0], scores: [0.9, 0.8, 0.7, 0.1])
    #expect(curve.gains == [0, 0.5, 0.5, 1, 1])
    #expect(curve.shares == [0, 0.25, 0.5, 0.75, 1])
    #expect(curve.thresholds == [.infinity, 0.9, 0.8, 0.7, 0.1])
    #expect(curve.lifts[0].isNaN)
    #expect(curve.lifts.dropFirst() == [2, 1, 1 / 0.75, 1])
    #expect(curve.lift(ofTop: 0.25) == 2)
    #expect(curve.gain(ofTop: 0.125) == 0.25)
    #expect(curve.gain(ofTop: 1.1).isNaN)
    #expect(curve.gain(ofTop: .nan).isNaN)
    #expect(curve.lift(ofTop: 0).isNaN)
    let negatives = try cumulativeGain(
      labels: [false, false], scores: [0.1, 0.2] as [Float])
    #expect(negatives.gains.allSatisfy { $0.isNaN })
    #expect(throws: EvaluationError.self) {
      try cumulativeGain(labels: [false, false], scores: [0.1, 0.2], strict: true)
    }
    #expect(ScoreCurve().cumulativeGain.gain(ofTop: 0.5).isNaN)
  }

  @Test func `the statistic is a metric, with an interval from resamples`() throws {
    let evaluation = try sampleEvaluation()
    let estimate = evaluation.estimate(.kolmogorovSmirnov)
    #expect(estimate.value == evaluation.curve.kolmogorovSmirnov.statistic)
    #expect(estimate.interval?.contains(estimate.value) == true)
  }

  @Test func `the statistic of separated, inverted and equal scores`() throws {
    let right = try kolmogorovSmirnov(labels: [0, 0, 1, 1], scores: [0.1, 0.2, 0.7, 0.8])
    #expect(right.statistic == 1 && right.threshold == 0.7 && right.positivesAreHigher)
    let wrong = try kolmogorovSmirnov(labels: [1, 1, 0, 0], scores: [0.1, 0.2, 0.7, 0.8])
    #expect(wrong.statistic == 1 && wrong.threshold == 0.7 && !wrong.positivesAreHigher)
    let equal = try kolmogorovSmirnov(labels: [1, 0], scores: [0.5, 0.5])
    #expect(equal.statistic == 0 && equal.threshold == 0.5)
    #expect(try kolmogorovSmirnov(labels: [1, 1], scores: [0.5, 0.6]).statistic.isNaN)
    #expect(throws: EvaluationError.self) {
      try kolmogorovSmirnov(labels: [1, 1], scores: [0.5, 0.6], strict: true)
    }
  }
}
