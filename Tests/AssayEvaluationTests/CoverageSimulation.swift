import AssayCore

@testable import AssayEvaluation

/// How often intervals hold the truth, counted over data made from a truth that is known.
///
/// In release the tables of `Decisions/0008-coverage-of-intervals.md` are printed; in debug there
/// are fewer data, and the bounds are wider by as much.
protocol CoverageSimulation {}

extension CoverageSimulation {
  #if DEBUG
    static var part: Int { 50 }
    static var resamples: Int { 300 }
  #else
    static var part: Int { 1 }
    static var resamples: Int { 1_000 }
  #endif

  /// Bounds for a count of simulations, three standard errors wider in debug.
  func isWithin(_ bounds: ClosedRange<Double>, _ held: Double, of count: Int) -> Bool {
    #if DEBUG
      let slack = 3 * (0.05 * 0.95 / Double(count)).squareRoot()
      return held >= bounds.lowerBound - slack && held <= bounds.upperBound + slack
    #else
      return bounds.contains(held)
    #endif
  }

  func show(_ line: String) {
    #if !DEBUG
      print(line)
    #endif
  }

  func text(_ part: Double) -> String { DecimalText.fixed(100 * part, digits: 1) }

  /// A number of the standard normal distribution.
  static func normal(_ random: inout RandomSource) -> Double {
    NormalDistribution.upperQuantile(random.uniform() + 0x1p-60)
  }

  /// How often each of several intervals holds its truth; an interval that is missing does not.
  func held(
    _ simulations: Int, _ truths: [Double],
    _ intervals: @Sendable (inout RandomSource) -> [Interval?]
  ) -> [Double] {
    var table = [Bool](repeating: false, count: simulations * truths.count)
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run(simulations) { simulation in
        var random = RandomSource(seed: 11, stream: UInt64(simulation))
        for (place, interval) in intervals(&random).enumerated() {
          table[place * simulations + simulation] = interval?.contains(truths[place]) ?? false
        }
      }
    }
    return truths.indices.map { place in
      let count = table[place * simulations..<(place + 1) * simulations].count { $0 }
      return Double(count) / Double(simulations)
    }
  }
}
