import AssayEvaluation
import TestSupport
import Testing

/// Two classes, and what their predictions do to the odds.
struct RatioCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [Int]
  let predictions: [Int]
  let weights: [Double]?
  let ratios: [GoldenNumbers]
  let npv: GoldenNumber
  let warned: Bool

  var testDescription: String { name }
}

private struct RatioGolden: Decodable {
  let ratios: [RatioCase]
}

@Suite("likelihood ratios") struct LikelihoodRatiosTests {
  @Test(arguments: try Golden.load("label_ratios.json", as: RatioGolden.self).ratios)
  func `are scikit-learn's, with every replacement`(golden: RatioCase) throws {
    let (y, p, w) = (golden.labels, golden.predictions, golden.weights)
    let replacements = [
      LikelihoodRatios.nan, .one, LikelihoodRatios(positive: 2.5, negative: 0.25),
    ]
    for (replacement, values) in zip(replacements, golden.ratios) {
      let ratios = try likelihoodRatios(
        labels: y, predictions: p, positive: 1, weights: w, undefined: replacement)
      #expect(
        areClose([ratios.positive, ratios.negative], values.values),
        "\(ratios), golden \(values.values)")
    }
    var matrix = try ConfusionMatrix(classes: [0, 1])
    try matrix.update(labels: y, predictions: p, weights: w)
    let read = matrix.positive.likelihoodRatios
    #expect(areClose([read.positive, read.negative], golden.ratios[0].values))
    #expect(isClose(matrix.positive.negativePredictiveValue, golden.npv.value))
    let undefined = matrix.undefined.contains { $0.metric.hasSuffix("likelihood_ratio") }
    #expect(undefined == golden.warned)
    #expect(undefined == (read.positive.isNaN || read.negative.isNaN))
  }

  @Test func `the strict form says which ratio is undefined, and why`() {
    let reasons: [(labels: [Int], predictions: [Int], String, UndefinedReading.Reason)] = [
      ([0, 0], [0, 1], "positive", .absentFromTruth),
      ([1, 1], [0, 1], "positive", .noOtherTruth),
      ([0, 1], [0, 0], "positive", .neverPredicted),
      ([0, 1], [0, 1], "positive", .noFalsePositives),
      ([0, 1], [1, 1], "negative", .noOtherPrediction),
      ([0, 1, 1], [1, 1, 0], "negative", .noTrueNegatives),
    ]
    for (labels, predictions, ratio, reason) in reasons {
      let reading = UndefinedReading(metric: "\(ratio)_likelihood_ratio", reason: reason)
      #expect(throws: EvaluationError.undefined(reading)) {
        try likelihoodRatios(labels: labels, predictions: predictions, strict: true)
      }
      #expect(reading.description.contains("likelihood_ratio is undefined: "))
    }
  }

  @Test func `a replacement out of range is refused`() {
    for replacement in [(0.9, 0.5), (1, -0.1), (1, 1.1)] {
      #expect(throws: EvaluationError.self) {
        try likelihoodRatios(
          labels: [0, 1], predictions: [0, 1],
          undefined: LikelihoodRatios(positive: replacement.0, negative: replacement.1))
      }
    }
    #expect(throws: EvaluationError.notBinary(classes: ["0", "1", "2"])) {
      try likelihoodRatios(labels: [0, 1, 2], predictions: [0, 1, 1])
    }
  }

  @Test func `undefined ratios are the same`() {
    #expect(LikelihoodRatios.nan == LikelihoodRatios(positive: -.nan, negative: .nan))
    #expect(
      Set([LikelihoodRatios.nan, LikelihoodRatios(positive: .nan, negative: -.nan)]).count == 1)
    #expect(LikelihoodRatios.nan != .one)
  }
}
