import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Bootstrap") struct IntervalsBootstrapTests {
  static let f1: @Sendable ([Double]) -> Double = { c in 2 * c[3] / (2 * c[3] + c[1] + c[2]) }

  @Test func `has the same bits for any number of threads`() {
    for cells in [
      [206, 42, 37, 215], [Int](repeating: 7, count: 400), [3_000_000, 1, 20, 7_000_000],
    ] {
      let bootstrap = Bootstrap(of: cells)
      let all = [1, 2, 3, 8].map { threads in
        Workers.limited(to: threads) {
          bootstrap.values(readings: 2, cost: 5_000) { counts, readings in
            readings[0] = counts[3]
            readings[1] = counts[0] + counts[1]
          }
        }
      }
      for values in all { #expect(values == all[0]) }
    }
  }

  @Test func `repeats with its seed and differs with another`() {
    let cells = [206, 42, 37, 215]
    #expect(
      Bootstrap(of: cells, seed: 3).interval(Self.f1)
        == Bootstrap(of: cells, seed: 3).interval(Self.f1))
    #expect(
      Bootstrap(of: cells, seed: 3).interval(Self.f1)
        != Bootstrap(of: cells, seed: 4).interval(Self.f1))
  }

  @Test func `draws as many rows as there are, with the observed shares`() {
    for cells in [[206, 42, 0, 252], [Int](1...100), [0, 0, 5]] {
      let total = cells.reduce(0, +)
      let values = Bootstrap(of: cells, resamples: 4_000).values(readings: cells.count + 1) {
        counts, readings in
        for (index, count) in counts.enumerated() { readings[index] = count }
        readings[counts.count] = counts.reduce(0, +)
      }
      #expect(values[cells.count].allSatisfy { $0 == Double(total) })
      for (index, cell) in cells.enumerated() {
        let mean = values[index].reduce(0, +) / 4_000
        let share = Double(cell) / Double(total)
        let error = (Double(total) * share * (1 - share) / 4_000).squareRoot()
        #expect((mean - Double(cell)).magnitude <= 5 * error, "cell \(index)")
        let spread = values[index].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4_000
        let expected = Double(total) * share * (1 - share)
        #expect((spread - expected).magnitude <= 0.15 * expected, "cell \(index)")
      }
    }
  }

  @Test func `gives the interval of the mean that theory gives`() throws {
    let cells = [428, 72]
    let interval = try #require(Bootstrap(of: cells).interval { $0[0] / 500 })
    // 0.856 ± 1.96 √(0.856 × 0.144 / 500), whose ends vary by about a tenth of the half-width.
    #expect((interval.low - 0.8252).magnitude < 0.004)
    #expect((interval.high - 0.8868).magnitude < 0.004)
    #expect(interval.method.description == "bootstrap of the counts, 2,000, seed 1")
  }

  @Test func `covers F1 about as often as it says`() throws {
    // 300 samples of 200 rows from a known table; F1 of the table itself is the truth.
    let table = [0.40, 0.10, 0.08, 0.42]
    let truth = Self.f1(table)
    let world = MultinomialSampler(shares: table, draws: 200)
    var sample = [Double](repeating: 0, count: 4)
    var covered = 0
    for trial in 0..<300 {
      var random = RandomSource(seed: 99, stream: UInt64(trial))
      world.draw(into: &sample, from: &random)
      let interval = try #require(
        Bootstrap(of: sample.map { Int($0) }, resamples: 400).interval(Self.f1))
      if interval.contains(truth) { covered += 1 }
    }
    // 95 % of 300 is 285; three standard errors are 11.
    #expect(covered >= 274 && covered <= 296, "covered \(covered) of 300")
  }

  @Test func `leaves out undefined resamples, and gives no interval when they are many`() {
    #expect(Bootstrap(of: [50, 50]).interval { $0[0] > 35 ? $0[0] : .nan } != nil)
    #expect(Bootstrap(of: [50, 50]).interval { $0[0] > 50 ? $0[0] : .nan } == nil)
    #expect(Bootstrap(of: []).interval { _ in .nan } == nil)
    #expect(Bootstrap(of: [0, 0]).interval { $0[0] / ($0[0] + $0[1]) } == nil)
    #expect(Bootstrap(of: [5, 5], resamples: 0).interval { $0[0] } == nil)
  }

  @Test func `weights scale to their sum, with the spread of the effective rows`() throws {
    let values = Bootstrap(ofWeights: [30.5, 9.5], effectiveCount: 20, resamples: 4_000)
      .values(readings: 2) { counts, readings in
        readings[0] = counts[0]
        readings[1] = counts[0] + counts[1]
      }
    #expect(values[1].allSatisfy { ($0 - 40).magnitude < 1e-9 })
    let mean = values[0].reduce(0, +) / 4_000
    #expect((mean - 30.5).magnitude < 0.3)
  }
}
