import AssayEvaluation
import TestSupport
import Testing

/// What scikit-learn answers, with a warning or silently, and the strict forms refuse.
@Suite("strict forms of regression and ranking") struct StrictNumbersTests {
  private typealias Reason = UndefinedReading.Reason
  private typealias Regression =
    @Sendable (_ truth: [Double], _ predictions: [Double], _ weights: [Double]?, _ strict: Bool)
    throws ->
    Double

  private static let explained: [(name: String, read: Regression)] = [
    ("r2", { try r2Score(truth: $0, predictions: $1, weights: $2, strict: $3) }),
    (
      "explained_variance",
      { try explainedVarianceScore(truth: $0, predictions: $1, weights: $2, strict: $3) }
    ),
    (
      "d2_pinball_score",
      { try d2PinballScore(truth: $0, predictions: $1, weights: $2, strict: $3) }
    ),
    (
      "d2_absolute_error_score",
      { try d2AbsoluteErrorScore(truth: $0, predictions: $1, weights: $2, strict: $3) }
    ),
    (
      "d2_tweedie_score",
      { try d2TweedieScore(truth: $0, predictions: $1, weights: $2, strict: $3) }
    ),
  ]

  private static let errors: [Regression] = [
    { try meanSquaredError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try rootMeanSquaredError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanSquaredLogError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try rootMeanSquaredLogError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanAbsoluteError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanAbsolutePercentageError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try medianAbsoluteError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try maxError(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanPinballLoss(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanTweedieDeviance(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanPoissonDeviance(truth: $0, predictions: $1, weights: $2, strict: $3) },
    { try meanGammaDeviance(truth: $0, predictions: $1, weights: $2, strict: $3) },
  ]

  private func expect(
    _ metric: String, _ reason: Reason, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Double
  ) {
    let expected = UndefinedReading(metric: metric, reason: reason)
    #expect(throws: EvaluationError.undefined(expected), sourceLocation: sourceLocation) {
      try body()
    }
    #expect(expected.description.hasPrefix("\(metric) is undefined"))
  }

  @Test func `what explains nothing for want of rows or spread is scikit-learn's, or refused`()
    throws
  {
    for (metric, read) in Self.explained {
      // scikit-learn: NaN with a warning; but 1, silently, of the explained variance.
      let one = try read([1], [2], nil, false)
      #expect(metric == "explained_variance" ? one == 1 : one.isNaN)
      expect(metric, .oneRow) { try read([1], [2], nil, true) }
      // scikit-learn: 0, silently; ZeroDivisionError of d2_tweedie_score.
      #expect(
        try read([1, 1], [1, 2], nil, false) == (metric == "d2_tweedie_score" ? -.infinity : 0))
      expect(metric, .constantTruth) { try read([1, 1], [1, 2], nil, true) }
      expect(metric, .constantTruth) { try read([1, 5], [1, 2], [1, 0], true) }
      let plain = try read([1, 3, 4], [1, 2, 4.5], [1, 2, 1], false)
      #expect(try read([1, 3, 4], [1, 2, 4.5], [1, 2, 1], true) == plain)
    }
    // Nothing lies below the least value, so that always answering it has no loss.
    #expect(try d2PinballScore(truth: [1, 2], predictions: [1, 1], alpha: 0) == 1)
    expect("d2_pinball_score", .constantTruth) {
      try d2PinballScore(truth: [1, 2], predictions: [1, 1], alpha: 0, strict: true)
    }
  }

  @Test func `an error by a truth of 0 is huge, or refused`() throws {
    let read = Self.errors[5]
    #expect(try read([0, 1], [1, 1], nil, false) == 2_251_799_813_685_248)
    expect("mean_absolute_percentage_error", .zeroTruth) { try read([0, 1], [1, 1], nil, true) }
    #expect(try read([0, 1], [1, 2], [0, 1], true) == 1)
  }

  @Test func `negative weights are refused by strict forms alone`() throws {
    let refused = EvaluationError.outOfRange(
      field: "weights", index: 1, value: -1, range: 0...Double.infinity)
    for read in Self.errors + Self.explained.map(\.read) {
      _ = try read([1, 2, 4], [1, 3, 3], [1, -1, 4], false)
      #expect(throws: refused) { try read([1, 2, 4], [1, 3, 3], [1, -1, 4], true) }
      let value = try read([1, 2, 4], [1, 3, 3], [1, 1, 4], false)
      #expect(try read([1, 2, 4], [1, 3, 3], [1, 1, 4], true) == value)
    }
    let (labels, scores) = ([[true, false], [false, true]], [[0.5, 0.25], [0.5, 0.75]])
    let gains = [[1.0, 0], [0, 2]]
    for weights in [[3, -1], [3, 1]] as [[Double]] {
      let readings: [(Bool) throws -> Double] = [
        { try dcgScore(relevances: gains, scores: scores, weights: weights, strict: $0) },
        { try ndcgScore(relevances: gains, scores: scores, weights: weights, strict: $0) },
        { try coverageError(labels: labels, scores: scores, weights: weights, strict: $0) },
        {
          try labelRankingAveragePrecision(
            labels: labels, scores: scores, weights: weights, strict: $0)
        },
        { try labelRankingLoss(labels: labels, scores: scores, weights: weights, strict: $0) },
      ]
      for read in readings {
        let value = try read(false)
        if weights[1] < 0 {
          #expect(throws: refused) { try read(true) }
        } else {
          #expect(try read(true) == value)
        }
      }
    }
  }

  @Test func `rows that cannot be ranked have scikit-learn's values, or are refused`() throws {
    let scores = [0.25, 0.5, 0.75]
    // scikit-learn: 0, silently.
    #expect(try ndcgScore(relevances: [[0, 0, 0]], scores: [scores]) == 0)
    expect("ndcg", .irrelevantRow) {
      try ndcgScore(relevances: [0, 0, 0], scores: scores, width: 3, strict: true)
    }
    #expect(try dcgScore(relevances: [[0, 0, 0]], scores: [scores], strict: true) == 0)
    for (isOwn, coverage) in [(false, 0.0), (true, 3)] {
      let labels = [isOwn, isOwn, isOwn]
      #expect(try labelRankingAveragePrecision(labels: [labels], scores: [scores]) == 1)
      #expect(try labelRankingLoss(labels: [labels], scores: [scores]) == 0)
      #expect(try coverageError(labels: [labels], scores: [scores]) == coverage)
      expect("label_ranking_average_precision_score", .oneSidedRow) {
        try labelRankingAveragePrecision(labels: labels, scores: scores, width: 3, strict: true)
      }
      expect("label_ranking_loss", .oneSidedRow) {
        try labelRankingLoss(labels: labels, scores: scores, width: 3, strict: true)
      }
      if isOwn {
        #expect(try coverageError(labels: [labels], scores: [scores], strict: true) == 3)
      } else {
        expect("coverage_error", .unlabeledRow) {
          try coverageError(labels: labels, scores: scores, width: 3, strict: true)
        }
      }
    }
  }

  @Test func `statistics say what is undefined, of batches and merged too`() throws {
    var numbers = RegressionStatistics()
    #expect(numbers.undefined.map(\.reason) == [.noRows, .noRows])
    try numbers.update(truth: [2], predictions: [1])
    #expect(numbers.undefined.map(\.reason) == [.oneRow, .oneRow])
    numbers.merge(numbers)
    #expect(numbers.undefined.map(\.reason) == [.constantTruth, .constantTruth])
    try numbers.update(truth: [3], predictions: [1])
    #expect(numbers.undefined.isEmpty)

    var labels = LabelRankingStatistics()
    #expect(labels.undefined.count == 3)
    try labels.update(truth: [[true, false]], scores: [[0.5, 0.25]])
    #expect(labels.undefined.isEmpty)
    var others = LabelRankingStatistics()
    try others.update(truth: [[true, true]], scores: [[0.5, 0.25]])
    try others.update(truth: [[false, false]], scores: [[0.5, 0.25]], weights: [0])
    labels.merge(others)
    #expect(labels.undefined.map(\.reason) == [.oneSidedRow, .oneSidedRow])
    try labels.update(truth: [[false, false]], scores: [[0.5, 0.25]])
    #expect(labels.undefined.map(\.reason) == [.oneSidedRow, .oneSidedRow, .unlabeledRow])

    var gains = try GainStatistics()
    #expect(gains.undefined.map(\.reason) == [.noRows, .noRows])
    try gains.update(relevances: [[1, 0], [0, 0]], scores: [[0.5, 0.25], [0, 1]])
    try gains.merge(gains)
    #expect(gains.rowsWithoutRelevance == 2)
    #expect(gains.undefined == [UndefinedReading(metric: "ndcg", reason: .irrelevantRow)])
  }
}
