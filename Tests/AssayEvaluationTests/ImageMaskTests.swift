import AssayEvaluation
import TestSupport
import Testing

private struct MaskGolden: Decodable { let masks: [MaskCase] }

/// Images, and the means over them by scikit-learn and NumPy.
struct MaskCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let truth: [[Int]]
  let scores: [[Double]]
  let expected: [String: GoldenNumber]
  let standard_error_of_dice: GoldenNumber

  var testDescription: String { name }
}

private func golden() throws -> [MaskCase] {
  try Golden.load("regression.json", as: MaskGolden.self).masks
}

@Suite("masks image by image") struct ImageMaskTests {
  @Test(arguments: try golden())
  func `means over images`(golden: MaskCase) throws {
    var seen = ImageMaskStatistics()
    var floats = ImageMaskStatistics()
    var merged = ImageMaskStatistics()
    for (truth, scores) in zip(golden.truth, golden.scores) {
      try seen.update(truth: truth.map { $0 == 1 }, scores: scores)
      try floats.update(truthValues: truth.map(Float.init), scores: scores.map(Float.init))
    }
    for (truth, scores) in zip(golden.truth, golden.scores).reversed() {
      var part = ImageMaskStatistics()
      try part.update(truthValues: truth.map(Double.init), scores: scores)
      try merged.merge(part)
    }
    #expect(merged == seen)
    #expect(floats == seen)
    let values = [
      "dice": seen.meanDice, "iou": seen.meanIntersectionOverUnion,
      "soft_dice": seen.meanSoftDice, "soft_iou": seen.meanSoftIntersectionOverUnion,
      "squared_dice": seen.meanSquaredDice,
    ]
    for (key, value) in values {
      let reference = golden.expected[key]?.value ?? .nan
      #expect(isClose(value, reference), "\(key): \(value), golden \(reference)")
    }
    let error = golden.standard_error_of_dice.value
    // A variance of zero may be left at a rounding, of which this is the root.
    #expect(
      error.isNaN
        ? seen.meanDiceStandardError.isNaN : abs(seen.meanDiceStandardError - error) < 1e-7)
    for metric in Metric<ImageMaskStatistics>.all {
      #expect(metric.range.contains(metric(seen)), "\(metric.name)")
    }
  }

  @Test func `a truth that is not binary is refused, or judged by a threshold and counted`()
    throws
  {
    var strict = ImageMaskStatistics()
    #expect(
      throws: EvaluationError.outOfRange(field: "truthValues", index: 1, value: 255, range: 0...1)
    ) { try strict.update(truthValues: [0, 255.0], scores: [0, 1]) }
    #expect(strict == ImageMaskStatistics())
    var asked = try ImageMaskStatistics(truthThreshold: 128)
    try asked.update(truthValues: [0, 255.0, 3], scores: [0, 1, 0])
    #expect(asked.meanDice == 1)
    #expect(asked.thresholdedTruthCount == 2)
  }

  @Test func `masks of several classes are read from a confusion matrix`() throws {
    var seen = ConfusionMatrix<Int>()
    try seen.update(labels: [0, 0, 1, 1, 2, 2], predictions: [0, 1, 1, 1, 2, 0])
    #expect(seen.perClass.map(\.jaccard) == [1.0 / 3, 2.0 / 3, 0.5])
    #expect(abs(seen.macro.jaccard - 0.5) < 1e-15)
  }

  @Test func `empty images count as the policy says`() throws {
    for (policy, value) in [
      (ImageMaskStatistics.EmptyImage.perfect, 0.75), (.zero, 0.25), (.skipped, 0.5),
    ] {
      var seen = try ImageMaskStatistics(emptyImage: policy)
      try seen.update(truth: [false, false, false], scores: [0.0, 0, 0])
      try seen.update(truth: [true, true, false], scores: [1.0, 0, 1])
      #expect(seen.meanDice == value)
      #expect(seen.meanSoftDice == value)
      #expect(seen.emptyImageCount == 1)
      #expect(seen.imageCount == 2)
      var other = ImageMaskStatistics()
      if policy != .perfect {
        #expect(throws: EvaluationError.self) { try other.merge(seen) }
      }
    }
  }
}
