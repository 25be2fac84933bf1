import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Threshold uncertainty") struct ThresholdUncertaintyTests {
  @Test func `the interval is that of the rule chosen anew`() throws {
    let (labels, scores) = thresholdRows(300)
    let curve = try scoreCurve(labels, scores)
    let chosen = try curve.threshold(.youden, chosenOn: "300 rows")
    let found = curve.uncertainty(of: chosen, resamples: 400, seed: 9)
    // The same by hand: draw rows, build a curve, choose on it.
    let blocks = curve.blocks
    let bootstrap = Bootstrap(
      of: (blocks.positives + blocks.negatives).map { Int($0) }, resamples: 400, seed: 9)
    let values = bootstrap.values(readings: 3) { rows, readings in
      var drawn = ScoreBlocks()
      for block in 0..<blocks.count where rows[block] + rows[blocks.count + block] > 0 {
        drawn.append(blocks.scores[block], rows[block], rows[blocks.count + block])
      }
      let resample = ScoreCurve(blocks: drawn, isWeighted: false)
      let own = try? resample.threshold(.youden, chosenOn: "a resample")
      readings[0] = own?.threshold ?? .nan
      readings[1] = ThresholdRule.youden.value(
        of: resample.counts(atThreshold: chosen.threshold))
      readings[2] =
        (own?.value ?? .nan)
        - ThresholdRule.youden.value(of: curve.counts(atThreshold: own?.threshold ?? .nan))
    }
    let ends = try #require(Percentiles.interval(of: values[0], level: 0.95))
    #expect(found.threshold?.low == ends.low)
    #expect(found.threshold?.high == ends.high)
    let there = try #require(Percentiles.interval(of: values[1], level: 0.95))
    #expect(found.value?.low == there.low)
    #expect(found.value?.high == there.high)
    #expect(abs(found.optimism - values[2].reduce(0, +) / 400) < 1e-12)
    #expect(found.optimism > 0)
    #expect(found.threshold?.contains(chosen.threshold) == true)
  }

  @Test func `it is the same for any number of threads`() throws {
    let (labels, scores) = thresholdRows(500, seed: 6)
    let curve = try scoreCurve(labels, scores)
    let chosen = try curve.threshold(.best("F1") { $0.f1 }, chosenOn: "rows")
    let one = Workers.limited(to: 1) { curve.uncertainty(of: chosen, resamples: 300) }
    for threads in [2, 5, 8] {
      let other = Workers.limited(to: threads) { curve.uncertainty(of: chosen, resamples: 300) }
      #expect(other.threshold == one.threshold)
      #expect(other.value == one.value)
      #expect(other.optimism == one.optimism)
    }
    let seeded = curve.uncertainty(of: chosen, resamples: 300, seed: 2)
    #expect(seeded.value != one.value)
  }

  @Test func `an end above every score is infinite, and said so`() throws {
    // Ten rows, and calling any positive hardly pays.
    let labels = [true, false, false, false, true, false, false, false, false, false]
    let scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1]
    let curve = try scoreCurve(labels, scores)
    let costs = CostMatrix(falsePositive: 1, falseNegative: 1)
    let chosen = try curve.threshold(.leastCost(costs), chosenOn: "ten rows")
    let found = curve.uncertainty(of: chosen)
    #expect(found.threshold?.high == .infinity)
    #expect(
      found.description
        == "threshold 0.9000 (0.5000 to above every score): the least mean cost of ten rows, 0.1000 "
        + "(0.0000 to 0.3000); 95 %, bootstrap of the rows, 2,000, seed 1; it looks better by "
        + "0.0659 than it is.")
  }

  @Test func `weighted rows need their effective number`() throws {
    let (labels, scores) = thresholdRows(200)
    let weights = labels.indices.map { Double($0 % 3 + 1) / 2 }
    let curve = try scoreCurve(labels, scores, weights: weights)
    let chosen = try curve.threshold(.youden, chosenOn: "rows")
    let unknown = curve.uncertainty(of: chosen)
    #expect(unknown.threshold == nil)
    #expect(unknown.value == nil)
    #expect(unknown.optimism.isNaN)
    #expect(unknown.description.hasSuffix("(no interval)."))
    let known = curve.uncertainty(
      of: chosen, effectiveCount: EffectiveCount(weights: weights).value)
    #expect(known.value?.contains(chosen.value) == true)
  }
}
