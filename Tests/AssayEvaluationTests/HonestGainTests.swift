import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Honest gain") struct HonestGainTests {
  @Test func `each fold is judged by a threshold chosen without it`() throws {
    let (labels, scores) = thresholdRows(203)
    let rule = ThresholdRule.best("F1") { $0.f1 }
    let gain = try honestGain(labels: labels, scores: scores, rule: rule, folds: 4, seed: 3)
    let folds = try StratifiedFolds.folds(of: labels, count: 4, seed: 3)
    for fold in 0..<4 {
      let inside = labels.indices.filter { folds[$0] != fold }
      let outside = labels.indices.filter { folds[$0] == fold }
      let chosen = try scoreCurve(inside.map { labels[$0] }, inside.map { scores[$0] })
        .threshold(rule, chosenOn: "the others")
      #expect(gain.foldThresholds[fold] == chosen.threshold)
      let judged = try scoreCurve(outside.map { labels[$0] }, outside.map { scores[$0] })
      #expect(gain.foldValues[fold] == judged.counts(atThreshold: chosen.threshold).f1)
      #expect(gain.foldStandardValues[fold] == judged.counts(atThreshold: 0.5).f1)
    }
    let all = try scoreCurve(labels, scores).threshold(rule, chosenOn: "all")
    #expect(gain.threshold == all.threshold)
    #expect(gain.valueWhereChosen == all.value)
    #expect(gain.value == gain.foldValues.reduce(0, +) / 4)
    #expect(gain.gain == gain.value - gain.standardValue)
    #expect(gain.optimism == gain.valueWhereChosen - gain.value)
    #expect(gain.interval?.contains(gain.gain) == true)
    #expect(gain.requiredValue == nil)
  }

  @Test func `folds hold as much of each class as of the other`() throws {
    for (count, folds) in [(103, 5), (57, 2), (40, 10)] {
      let (labels, _) = thresholdRows(count)
      let dealt = try StratifiedFolds.folds(of: labels, count: folds, seed: 8)
      for flag in [true, false] {
        let sizes = (0..<folds).map { fold in
          labels.indices.count { dealt[$0] == fold && labels[$0] == flag }
        }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
      }
      let sizes = (0..<folds).map { fold in dealt.count { $0 == fold } }
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
      #expect(try StratifiedFolds.folds(of: labels, count: folds, seed: 9) != dealt)
    }
  }

  @Test func `where scores mean nothing the choice gains nothing but looks good`() throws {
    var looks = 0.0
    var gains = 0.0
    for seed in 1...40 {
      let (labels, scores) = thresholdRows(60, prevalence: 0.5, seed: UInt64(seed), distance: 0)
      let gain = try honestGain(
        labels: labels, scores: scores, rule: .best("accuracy") { $0.accuracy }, resamples: 100)
      looks += (gain.valueWhereChosen - 0.5) / 40
      gains += (gain.value - 0.5) / 40
    }
    #expect(looks > 0.08)
    #expect(gains.magnitude < 0.03)
  }

  @Test func `a cost gains by falling, and a floor is checked on other rows`() throws {
    let (labels, scores) = thresholdRows(400, prevalence: 0.2)
    let costs = CostMatrix(falsePositive: 1, falseNegative: 20)
    let cheap = try honestGain(labels: labels, scores: scores, rule: .leastCost(costs))
    #expect(cheap.value < cheap.standardValue)
    #expect(cheap.gain == cheap.standardValue - cheap.value)
    #expect(cheap.isShown)
    #expect(
      cheap.description
        == "threshold 0.3271: the least mean cost of all rows, 0.4800. Chosen without the rows it "
        + "is judged on, in 5 folds, it gives 0.5700 where 0.5 gives 1.0300: a gain of 0.4600 "
        + "(0.1304 to 0.8378). It looks better by 0.0900 where it was chosen.")
    let floor = try honestGain(
      labels: labels, scores: scores,
      rule: .best("precision", with: .atLeast(0.9, "recall") { $0.recall }) { $0.precision })
    #expect(floor.requiredValue.map { $0 > 0.7 && $0 < 0.95 } == true)
    #expect(
      floor.description.hasSuffix(
        " Required was recall at least 0.9; the folds give "
          + DecimalText.fixed(floor.requiredValue ?? .nan, digits: 4) + "."))
  }

  @Test func `it is the same for any number of threads, and for Floats`() throws {
    let (labels, rough) = thresholdRows(150)
    let scores = rough.map { Float($0) }
    let rule = ThresholdRule.youden
    let one = try Workers.limited(to: 1) {
      try honestGain(labels: labels, scores: scores, rule: rule)
    }
    let eight = try Workers.limited(to: 8) {
      try honestGain(labels: labels, scores: scores.map { Double($0) }, rule: rule)
    }
    #expect(one.interval == eight.interval)
    #expect(one.foldValues == eight.foldValues)
  }

  @Test func `weights count, whole ones as rows in value`() throws {
    let (labels, scores) = thresholdRows(120)
    let ones = try honestGain(
      labels: labels, scores: scores, rule: .youden,
      weights: [Double](repeating: 1, count: 120))
    let plain = try honestGain(labels: labels, scores: scores, rule: .youden)
    #expect(ones.foldValues == plain.foldValues)
    #expect(ones.interval?.contains(plain.gain) == true)
  }

  @Test func `what cannot be done is named`() throws {
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "folds", value: "5", expected: "2 ... 2, the rows of the rarer class")
    ) {
      try honestGain(
        labels: [1, 1, 0, 0, 0], scores: [0.9, 0.8, 0.3, 0.2, 0.1], rule: .youden)
    }
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "folds", value: "2", expected: "2 or more, and as many rows of each class")
    ) {
      try honestGain(labels: [1, 0, 0], scores: [0.9, 0.8, 0.3], rule: .youden, folds: 2)
    }
    let error = EvaluationError.noThreshold(.noRows, chosenOn: "fold 1")
    #expect(
      error.description
        == "no threshold can be chosen on fold 1: there are no rows to choose a threshold on")
    let (labels, scores) = thresholdRows(50)
    #expect(
      throws: EvaluationError.noThreshold(.undefined(metric: "mine"), chosenOn: "all rows")
    ) {
      try honestGain(labels: labels, scores: scores, rule: .best("mine") { _ in .nan })
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "scores", count: 1, expected: 2, of: "labels")
    ) { try honestGain(labels: [1, 0], scores: [0.5], rule: .youden) }
  }
}
