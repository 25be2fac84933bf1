import AssayCore
import Testing

@testable import AssayEvaluation

/// Rows of random scores: of a kind, and how many distinct ones there are.
private func rows(
  _ count: Int, seed: UInt64, grain: Double? = nil, prevalence: Double = 0.4
) -> (labels: [Bool], scores: [Double]) {
  var random = RandomSource(seed: seed)
  var labels: [Bool] = []
  var scores: [Double] = []
  for _ in 0..<count {
    let isPositive = Double.random(in: 0..<1, using: &random) < prevalence
    // Crowded at both ends, as the outputs of a network are.
    let logit = Double.random(in: -12...8, using: &random) + (isPositive ? 3 : 0)
    let score = 1 / (1 + ElementaryFunctions.exp(-logit))
    labels.append(isPositive)
    scores.append(grain.map { (score * $0).rounded() / $0 } ?? score)
  }
  return (labels, scores)
}

private func curve(_ labels: [Bool], _ scores: [Double]) throws -> ScoreCurve {
  var curve = ScoreCurve()
  try curve.update(labels: labels, scores: scores)
  return curve
}

private let scales: [(ScoreScale, Int)] = [
  (.probabilities, 64), (.probabilities, 4_096), (.probabilities, 32_768),
  (.uniform(0...1), 10), (.uniform(0...1), 1_024), (.uniform(-1...1.7), 777), (.uniform(0...1), 1),
]

@Suite("score histogram") struct ScoreHistogramTests {
  @Test(arguments: scales)
  func `encloses the exact areas of the same rows`(scale: ScoreScale, binCount: Int) throws {
    for seed in UInt64(0)..<3 {
      for (count, grain, prevalence) in [
        (3_000, nil, 0.4), (3_000, 50, 0.4), (40, nil, 0.5), (3_000, 4, 0.01), (2, nil, 0.5),
        (2_000, 1_024, 0.97),
      ] as [(Int, Double?, Double)] {
        let (labels, scores) = rows(count, seed: seed, grain: grain, prevalence: prevalence)
        let exact = try curve(labels, scores)
        var seen = try ScoreHistogram(scale: scale, binCount: binCount)
        try seen.update(labels: labels, scores: scores)
        #expect(seen.positives == Int(exact.positives))
        #expect(seen.negatives == Int(exact.negatives))
        #expect(seen.undefined == exact.undefined)
        guard exact.positives > 0, exact.negatives > 0 else {
          #expect(seen.rocAUC.value.isNaN && seen.rocAUC.low.isNaN && seen.rocAUC.high.isNaN)
          continue
        }
        let area = seen.rocAUC
        #expect(area.contains(exact.rocAUC), "\(area) and \(exact.rocAUC)")
        #expect(area.low <= area.value && area.value <= area.high)
        #expect(0 <= area.low && area.high <= 1)
        let average = seen.averagePrecision
        // The curve adds up with some rounding of its own.
        #expect(average.low - 1e-13 <= exact.averagePrecision)
        #expect(exact.averagePrecision <= average.high + 1e-13)
        #expect(average.low <= average.value && average.value <= average.high)
        #expect(abs(average.value - seen.curve.averagePrecision) < 1e-13)
        #expect(area.value == seen.curve.rocAUC)
      }
    }
  }

  @Test func `counts at edges are exact, and no others are given`() throws {
    let (labels, scores) = rows(5_000, seed: 4, grain: 512)
    let exact = try curve(labels, scores)
    for (scale, binCount) in scales {
      var seen = try ScoreHistogram(scale: scale, binCount: binCount)
      try seen.update(labels: labels, scores: scores)
      let rule = seen.bins.rule
      for bin in 0..<min(binCount, 60) {
        let edge = rule.edge(of: bin * max(1, binCount / 60))
        #expect(seen.counts(atThreshold: edge) == exact.counts(atThreshold: edge))
      }
      for point in seen.curve.points {
        #expect(
          seen.curve.counts(atThreshold: point.score)
            == exact.counts(atThreshold: point.score))
      }
      let range = scale.range
      for outside in [range.lowerBound - 1, range.lowerBound, range.upperBound.nextUp, .infinity] {
        #expect(seen.counts(atThreshold: outside) == exact.counts(atThreshold: outside))
      }
      #expect(seen.counts(atThreshold: .nan) == nil)
      #expect(seen.counts(atThreshold: 0.300_000_1) == nil)
      let near = seen.edge(notAbove: 0.3)
      #expect(near <= 0.3 && seen.counts(atThreshold: near) != nil)
      #expect(seen.edge(notAbove: -.infinity) == range.lowerBound)
      #expect(seen.edge(notAbove: .nan) == range.lowerBound)
      #expect(seen.edge(notAbove: .infinity) == rule.edge(of: binCount - 1))
    }
    var seen = ScoreHistogram()
    try seen.update(labels: labels, scores: scores)
    #expect(seen.counts(atThreshold: 0.5) == exact.counts(atThreshold: 0.5))
    #expect(seen.counts(atThreshold: 0.75) == exact.counts(atThreshold: 0.75))
  }

  @Test(arguments: scales)
  func `a bin holds the scores from its edge up to the next`(
    scale: ScoreScale, binCount: Int
  ) throws {
    let rule = try ScoreHistogram(scale: scale, binCount: binCount).bins.rule
    let range = scale.range
    #expect(rule.bin(of: range.lowerBound) == 0)
    #expect(rule.bin(of: range.upperBound) == binCount - 1)
    #expect(rule.edge(of: 0) == range.lowerBound)
    #expect(rule.bin(of: -0.0) == rule.bin(of: 0))
    for bin in stride(from: 1, to: binCount, by: max(1, binCount / 5_000)) {
      let edge = rule.edge(of: bin)
      #expect(rule.bin(of: edge) == bin)
      #expect(rule.bin(of: edge.nextDown) == bin - 1)
      #expect(edge > rule.edge(of: bin - 1))
    }
    // Greater scores never have a lower bin.
    var random = RandomSource(seed: 2)
    let scores = (0..<2_000).map { index in
      let score = Double.random(in: range, using: &random)
      return index % 2 == 0
        ? score : score * Double(sign: .plus, exponent: -(index % 60), significand: 1)
    }.sorted()
    let bins = scores.map { rule.bin(of: $0) }
    #expect(bins == bins.sorted())
    #expect(bins.allSatisfy { (0..<binCount).contains($0) })
  }

  @Test func `ranges whose Doubles are fewer than its bins are taken`() throws {
    for range in [
      1...1.0.nextUp, 1e6...(1e6 + 1e-9), -0x1p-1070...0x1p-1030, 0x1p-1074...0x1p-1073,
    ] {
      guard var seen = try? ScoreHistogram(scale: .uniform(range), binCount: 16) else { continue }
      try seen.update(labels: [false, true], scores: [range.lowerBound, range.upperBound])
      #expect(seen.rocAUC == BoundedValue(1, low: 1, high: 1))
      #expect(seen.curve.points.map(\.score).last == range.lowerBound)
    }
  }

  /// The scores of some rows of one bin in a given order, the first row the greatest.
  private func area(
    _ order: [(isPositive: Bool, count: Int)], isTied: Bool = false
  ) throws -> (histogram: ScoreHistogram, curve: ScoreCurve) {
    var labels = [true, false, true, false, false, true]
    var scores = [0.9, 0.8, 0.7, 0.2, 0.1, 0.1]
    // From 0.5 down, all in the bin below it that begins at 7/16.
    var score = 0.499
    for (isPositive, count) in order {
      for _ in 0..<count {
        labels.append(isPositive)
        scores.append(score)
        if !isTied { score -= 1e-5 }
      }
      if isTied { score -= 1e-5 }
    }
    var histogram = try ScoreHistogram(scale: .uniform(0...1), binCount: 16)
    try histogram.update(labels: labels, scores: scores)
    return (histogram, try curve(labels, scores))
  }

  @Test(arguments: [1, 2, 16, 17, 300], [1, 5, 400])
  func `bounds are attained by the best and the worst order`(
    positives: Int, negatives: Int
  ) throws {
    let best = try area([(true, positives), (false, negatives)], isTied: true)
    let worst = try area([(false, negatives), (true, positives)])
    let tied = try area([(true, positives), (false, negatives)])
    #expect(best.histogram == worst.histogram && tied.histogram == best.histogram)
    let bounds = best.histogram.rocAUC
    // The last bin of the fixed rows holds a pair of its own, tied in truth.
    let own = 0.5 / (best.curve.positives * best.curve.negatives)
    #expect(abs(bounds.high - best.curve.rocAUC - own) < 1e-15)
    #expect(abs(bounds.low - worst.curve.rocAUC + own) < 1e-15)
    let average = best.histogram.averagePrecision
    let all = best.curve.positives
    // So too its positive, which the bounds place before and behind a negative that it equals.
    let rank = all + best.curve.negatives
    let above = all / (rank - 1) - all / rank
    #expect(abs(average.high - best.curve.averagePrecision - above / all) < 1e-14)
    // The integral is less than the sum by hardly more than the curvature of a term.
    let slack = positives <= 16 ? 1e-14 : 0.01 / all
    #expect(average.low <= worst.curve.averagePrecision + 1e-14)
    #expect(worst.curve.averagePrecision - average.low < slack)
    #expect(average.low + 1e-14 < tied.curve.averagePrecision || negatives == 0)
  }

  @Test func `is exact where no bin holds both, and each positive has its own`() throws {
    let labels = [true, false, true, false, true]
    let scores = [0.9, 0.7, 0.6, 0.2, 0.1]
    var seen = ScoreHistogram()
    try seen.update(labels: labels, scores: scores)
    let exact = try curve(labels, scores)
    #expect(seen.rocAUC == BoundedValue(exact.rocAUC, low: exact.rocAUC, high: exact.rocAUC))
    #expect(seen.averagePrecision.spread <= 0x1p-48)
    #expect(seen.roc() == seen.curve.roc())
    #expect(seen.roc().truePositiveRates == exact.roc().truePositiveRates)
    #expect(seen.precisionRecall().precisions == exact.precisionRecall().precisions)
  }

  @Test func `neither order nor split nor threads show`() throws {
    let (labels, scores) = rows(2_000, seed: 8)
    // Rows enough to be shared out to threads.
    let many = (0..<2_200_000).map { $0 % labels.count }
    let (manyLabels, manyScores) = (many.map { labels[$0] }, many.map { scores[$0] })
    var whole = ScoreHistogram()
    try Workers.limited(to: 1) { try whole.update(labels: manyLabels, scores: manyScores) }
    for threads in [2, 3, 8] {
      var other = ScoreHistogram()
      try Workers.limited(to: threads) {
        try other.update(labels: manyLabels, scores: manyScores)
      }
      #expect(other == whole)
    }
    var merged = ScoreHistogram()
    for start in stride(from: 0, to: many.count, by: 300_001).reversed() {
      let end = min(many.count, start + 300_001)
      var part = ScoreHistogram()
      try part.update(
        labels: Array(manyLabels[start..<end].reversed()),
        scores: Array(manyScores[start..<end].reversed()))
      try merged.merge(part)
    }
    #expect(merged == whole)
    #expect(merged.positives + merged.negatives == many.count)
  }

  @Test func `Floats are the Doubles they are`() throws {
    let (labels, scores) = rows(4_000, seed: 6)
    let floats = scores.map { Float($0) }
    var one = ScoreHistogram()
    try one.update(labels: labels, scores: floats)
    var other = ScoreHistogram()
    try other.update(labels: labels, scores: floats.map(Double.init))
    #expect(one == other)
    #expect(one.rocAUC.contains(try curve(labels, floats.map(Double.init)).rocAUC))
  }

  @Test func `a score without a bin is named, and nothing changes`() throws {
    var seen = ScoreHistogram()
    try seen.update(labels: [true, false], scores: [0.5, 0.25])
    let before = seen
    for (bad, error) in [
      (1.5, EvaluationError.outOfRange(field: "scores", index: 2, value: 1.5, range: 0...1)),
      (-1e-300, .outOfRange(field: "scores", index: 2, value: -1e-300, range: 0...1)),
      (.infinity, .notFinite(field: "scores", index: 2, value: .infinity)),
      (-.infinity, .notFinite(field: "scores", index: 2, value: -.infinity)),
    ] {
      #expect(throws: error) {
        try seen.update(labels: [true, true, false], scores: [0, 1, bad])
      }
    }
    #expect(throws: EvaluationError.self) {
      try seen.update(labels: [true, true, false], scores: [0, 1, Float.nan])
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "scores", count: 1, expected: 2, of: "labels")
    ) { try seen.update(labels: [true, true], scores: [0.5]) }
    #expect(seen == before)
    #expect(throws: EvaluationError.self) {
      try seen.merge(ScoreHistogram(scale: .uniform(0...1)))
    }
    #expect(throws: EvaluationError.self) { try seen.merge(ScoreHistogram(binCount: 1_024)) }
    #expect(seen == before)
    for count in [0, -64, 63, 100, 1 << 25, .max] {
      #expect(throws: EvaluationError.self) { try ScoreHistogram(binCount: count) }
    }
    for range in [0...0, -Double.infinity...1, -1e308...1e308, 0...0x1p-1074] {
      #expect(throws: EvaluationError.self) { try ScoreHistogram(scale: .uniform(range)) }
    }
  }

  @Test func `no rows and one class read as the curve does`() throws {
    var seen = ScoreHistogram()
    #expect(seen.rocAUC.value.isNaN)
    #expect(seen.averagePrecision.value.isNaN)
    #expect(seen.undefined.map(\.reason) == [.noRows, .noRows])
    try seen.update(labels: [false, false], scores: [0.1, 0.2])
    #expect(seen.averagePrecision == BoundedValue(0, low: 0, high: 0))
    #expect(seen.undefined.map(\.reason) == [.absentFromTruth, .absentFromTruth])
    #expect(seen.rocAUC.description == "nan")
    #expect("\(BoundedValue(0.5, low: 0.25, high: 0.75))" == "0.5 (0.25 ... 0.75)")
    #expect(BoundedValue(0.5, low: 0.25, high: 0.75).spread == 0.5)
  }
}
