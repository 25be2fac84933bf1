import AssayCore
import AssayEvaluation
import TestSupport
import Testing

/// Rows of sets of labels to try laws on.
struct LabelSetRows: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var truth: [[Bool]]
  var predictions: [[Bool]]
  var weights: [Double]?

  var width: Int { truth.first?.count ?? 0 }

  func rows(_ chosen: [Int]) -> LabelSetRows {
    var result = self
    result.truth = chosen.map { truth[$0] }
    result.predictions = chosen.map { predictions[$0] }
    result.weights = weights.map { weights in chosen.map { weights[$0] } }
    return result
  }

  func labels(_ chosen: [Int]) -> LabelSetRows {
    var result = self
    result.truth = truth.map { row in chosen.map { row[$0] } }
    result.predictions = predictions.map { row in chosen.map { row[$0] } }
    return result
  }

  func scaled(by factor: Double) -> LabelSetRows {
    var result = self
    result.weights = (weights ?? truth.map { _ in 1 }).map { $0 * factor }
    return result
  }

  func statistics(_ zeroDivision: ZeroDivision = .standard) throws -> MultilabelStatistics {
    var seen = MultilabelStatistics(labelCount: width)
    seen.zeroDivision = zeroDivision
    try seen.update(
      labels: truth, predictions: predictions, classes: Array(0..<width), weights: weights)
    return seen
  }

  static let samples: [LabelSetRows] = {
    var random = RandomSource(seed: 5)
    var result: [LabelSetRows] = []
    for width in [2, 3, 6] {
      for density in [0.4, 0.05, 0.95] {
        for weighting in ["none", "whole", "any"] {
          let truth = (0..<70).map { row in
            (0..<width).map { _ in
              row % 9 == 0
                ? false : row % 10 == 0 ? true : Double.random(in: 0..<1, using: &random) < density
            }
          }
          let predictions = truth.map { row in
            row.map { Double.random(in: 0..<1, using: &random) < 0.8 ? $0 : !$0 }
          }
          var weights: [Double]?
          if weighting == "whole" {
            weights = truth.map { _ in Double(Int.random(in: 0...3, using: &random)) }
          } else if weighting == "any" {
            weights = truth.map { _ in Double.random(in: 0.01..<2, using: &random) }
          }
          result.append(
            LabelSetRows(
              testDescription: "\(width) labels, density \(density), weights \(weighting)",
              truth: truth, predictions: predictions, weights: weights))
        }
      }
    }
    return result
  }()
}

private let all = Metric<MultilabelStatistics>.all

private func expectSame(
  _ one: MultilabelStatistics, _ other: MultilabelStatistics,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for metric in all {
    #expect(
      isSameReading(metric(one), metric(other)),
      "\(metric.name): \(metric(one)) and \(metric(other))", sourceLocation: sourceLocation)
  }
}

@Suite("laws of metrics of sets") struct MultilabelLawTests {
  @Test(arguments: LabelSetRows.samples)
  func `the order of rows does not show`(rows: LabelSetRows) throws {
    var random = RandomSource(seed: 3)
    let shuffled = rows.rows(Array(rows.truth.indices).shuffled(using: &random))
    let (one, other) = (try rows.statistics(), try shuffled.statistics())
    #expect(one == other)
    for metric in all { #expect(metric(one) == metric(other), "\(metric.name)") }
  }

  @Test(arguments: LabelSetRows.samples, [1, 7, 32])
  func `batches and shards end in the same statistics`(rows: LabelSetRows, size: Int) throws {
    let whole = try rows.statistics()
    var streamed = MultilabelStatistics(labelCount: rows.width)
    var merged = streamed
    let batches = stride(from: 0, to: rows.truth.count, by: size).map {
      rows.rows(Array($0..<min(rows.truth.count, $0 + size)))
    }
    for batch in batches {
      try streamed.update(
        truth: batch.truth.flatMap { $0 }, predictions: batch.predictions.flatMap { $0 },
        weights: batch.weights)
    }
    for batch in batches.reversed() { try merged.merge(batch.statistics()) }
    #expect(streamed == whole)
    #expect(merged == whole)
    try merged.merge(MultilabelStatistics(labelCount: rows.width))
    #expect(merged == whole)
    for metric in all { #expect(metric(merged) == metric(whole), "\(metric.name)") }
  }

  @Test(arguments: LabelSetRows.samples)
  func `all weights may be multiplied`(rows: LabelSetRows) throws {
    let one = try rows.statistics()
    expectSame(one, try rows.scaled(by: 1).statistics())
    expectSame(one, try rows.scaled(by: 0.37).statistics())
  }

  @Test(arguments: LabelSetRows.samples.filter { $0.testDescription.contains("whole") })
  func `a whole weight is that many rows, and none is no row`(rows: LabelSetRows) throws {
    let weights = try #require(rows.weights)
    var repeated = rows.rows(
      rows.truth.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) })
    repeated.weights = nil
    for policy in [ZeroDivision.standard, .zero, .one, .nan] {
      expectSame(try rows.statistics(policy), try repeated.statistics(policy))
    }
  }

  @Test(arguments: LabelSetRows.samples)
  func `labels may change places`(rows: LabelSetRows) throws {
    var random = RandomSource(seed: 8)
    let moved = Array(0..<rows.width).shuffled(using: &random)
    let (one, other) = (try rows.statistics(), try rows.labels(moved).statistics())
    expectSame(one, other)
    #expect(moved.map { one[$0] } == other.perLabel)
  }

  @Test(arguments: LabelSetRows.samples)
  func `truth and predictions exchanged turn precision into recall`(rows: LabelSetRows) throws {
    var exchanged = rows
    (exchanged.truth, exchanged.predictions) = (rows.predictions, rows.truth)
    let (one, other) = (try rows.statistics(), try exchanged.statistics())
    for average in [Average.micro, .macro, .samples] {
      #expect(
        isSameReading(one.averaged(average).precision, other.averaged(average).recall))
      #expect(isSameReading(one.averaged(average).jaccard, other.averaged(average).jaccard))
    }
    #expect(isSameReading(one.hammingLoss, other.hammingLoss))
  }

  @Test(arguments: LabelSetRows.samples)
  func `readings stay in their range`(rows: LabelSetRows) throws {
    for part in [rows, rows.rows([0]), rows.rows([1]), rows.rows([9, 9])] {
      for policy in [ZeroDivision.standard, .one, .nan] {
        let seen = try part.statistics(policy)
        for metric in all {
          let value = metric(seen)
          #expect(
            value.isNaN || metric.range.contains(value) || (value - 1).magnitude < 1e-12,
            "\(metric.name): \(value)")
        }
      }
    }
  }

  @Test(arguments: LabelSetRows.samples)
  func `streams and one-shot functions read the same number`(rows: LabelSetRows) throws {
    let seen = try rows.statistics()
    let (y, p, w) = (rows.truth, rows.predictions, rows.weights)
    #expect(
      try isSameReading(seen.subsetAccuracy, accuracy(labels: y, predictions: p, weights: w)))
    #expect(try seen.hammingLoss == hammingLoss(labels: y, predictions: p, weights: w))
    for average in [Average.micro, .macro, .weighted, .samples] {
      #expect(
        try Metric.f1(average)(seen)
          == f1Score(labels: y, predictions: p, average: average, weights: w))
      #expect(
        try Metric.jaccard(average)(seen)
          == jaccardScore(labels: y, predictions: p, average: average, weights: w))
    }
  }

  @Test func `perfect answers reach the best end of every range`() throws {
    let rows = [[true, false], [false, true], [true, true]]
    var seen = MultilabelStatistics(labelCount: 2)
    try seen.update(labels: rows, predictions: rows, classes: [0, 1])
    for metric in all {
      let best = metric.goal == .maximize ? metric.range.upperBound : metric.range.lowerBound
      #expect(metric(seen) == best, "\(metric.name): \(metric(seen))")
    }
    #expect(seen.undefined.isEmpty)
  }

  @Test func `every metric has a name of its own`() {
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.count == 19)
  }

  @Test func `a batch that is not sound changes nothing`() throws {
    var seen = MultilabelStatistics(labelCount: 2)
    try seen.update(truth: [true, false], predictions: [true, true])
    let before = seen
    #expect(throws: EvaluationError.self) {
      try seen.update(truth: [true, false], predictions: [true, true], weights: [.nan])
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "classes", count: 1, expected: 2, of: "the statistics")
    ) { try seen.update(labels: [[true]], predictions: [[true]], classes: [0]) }
    #expect(throws: EvaluationError.self) {
      try seen.update(labels: [[true]], predictions: [[true]], classes: [0, 1])
    }
    #expect(throws: EvaluationError.self) {
      try seen.merge(MultilabelStatistics(labelCount: 3))
    }
    #expect(seen == before)
  }
}
