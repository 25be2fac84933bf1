import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Distributions of the intervals") struct IntervalsDistributionTests {
  @Test func `the normal distribution agrees with mpmath and SciPy`() throws {
    let golden = try IntervalsGolden.load().normal
    for (z, tail) in zip(golden.z, golden.tail) {
      #expect(relativeError(NormalDistribution.upperTail(z), tail) < 1e-13, "z = \(z)")
    }
    for (tail, quantile) in zip(golden.tails, golden.quantiles) {
      let found = NormalDistribution.upperQuantile(tail)
      #expect((found - quantile).magnitude < 1e-13 * max(1, quantile.magnitude), "tail \(tail)")
    }
    #expect(NormalDistribution.upperQuantile(0) == .infinity)
    #expect(NormalDistribution.upperQuantile(1) == -.infinity)
    #expect(NormalDistribution.upperQuantile(1.1).isNaN)
  }

  @Test func `the incomplete beta function and its inverse agree with mpmath and SciPy`() throws {
    let golden = try IntervalsGolden.load().beta
    for row in golden.values {
      let (a, b, x) = (row[0], row[1], row[2])
      let found = IncompleteBeta.tails(at: x, complement: 1 - x, a, b)
      #expect(relativeError(found.lower, row[3]) < 1e-12, "I(\(a), \(b)) at \(x)")
      #expect(relativeError(found.upper, row[4]) < 1e-12, "1 − I(\(a), \(b)) at \(x)")
    }
    for row in golden.inverse {
      let (a, b, tail) = (row[0], row[1], row[2])
      let name = "quantile \(tail) of Beta(\(a), \(b))"
      #expect(relativeError(IncompleteBeta.quantile(tail, a, b), row[3]) < 1e-12, "\(name)")
      let above = IncompleteBeta.quantile(tail, a, b, fromAbove: true)
      #expect(relativeError(above, row[4]) < 1e-12, "\(name), from above")
    }
  }

  @Test func `densities sum to one`() {
    for (n, p) in [(1, 0.3), (17, 0.5), (40, 0.01), (400, 0.77)] {
      let sum = (0...n).reduce(0.0) {
        $0 + BinomialDistribution.density(Double($1), of: Double(n), p: p, q: 1 - p)
      }
      #expect((sum - 1).magnitude < 1e-13)
    }
    for (marked, unmarked, drawn) in [(5, 7, 4), (300, 10, 200), (1, 1, 2), (4, 0, 3), (0, 4, 3)] {
      let distribution = HypergeometricDistribution(
        marked: marked, unmarked: unmarked, drawn: drawn)
      let sum = (0...drawn).reduce(0.0) { $0 + distribution.density($1) }
      #expect((sum - 1).magnitude < 1e-13)
    }
  }

  @Test(arguments: [(3, 0.2), (60, 0.1), (60, 0.7), (500, 0.03), (10_000_000, 0.4)])
  func `binomial draws have the binomial distribution`(count: Int, p: Double) {
    var random = RandomSource(seed: 5)
    let draws = 40_000
    // Chi-square over groups of outcomes that hold about a tenth each.
    var groups: [(end: Int, part: Double)] = []
    var last = 0.0
    for tenth in 1...10 {
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if BinomialDistribution.lowerTail(middle, of: count, p: p) >= Double(tenth) / 10 - 1e-9 {
          high = middle
        } else {
          low = middle + 1
        }
      }
      let end = tenth == 10 ? count : low
      let part = BinomialDistribution.lowerTail(end, of: count, p: p) - last
      if part > 1e-6 { groups.append((end, part)) }
      last += part
    }
    var seen = [Double](repeating: 0, count: groups.count)
    for _ in 0..<draws {
      let drawn = BinomialSampler.draw(count, p: p, from: &random)
      #expect(drawn >= 0 && drawn <= count)
      if let group = groups.firstIndex(where: { drawn <= $0.end }) { seen[group] += 1 }
    }
    let square = zip(seen, groups).reduce(0.0) {
      let expected = $1.1.part * Double(draws)
      return $0 + ($1.0 - expected) * ($1.0 - expected) / expected
    }
    // 33.7 is exceeded once in 10,000 with nine degrees of freedom.
    #expect(square < 33.7, "chi-square \(square) over \(groups.count) groups")
  }
}
