import AssayEvaluation
import TestSupport
import Testing

private struct ThresholdGolden: Decodable {
  let cases: [ThresholdCase]
}

/// Rows, and what brute force over every threshold finds in them.
struct ThresholdCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Rule: Decodable, Sendable {
    let value: Double?
    /// Every threshold that is as good as the best one, but for rounding.
    let thresholds: [GoldenNumber]
    let reached: GoldenNumber?
  }

  let name: String
  let labels: [Int]
  let scores: [Double]
  let weights: [Double]?
  let costs: [Double]
  let budget: Double
  let rate: Double
  let prevalence: Double
  let rules: [String: Rule]
  let points: [Double]
  let model: [Double]
  let all: [Double]
  let moved: [Double]
  let shares: [Double]
  let gains: [Double]
  let ks: Double
  let ksThresholds: [Double]
  let tops: [Double]
  let gainsOfTops: [Double]
  /// The threshold and F1 of `TunedThresholdClassifierCV` on the same rows.
  let tuned: [Double]?

  var testDescription: String { name }

  func curve() throws -> ScoreCurve {
    var curve = ScoreCurve()
    try curve.update(labels: labels.map { $0 == 1 }, scores: scores, weights: weights)
    return curve
  }

  var rulesByName: [String: ThresholdRule] {
    let matrix = CostMatrix(
      falsePositive: costs[0], falseNegative: costs[1], truePositive: costs[2],
      trueNegative: costs[3])
    return [
      "f1": .best("F1") { $0.f1 }, "accuracy": .best("accuracy") { $0.accuracy },
      "youden": .youden, "cost": .leastCost(matrix),
      "cost_moved": .leastCost(matrix).atPrevalence(prevalence),
      "f1_moved": .best("F1") { $0.f1 }.atPrevalence(prevalence),
      "recall_floor": .best("precision", with: .atLeast(0.75, "recall") { $0.recall }) {
        $0.precision
      },
      "precision_floor": .mostFound(with: .atLeast(0.9, "precision") { $0.precision }),
      "budget": .mostFound(with: .atMost(alerts: budget)),
      "per_thousand": .mostFound(with: .atMost(alerts: rate, inRows: 1_000)),
    ]
  }
}

private func golden() throws -> [ThresholdCase] {
  try Golden.load("thresholds.json", as: ThresholdGolden.self).cases
}

@Suite("thresholds by brute force") struct ThresholdGoldenTests {
  @Test(arguments: try golden())
  func `every rule finds the best threshold`(golden: ThresholdCase) throws {
    let curve = try golden.curve()
    let rules = golden.rulesByName
    #expect(rules.count == golden.rules.count)
    for (name, rule) in rules {
      let expected = try #require(golden.rules[name])
      let found = Result { () throws(NoThreshold) in
        try curve.threshold(rule, chosenOn: "these rows")
      }
      switch found {
      case .success(let chosen):
        #expect(isClose(chosen.value, expected.value ?? .nan), "\(name): \(chosen)")
        let best = expected.thresholds.map(\.value)
        #expect(best.contains(chosen.threshold), "\(name): \(chosen), golden \(best)")
        // Nothing is called positive only where no score is as good.
        #expect(!chosen.callsNothingPositive || best == [.infinity], "\(name)")
        let counts = curve.counts(atThreshold: chosen.threshold)
        #expect(isClose(rule.value(of: counts), chosen.value))
        #expect(rule.isFulfilled(by: counts))
      case .failure(.unattainable(_, let reached, _)):
        #expect(expected.value == nil, "\(name)")
        #expect(isClose(reached, expected.reached?.value ?? .nan), "\(name)")
      case .failure(let reason):
        Issue.record("\(name): \(reason)")
      }
    }
  }

  @Test(arguments: try golden())
  func `net benefit, gain and lift have the values of their formulas`(
    golden: ThresholdCase
  ) throws {
    let (y, s, w) = (golden.labels, golden.scores, golden.weights)
    let decisions = try decisionCurve(
      labels: y, probabilities: s, positive: 1, thresholds: golden.points, weights: w)
    #expect(areClose(decisions.model, golden.model))
    #expect(areClose(decisions.treatAll, golden.all))
    #expect(decisions.treatNone == golden.points.map { _ in 0 })
    let moved = try decisionCurve(
      labels: y, probabilities: s.map { Float($0) }, positive: 1, thresholds: golden.points,
      prevalence: golden.prevalence, weights: w)
    #expect(areClose(moved.model, golden.moved))
    let gain = try cumulativeGain(labels: y, scores: s, positive: 1, weights: w)
    #expect(areClose(gain.shares, golden.shares))
    #expect(areClose(gain.gains, golden.gains))
    #expect(areClose(golden.tops.map(gain.gain(ofTop:)), golden.gainsOfTops))
    #expect(
      areClose(
        gain.lifts.dropFirst().map { $0 },
        zip(golden.gains, golden.shares).dropFirst().map { $0 / $1 }))
  }

  @Test(arguments: try golden())
  func `the Kolmogorov-Smirnov statistic is SciPy's`(golden: ThresholdCase) throws {
    let ks = try kolmogorovSmirnov(
      labels: golden.labels, scores: golden.scores, positive: 1, weights: golden.weights)
    #expect(isClose(ks.statistic, golden.ks))
    #expect(golden.ksThresholds.contains(ks.threshold))
    let floats = try kolmogorovSmirnov(
      labels: golden.labels, scores: golden.scores.map { Float($0) }, positive: 1,
      weights: golden.weights)
    #expect(floats == ks)
  }

  @Test(arguments: try golden().filter { $0.tuned != nil })
  func `scikit-learn's tuned threshold is never better`(golden: ThresholdCase) throws {
    let tuned = try #require(golden.tuned)
    let curve = try golden.curve()
    #expect(isClose(curve.counts(atThreshold: tuned[0]).f1, tuned[1]))
    let best = try curve.threshold(.best("F1") { $0.f1 }, chosenOn: "these rows")
    #expect(best.value >= tuned[1] - 1e-15)
  }
}
