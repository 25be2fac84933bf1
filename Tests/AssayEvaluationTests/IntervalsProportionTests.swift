import Testing

@testable import AssayEvaluation

@Suite("Intervals of proportions") struct IntervalsProportionTests {
  @Test func `agree with statsmodels and SciPy`() throws {
    for row in try IntervalsGolden.load().proportions {
      let name = "\(row.successes) of \(row.trials) at \(row.level)"
      let wilson = try #require(
        Interval.wilson(successes: row.successes, trials: row.trials, level: row.level))
      #expect((wilson.low - row.wilson[0]).magnitude < 1e-14, "\(name)")
      #expect((wilson.high - row.wilson[1]).magnitude < 1e-14, "\(name)")
      let exact = try #require(
        Interval.clopperPearson(successes: row.successes, trials: row.trials, level: row.level))
      #expect(relativeError(exact.low, row.exact[0]) < 1e-12, "\(name)")
      #expect(relativeError(exact.high, row.exact[1]) < 1e-12, "\(name)")
    }
  }

  @Test func `touch 0 and 1 exactly`() {
    #expect(Interval.wilson(successes: 0, trials: 20)?.low == 0)
    #expect(Interval.wilson(successes: 20, trials: 20)?.high == 1)
    #expect(Interval.clopperPearson(successes: 0, trials: 20)?.low == 0)
    #expect(Interval.clopperPearson(successes: 20, trials: 20)?.high == 1)
  }

  @Test func `do not exist without trials or with an impossible count`() {
    #expect(Interval.wilson(successes: 0, trials: 0) == nil)
    #expect(Interval.wilson(successes: 3, trials: 2) == nil)
    #expect(Interval.wilson(successes: -1, trials: 2) == nil)
    #expect(Interval.wilson(successes: 1, trials: 2, level: 1) == nil)
    #expect(Interval.wilson(successes: .nan, trials: 2) == nil)
    #expect(Interval.clopperPearson(successes: 0, trials: 0) == nil)
    #expect(Interval.clopperPearson(successes: 1, trials: 2, level: 0) == nil)
  }

  /// How often the interval of each outcome holds p, by enumeration.
  private func coverage(_ n: Int, _ p: Double, _ interval: (Int) -> Interval?) -> Double {
    (0...n).reduce(0.0) { sum, successes in
      guard interval(successes)?.contains(p) == true else { return sum }
      return sum + BinomialDistribution.density(Double(successes), of: Double(n), p: p, q: 1 - p)
    }
  }

  @Test(arguments: [10, 50, 200])
  func `cover what they promise, by enumeration of every outcome`(n: Int) {
    let wilson = (0...n).map { Interval.wilson(successes: $0, trials: n) }
    let exact = (0...n).map { Interval.clopperPearson(successes: $0, trials: n) }
    let places = stride(from: 0.005, to: 1, by: 0.01)
    var sum = 0.0
    for p in places {
      let covered = coverage(n, p) { wilson[$0] }
      #expect(covered > 0.83, "Wilson, n = \(n), p = \(p)")
      #expect(coverage(n, p) { exact[$0] } >= 0.95, "Clopper–Pearson, n = \(n), p = \(p)")
      sum += covered / 100
    }
    #expect((sum - 0.95).magnitude < 0.006, "Wilson on average, n = \(n): \(sum)")
  }

  @Test func `weights count as Kish's effective number of rows`() throws {
    let even = EffectiveCount(weights: [Double](repeating: 3, count: 40))
    #expect((even.value - 40).magnitude < 1e-12)
    let uneven = EffectiveCount(weights: [1, 1, 1, 7])
    #expect((uneven.value - 100.0 / 52).magnitude < 1e-12)
    let weighted = try #require(
      Interval.wilson(successes: 90, trials: 120, effectiveTrials: even.value))
    let counted = try #require(Interval.wilson(successes: 30, trials: 40))
    #expect((weighted.low - counted.low).magnitude < 1e-12)
    #expect(weighted.description == "0.5981 to 0.8581 (95 %, Wilson, effective n 40)")
    #expect(counted.description == "0.5981 to 0.8581 (95 %, Wilson)")
    #expect(EffectiveCount().value == 0)
  }
}
