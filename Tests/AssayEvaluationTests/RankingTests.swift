import AssayEvaluation
import TestSupport
import Testing

private struct RankingGolden: Decodable { let cases: [RankingCase] }

/// Rows of labels, relevances and scores, and what scikit-learn reads from them.
struct RankingCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let width: Int
  let truth: [Int]
  let scores: [Double]
  let relevances: [Double]
  let weights: [Double]?
  let k: Int?
  let base: Double
  let expected: [String: GoldenNumber]

  var testDescription: String { name }
  var flags: [Bool] { truth.map { $0 == 1 } }
  var rowCount: Int { truth.count / width }

  func row<One>(_ index: Int, of column: [One]) -> [One] {
    Array(column[index * width..<(index + 1) * width])
  }

  /// The readings by name, on scores of one type.
  func readings<Score: BinaryFloatingPoint & Sendable>(_ scores: [Score]) throws -> [String: Double]
  {
    let labels = flags
    return [
      "lrap": try labelRankingAveragePrecision(
        labels: labels, scores: scores, width: width, weights: weights),
      "coverage": try coverageError(labels: labels, scores: scores, width: width, weights: weights),
      "loss": try labelRankingLoss(labels: labels, scores: scores, width: width, weights: weights),
      "dcg": try dcgScore(
        relevances: relevances, scores: scores, width: width, k: k, logBase: base, weights: weights),
      "ndcg": try ndcgScore(
        relevances: relevances, scores: scores, width: width, k: k, weights: weights),
      "dcg_ignoring_ties": try dcgScore(
        relevances: relevances, scores: scores, width: width, k: k, logBase: base,
        ignoresTies: true, weights: weights),
      "ndcg_ignoring_ties": try ndcgScore(
        relevances: relevances, scores: scores, width: width, k: k, ignoresTies: true,
        weights: weights),
    ]
  }
}

private func golden() throws -> [RankingCase] {
  try Golden.load("ranking.json", as: RankingGolden.self).cases
}

@Suite("ranking as scikit-learn") struct RankingTests {
  @Test(arguments: try golden())
  func `readings are scikit-learn's, on Double and Float`(golden: RankingCase) throws {
    let doubles = try golden.readings(golden.scores)
    let floats = try golden.readings(golden.scores.map(Float.init))
    for (key, reference) in golden.expected {
      let value = doubles[key] ?? .nan
      #expect(isClose(value, reference.value), "\(key): \(value), golden \(reference.value)")
      #expect(floats[key] == value)
    }
  }

  @Test(arguments: try golden())
  func `batches, any order and merged are one shot`(golden: RankingCase) throws {
    var labels = LabelRankingStatistics()
    try labels.update(
      truth: golden.flags, scores: golden.scores, width: golden.width, weights: golden.weights)
    var gains = try GainStatistics(k: golden.k, logBase: golden.base)
    let mergedGains = gains
    try gains.update(
      relevances: golden.relevances, scores: golden.scores, width: golden.width,
      weights: golden.weights)
    var parts = (LabelRankingStatistics(), mergedGains)
    for row in (0..<golden.rowCount).reversed() {
      var part = (LabelRankingStatistics(), mergedGains)
      let weights = golden.weights.map { [$0[row]] }
      let scores = [golden.row(row, of: golden.scores)]
      try part.0.update(
        truth: [golden.row(row, of: golden.flags)], scores: scores, weights: weights)
      try part.1.update(
        relevances: [golden.row(row, of: golden.relevances)], scores: scores, weights: weights)
      parts.0.merge(part.0)
      try parts.1.merge(part.1)
    }
    #expect(parts.0 == labels)
    #expect(parts.1 == gains)
    #expect((0...1).contains(labels.averagePrecision))
    #expect((0...1).contains(labels.rankingLoss))
    // A mean under weights may be off by a rounding.
    #expect((0...Double(golden.width) * (1 + 1e-15)).contains(labels.coverageError))
    #expect((0...(1 + 1e-12)).contains(gains.normalizedDiscountedGain))
  }

  @Test func `a whole weight repeats a row and a zero weight removes it`() throws {
    let truth = [[true, false, true], [false, true, false], [true, true, false]]
    let scores = [[0.1, 0.5, 0.5], [0.3, 0.2, 0.9], [0.4, 0.4, 0.4]]
    let weights = [2.0, 0, 1]
    let repeated = [truth[0], truth[0], truth[2]]
    let again = [scores[0], scores[0], scores[2]]
    #expect(
      try coverageError(labels: truth, scores: scores, weights: weights)
        == coverageError(labels: repeated, scores: again))
    #expect(
      try labelRankingLoss(labels: truth, scores: scores, weights: weights)
        == labelRankingLoss(labels: repeated, scores: again))
    #expect(
      try labelRankingAveragePrecision(labels: truth, scores: scores, weights: weights)
        == labelRankingAveragePrecision(labels: repeated, scores: again))
    let gains = truth.map { $0.map { $0 ? 2.0 : 0.5 } }
    #expect(
      try ndcgScore(relevances: gains, scores: scores, weights: weights)
        == ndcgScore(relevances: [gains[0], gains[0], gains[2]], scores: again))
  }

  @Test func `bad input is named`() throws {
    #expect(
      throws: EvaluationError.outOfRange(
        field: "relevances", index: 3, value: -1, range: 0...Double.infinity)
    ) {
      try ndcgScore(relevances: [[1, 2], [0, -1]], scores: [[0.1, 0.2], [0.3, 0.4]])
    }
    #expect(
      throws: EvaluationError.invalidParameter(name: "width", value: "1", expected: "at least 2")
    ) { try ndcgScore(relevances: [[1]], scores: [[0.1]]) }
    #expect(throws: EvaluationError.invalidParameter(name: "k", value: "0", expected: "at least 1"))
    {
      try dcgScore(relevances: [[1, 2]], scores: [[0.1, 0.3]], k: 0)
    }
    #expect(throws: EvaluationError.weightsAllZero) {
      try coverageError(labels: [[true, false]], scores: [[0.1, 0.2]], weights: [0])
    }
    #expect(throws: EvaluationError.wrongWidth(field: "scores", width: 1, expected: [2])) {
      try labelRankingLoss(labels: [[true, false]], scores: [[0.1]])
    }
    #expect(throws: EvaluationError.empty(field: "truth")) {
      try labelRankingLoss(labels: [[Bool]](), scores: [[Double]]())
    }
    #expect(try ndcgScore(relevances: [[0, 0]], scores: [[0.1, 0.2]]) == 0)
  }
}
