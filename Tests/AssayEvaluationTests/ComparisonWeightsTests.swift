import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("comparisons of weighted rows") struct ComparisonWeightsTests {
  private static let (labels, old, new, weights) = {
    var random = RandomSource(seed: 8)
    let labels = (0..<60).map { _ in Int.random(in: 0...1, using: &random) }
    func scores(_ gain: Double) -> [Double] {
      labels.map { gain * Double($0) + (1 - gain) * Double.random(in: 0..<1, using: &random) }
    }
    let models = (scores(0.1), scores(0.35))
    let weights = labels.map { _ in Double(Int.random(in: 0...3, using: &random)) / 2 }
    return (labels, models.0, models.1, weights)
  }()

  private func compare(
    _ weights: [Double]?, resamples: Int = 400
  ) throws -> PairedComparison {
    try PairedComparison(
      labels: Self.labels, ModelAnswers("new", outputs: Self.new),
      ModelAnswers("old", outputs: Self.old),
      metrics: [.accuracy, .f1, .rocAUC, .averagePrecision, .logLoss], resamples: resamples,
      weights: weights)
  }

  @Test func `values are those of weighted rows`() throws {
    let comparison = try compare(Self.weights)
    let calls = (Self.new.map { $0 >= 0.5 ? 1 : 0 }, Self.old.map { $0 >= 0.5 ? 1 : 0 })
    let (labels, weights) = (Self.labels, Self.weights)
    let expected: [(Metric<ClassifierStatistics>, Double, Double)] = try [
      (
        .accuracy, accuracy(labels: labels, predictions: calls.0, weights: weights),
        accuracy(labels: labels, predictions: calls.1, weights: weights)
      ),
      (
        .rocAUC, rocAUC(labels: labels, scores: Self.new, weights: weights),
        rocAUC(labels: labels, scores: Self.old, weights: weights)
      ),
      (
        .logLoss, logLoss(labels: labels, probabilities: Self.new, weights: weights),
        logLoss(labels: labels, probabilities: Self.old, weights: weights)
      ),
    ]
    for (metric, first, second) in expected {
      let found = try #require(comparison[metric])
      #expect(isClose(found.first, first) && isClose(found.second, second), "\(metric)")
      let interval = try #require(found.interval)
      #expect(interval.contains(found.difference))
      #expect(interval.effectiveCount == EffectiveCount(weights: weights).value)
      #expect(found.pValue.map { $0 > 0 && $0 <= 1 } == true)
    }
    #expect(comparison[.accuracy]?.test == .swaps(count: 400, seed: 1))
    #expect(comparison[.rocAUC]?.test == .bootstrap(resamples: 400, seed: 1))
    #expect(comparison.effectiveRows == EffectiveCount(weights: weights).value)
    #expect(comparison.rowsNeeded == nil)
    #expect(comparison.description.hasPrefix("60 rows, worth "))
  }

  @Test func `weights of one are no weights`() throws {
    let plain = try compare(nil)
    let ones = try compare([Double](repeating: 1, count: 60))
    // Both draw the rows of average precision, in the same way.
    let (one, other) = try (
      #require(plain[.averagePrecision]), #require(ones[.averagePrecision])
    )
    #expect(isClose(one.first, other.first) && one.pValue == other.pValue)
    #expect(try isClose(#require(one.interval).low, #require(other.interval).low))
    #expect(try isClose(#require(one.interval).high, #require(other.interval).high))
    #expect(plain.mcNemar == ones.mcNemar)
    #expect(plain.effectiveRows == nil)
    // The swap test of accuracy, which is McNemar's but for the draws.
    let many = try compare([Double](repeating: 1, count: 60), resamples: 4_000)
    let (exact, drawn) = try (#require(plain[.accuracy]?.pValue), #require(many[.accuracy]?.pValue))
    #expect((exact - drawn).magnitude < 0.03)
  }

  @Test func `weights scale out, and the draws are the same for any number of threads`() throws {
    let one = try Workers.limited(to: 1) { try compare(Self.weights, resamples: 100) }
    for threads in [2, 5, 8] {
      #expect(
        try Workers.limited(to: threads) { try compare(Self.weights, resamples: 100) } == one)
    }
    let doubled = try compare(Self.weights.map { 4 * $0 }, resamples: 100)
    for (first, second) in zip(one.differences, doubled.differences) {
      #expect(isClose(first.difference, second.difference))
      #expect(first.pValue == second.pValue)
    }
  }

  @Test func `weights that mean nothing are refused, and mid-p with them`() throws {
    var weights = Self.weights
    weights[3] = -1
    #expect(
      throws: EvaluationError.outOfRange(
        field: "weights", index: 3, value: -1, range: 0...Double.infinity)
    ) { try compare(weights) }
    #expect(throws: EvaluationError.weightsAllZero) {
      try compare([Double](repeating: 0, count: 60))
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 1, expected: 60, of: "labels")
    ) { try compare([1]) }
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "midP", value: "true", expected: "false under weights: McNemar's test counts rows")
    ) {
      try PairedComparison(
        labels: [0, 1], ModelAnswers("a", predictions: [0, 1]),
        ModelAnswers("b", predictions: [1, 1]), weights: [1, 1], midP: true)
    }
  }
}
