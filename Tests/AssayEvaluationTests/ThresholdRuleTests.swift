import AssayCore
import Testing

@testable import AssayEvaluation

/// Rows whose scores tell the classes apart, more or less.
func thresholdRows(
  _ count: Int, prevalence: Double = 0.4, seed: UInt64 = 5, distance: Double = 1.5
) -> (labels: [Bool], scores: [Double]) {
  var random = RandomSource(seed: seed)
  var labels: [Bool] = []
  var scores: [Double] = []
  for _ in 0..<count {
    let isPositive = random.uniform() < prevalence
    labels.append(isPositive)
    let z = random.normal() + (isPositive ? distance / 2 : -distance / 2)
    scores.append(1 / (1 + ElementaryFunctions.exp(-z)))
  }
  return (labels, scores)
}

func scoreCurve(
  _ labels: [Bool], _ scores: [Double], weights: [Double]? = nil
) throws -> ScoreCurve {
  var curve = ScoreCurve()
  try curve.update(labels: labels, scores: scores, weights: weights)
  return curve
}

@Suite("Threshold rules") struct ThresholdRuleTests {
  private let labels = [true, false, true, false, false]
  private let scores = [0.9, 0.8, 0.7, 0.3, 0.1]

  private func text(_ rule: ThresholdRule) throws -> String {
    try scoreCurve(labels, scores).threshold(rule, chosenOn: "five rows").description
  }

  @Test func `a choice says what was made best and what was required`() throws {
    #expect(
      try text(.best("precision", with: .atLeast(0.95, "recall") { $0.recall }) { $0.precision })
        == "threshold 0.7000: the best precision of five rows with recall at least 0.95, 0.6667")
    #expect(
      try text(.mostFound(with: .atMost(alerts: 2)))
        == "threshold 0.9000: the best recall of five rows with at most 2 alerts, 0.5000")
    #expect(
      try text(.mostFound(with: .atMost(alerts: 600, inRows: 1_000)))
        == "threshold 0.7000: the best recall of five rows with at most 600 alerts in 1,000 rows, "
        + "1.0000")
    #expect(
      try text(.leastCost(CostMatrix(falsePositive: 1, falseNegative: 10)))
        == "threshold 0.7000: the least mean cost of five rows, 0.2000")
    #expect(
      try text(.youden.atPrevalence(0.01))
        == "threshold 0.7000: the best Youden's J of five rows at a prevalence of 0.01, 0.6667")
    #expect(
      try text(
        .best("recall", with: .atMost(0.2, "false-positive rate") { 1 - $0.specificity }) {
          $0.recall
        })
        == "threshold 0.9000: the best recall of five rows with false-positive rate at most 0.2, "
        + "0.5000")
  }

  @Test func `no row is called positive where that costs least`() throws {
    let costs = CostMatrix(falsePositive: 100, falseNegative: 1)
    let curve = try scoreCurve([false, true, false], [0.9, 0.5, 0.1])
    let chosen = try curve.threshold(.leastCost(costs), chosenOn: "three rows")
    #expect(chosen.threshold == .infinity)
    #expect(chosen.callsNothingPositive)
    #expect(
      chosen.description
        == "no row called positive: the least mean cost of three rows, 0.3333")
    let none = try curve.threshold(.mostFound(with: .atMost(alerts: 0)), chosenOn: "three rows")
    #expect(none.threshold == .infinity)
    #expect(none.requiredValue == 0)
    let gain = chosen.gain(on: curve, named: "the same rows")
    #expect(gain.value == 1.0 / 3)
    #expect(gain.standardValue == 100.0 / 3)
    #expect(gain.gain == 33)
    #expect(
      gain.description
        == "no row called positive: the least mean cost of three rows, 0.3333. On the same rows it "
        + "gives 0.3333 where 0.5 gives 33.3333: a gain of 33.0000 (-1.0000 to 100.0000), which may "
        + "be luck.")
  }

  @Test func `what cannot be had says how near it comes`() throws {
    let curve = try scoreCurve(labels, scores)
    let floor = ThresholdRequirement.atLeast(0.7, "specificity") { _ in 0.25 }
    #expect(
      throws: NoThreshold.unattainable(
        requirement: "specificity at least 0.7", reached: 0.25, threshold: .infinity)
    ) { try curve.threshold(.mostFound(with: floor), chosenOn: "five rows") }
    do {
      let half = try scoreCurve([false, true, true], [0.9, 0.5, 0.1])
      _ = try half.threshold(
        .mostFound(with: .atLeast(0.9, "precision") { $0.precision }), chosenOn: "rows")
      Issue.record("found one")
    } catch let reason {
      #expect(
        "\(reason)"
          == "no threshold gives precision at least 0.9: the nearest is 0.6667, at threshold 0.1000"
      )
    }
    #expect(
      NoThreshold.unattainable(requirement: "x at least 1", reached: 0, threshold: .infinity)
        .description
        == "no threshold gives x at least 1: the nearest is 0.0000, where no row is called positive"
    )
    #expect(
      NoThreshold.unattainable(requirement: "x at least 1", reached: .nan, threshold: .nan)
        .description == "no threshold gives x at least 1: it is undefined at every threshold")
    #expect(throws: NoThreshold.noRows) {
      try ScoreCurve().threshold(.youden, chosenOn: "nothing")
    }
    #expect(NoThreshold.noRows.description == "there are no rows to choose a threshold on")
    #expect(throws: NoThreshold.undefined(metric: "mine")) {
      try curve.threshold(.best("mine") { _ in .nan }, chosenOn: "five rows")
    }
    #expect(
      NoThreshold.undefined(metric: "mine").description
        == "mine is undefined at every threshold allowed")
  }

  @Test func `another prevalence keeps recall and specificity`() throws {
    let counts = BinaryCounts(
      truePositives: 90, falsePositives: 5, falseNegatives: 10, trueNegatives: 95)
    let rare = counts.atPrevalence(0.01)
    #expect(abs(rare.recall - 0.9) < 1e-15)
    #expect(abs(rare.specificity - 0.95) < 1e-15)
    #expect(abs(rare.total - 200) < 1e-12)
    #expect(abs(rare.precision - 0.009 / (0.009 + 0.0495)) < 1e-15)
    #expect(counts.atPrevalence(1.5).precision.isNaN)
    let oneClass = BinaryCounts(
      truePositives: 3, falsePositives: 0, falseNegatives: 1, trueNegatives: 0)
    #expect(oneClass.atPrevalence(0.5).recall.isNaN)
  }

  @Test func `costs say from which probability on to act`() throws {
    let costs = CostMatrix(falsePositive: 5, falseNegative: 200, truePositive: 5)
    #expect(costs.probabilityThreshold == 5.0 / 200)
    #expect(CostMatrix(falsePositive: 0, falseNegative: 1).probabilityThreshold.isNaN)
    #expect(costs.meanCost(of: BinaryCounts()).isNaN)
    // With probabilities that are right, the threshold found is the one computed.
    var labels: [Bool] = []
    var scores: [Double] = []
    for tenth in 0...10 {
      for row in 0..<100 {
        labels.append(row < 10 * tenth)
        scores.append(Double(tenth) / 10)
      }
    }
    let even = CostMatrix(falsePositive: 3, falseNegative: 7)
    let chosen = try scoreCurve(labels, scores).threshold(.leastCost(even), chosenOn: "rows")
    // At 0.3 exactly both decisions cost the same; the greater threshold is taken.
    #expect(even.probabilityThreshold == 0.3)
    #expect(chosen.threshold == 0.4)
  }

  @Test func `a weight is that many rows`() throws {
    let (labels, scores) = thresholdRows(80)
    let weights = labels.indices.map { Double($0 % 4) }
    let repeated = labels.indices.flatMap { Array(repeating: $0, count: $0 % 4) }
    let weighted = try scoreCurve(labels, scores, weights: weights)
    let plain = try scoreCurve(repeated.map { labels[$0] }, repeated.map { scores[$0] })
    for rule in [
      ThresholdRule.youden, .mostFound(with: .atMost(alerts: 20)),
      .leastCost(CostMatrix(falsePositive: 2, falseNegative: 3)),
    ] {
      let one = try weighted.threshold(rule, chosenOn: "rows")
      let other = try plain.threshold(rule, chosenOn: "rows")
      #expect(one.threshold == other.threshold)
      #expect(one.value == other.value)
    }
    #expect(weighted.decisionCurve() == plain.decisionCurve())
    #expect(weighted.cumulativeGain == plain.cumulativeGain)
    #expect(weighted.kolmogorovSmirnov == plain.kolmogorovSmirnov)
  }
}
