import AssayEvaluation
import TestSupport
import Testing

private struct OtherGolden: Decodable {
  let regression: [RegressionCase]
  let multilabel: [MultilabelCase]
}

/// Numbers, and what scikit-learn reads from them.
struct RegressionCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let truth: [Double]
  let predictions: [Double]
  let weights: [Double]?
  let mse: GoldenNumber
  let mae: GoldenNumber
  let rmse: GoldenNumber
  let r2: GoldenNumber

  var testDescription: String { name }
}

/// Sets of labels, and what scikit-learn reads from them.
struct MultilabelCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let width: Int
  let truth: [Int]
  let predictions: [Int]
  let weights: [Double]?
  let expected: [String: GoldenNumber]

  var testDescription: String { name }
}

private func golden() throws -> OtherGolden {
  try Golden.load("classification_others.json", as: OtherGolden.self)
}

@Suite("numbers and sets as scikit-learn") struct OtherGoldenTests {
  @Test(arguments: try golden().regression)
  func `errors of numbers`(golden: RegressionCase) throws {
    var seen = RegressionStatistics()
    try seen.update(
      truth: golden.truth, predictions: golden.predictions, weights: golden.weights)
    #expect(isClose(seen.meanSquaredError, golden.mse.value))
    #expect(isClose(seen.meanAbsoluteError, golden.mae.value))
    #expect(isClose(seen.rootMeanSquaredError, golden.rmse.value))
    #expect(isClose(seen.determination, golden.r2.value), "\(golden.r2.value)")
    var parts = RegressionStatistics()
    for row in golden.truth.indices.reversed() {
      var part = RegressionStatistics()
      try part.update(
        truth: [golden.truth[row]], predictions: [golden.predictions[row]],
        weights: golden.weights.map { [$0[row]] })
      parts.merge(part)
    }
    #expect(parts == seen)
  }

  @Test(arguments: try golden().multilabel)
  func `sets of labels`(golden: MultilabelCase) throws {
    var seen = MultilabelStatistics(labelCount: golden.width)
    try seen.update(
      truth: golden.truth.map { $0 == 1 }, predictions: golden.predictions.map { $0 == 1 },
      weights: golden.weights)
    let values = [
      "subset_accuracy": seen.subsetAccuracy, "hamming_loss": seen.hammingLoss,
      "f1_micro": seen.micro.f1, "f1_macro": seen.macro.f1,
      "precision_macro": seen.macro.precision, "recall_weighted": seen.weighted.recall,
      "jaccard_macro": seen.macro.jaccard,
    ]
    for (key, value) in values {
      let reference = golden.expected[key]?.value ?? .nan
      #expect(isClose(value, reference), "\(key): \(value), golden \(reference)")
    }
  }

  @Test func `the variance of numbers far from 0 is not lost`() throws {
    var seen = RegressionStatistics()
    let truth = [1e9 + 1, 1e9 + 2, 1e9 + 3]
    try seen.update(truth: truth, predictions: [1e9 + 1, 1e9 + 2, 1e9 + 4])
    #expect(seen.determination == 0.5)
    for weights in [nil, [0.1, 0.7, 0.3, 1.9]] {
      var far = RegressionStatistics()
      try far.update(
        truth: [1e9 + 0.25, 1e9 + 2, 1e9 + 3, 1e9 + 7.5],
        predictions: [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 7], weights: weights)
      var near = RegressionStatistics()
      try near.update(
        truth: [0.25, 2, 3, 7.5], predictions: [1, 2, 4, 7], weights: weights)
      #expect(abs(far.determination - near.determination) < 1e-14)
    }
  }

  @Test func `masks pool their pixels`() throws {
    var seen = MaskStatistics()
    try seen.update(truth: [true, true, false, false], scores: [0.9, 0.2, 0.5, 0.1])
    #expect(seen.dice == 0.5)
    #expect(seen.intersectionOverUnion == 1.0 / 3)
    #expect(seen.accuracy == 0.5)
    #expect(Metric<MaskStatistics>.dice(seen) == 0.5)
    #expect(throws: EvaluationError.notFinite(field: "scores", index: 0, value: .infinity)) {
      try seen.update(truth: [true], scores: [.infinity])
    }
    var none = MaskStatistics()
    #expect(none.dice == 0)
    #expect(none.accuracy.isNaN)
    try none.merge(seen)
    #expect(none == seen)
  }
}
