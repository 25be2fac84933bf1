import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("rows, strata and groups drawn anew") struct IntervalsDrawnWeightsTests {
  private static let values = (0..<30).map { Double($0 * $0 % 17) }

  private static func mean(_ weights: [Double]) throws -> Double {
    let total = weights.reduce(0, +)
    return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
  }

  @Test func `is the same for any number of threads, and another for another seed`() throws {
    func estimate(_ seed: UInt64) throws -> Estimate {
      try Estimate.ofRows(30, name: "mean", resampling: Resampling(seed: seed), Self.mean)
    }
    let one = try Workers.limited(to: 1) { try estimate(1) }
    for threads in 2...8 {
      #expect(try Workers.limited(to: threads) { try estimate(1) } == one)
    }
    #expect(try estimate(2).interval != one.interval)
  }

  @Test func `rows bring their weights along, and the interval says how many they are worth`()
    throws
  {
    let weights = (0..<30).map { 1 + Double($0 % 3) }
    let estimate = try Estimate.ofRows(30, name: "mean", weights: weights, Self.mean)
    #expect(try estimate.value == Self.mean(weights))
    #expect(estimate.interval?.effectiveCount == EffectiveCount(weights: weights).value)
    let drawn = Bootstrap(of: [Int](repeating: 1, count: 30)).values(readings: 1) { counts, found in
      found[0] = (try? Self.mean(zip(counts, weights).map { $0 * $1 })) ?? .nan
    }
    let ends = try #require(Percentiles.interval(of: drawn[0], level: 0.95))
    #expect(estimate.interval?.low == ends.low && estimate.interval?.high == ends.high)
  }

  @Test func `strata keep their numbers of rows, in whatever order they lie`() throws {
    let strata = (0..<30).map { $0 % 3 == 0 ? 7 : $0 % 3 }
    let stratified = Resampling(resamples: 200, isStratified: true)
    // What is read is the weight of each stratum: it never varies.
    for stratum in [1, 2, 7] {
      let estimate = try Estimate.ofRows(
        30, name: "rows", strata: strata, resampling: stratified
      ) { weights in
        zip(strata, weights).reduce(0) { $0 + ($1.0 == stratum ? $1.1 : 0) }
      }
      #expect(estimate.value == 10)
      #expect(estimate.missing == .noSpread)
    }
    let mean = try Estimate.ofRows(
      30, name: "mean", strata: strata, resampling: stratified, Self.mean)
    #expect(mean.interval?.method == .bootstrap(.rowsOfEachClass, resamples: 200, seed: 1))
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "strata", value: "nil", expected: "the class of each row, for stratified resamples")
    ) { try Estimate.ofRows(30, name: "mean", resampling: stratified, Self.mean) }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "strata", count: 1, expected: 30, of: "rows")
    ) {
      try Estimate.ofRows(30, name: "mean", strata: [1], resampling: stratified, Self.mean)
    }
  }

  @Test func `groups stay together`() throws {
    let groups = (0..<30).map { ["cid", "ann", "bob", "dan"][$0 % 4] }
    let estimate = try Estimate.ofGroups(groups, name: "mean") { weights in
      // Rows of one group weigh alike in every draw.
      for row in 4..<30 where weights[row] != weights[row - 4] { return .nan }
      return try Self.mean(weights)
    }
    let interval = try #require(estimate.interval)
    #expect(interval.method == .bootstrap(.groups(4), resamples: 2_000, seed: 1))
    // Every row a group of its own is every row by itself.
    let alone = try Estimate.ofGroups(Array(0..<30), name: "mean", Self.mean)
    let rows = try Estimate.ofRows(30, name: "mean", Self.mean)
    #expect(alone.interval?.low == rows.interval?.low)
    let one = try Estimate.ofGroups([Int](repeating: 3, count: 30), name: "mean", Self.mean)
    #expect(one.missing == .tooFewGroups(1))
    #expect(throws: EvaluationError.self) {
      try Estimate.ofGroups([1, .nan], name: "mean") { $0[0] }
    }
  }

  @Test func `what is read of all rows throws, and resamples without a value are counted`() throws {
    #expect(throws: EvaluationError.empty(field: "rows")) {
      try Estimate.ofRows(0, name: "mean") { _ in 1 }
    }
    #expect(throws: EvaluationError.weightsAllZero) {
      try Estimate.ofRows(3, name: "mean") { _ in throw EvaluationError.weightsAllZero }
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 2, expected: 3, of: "rows")
    ) { try Estimate.ofRows(3, name: "mean", weights: [1, 2]) { $0[0] } }
    let fragile = try Estimate.ofRows(30, name: "mean") { weights in
      if weights[0] == 0 { throw EvaluationError.weightsAllZero }
      return try Self.mean(weights)
    }
    #expect(fragile.missing == .resamplesUndefined)
    let undefined = try Estimate.ofRows(3, name: "mean") { _ in .nan }
    #expect(undefined.missing == .valueUndefined)
    let many = try Estimate.ofRows(30_000, name: "mean") { $0.reduce(0, +) }
    #expect(many.missing == .tooManyRows)
  }
}
