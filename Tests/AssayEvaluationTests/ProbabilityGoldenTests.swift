import AssayEvaluation
import TestSupport
import Testing

/// Probabilities, and the losses scikit-learn reads from them.
struct ProbabilityCase: TwoTypesCase {
  let name: String
  let width: Int
  let labels: [String]
  let classes: [String]
  let probabilities: [Double]
  let weights: [Double]?
  let expected: [String: GoldenValue]
  let float: [String: GoldenValue]?
  let refused: [String]
  let warned: [String]
}

@Suite("probabilities as scikit-learn") struct ProbabilityGoldenTests {
  @Test(arguments: try ScoreCases<ProbabilityCase>.load("probabilities").filter { $0.width == 1 })
  func `two classes`(golden: ProbabilityCase) throws {
    let (y, w, q) = (golden.labels, golden.weights, golden.classes[1])
    let (p, f) = (golden.probabilities, golden.probabilities.floats)
    try golden.expect(
      "total", [[totalLogLoss(labels: y, probabilities: p, positive: q, weights: w)]],
      float: [[totalLogLoss(labels: y, probabilities: f, positive: q, weights: w)]])
    try golden.expect(
      "d2_log_loss", [[d2LogLoss(labels: y, probabilities: p, positive: q, weights: w)]],
      float: [[d2LogLoss(labels: y, probabilities: f, positive: q, weights: w)]])
    try golden.expect(
      "d2_brier", [[d2BrierScore(labels: y, probabilities: p, positive: q, weights: w)]],
      float: [[d2BrierScore(labels: y, probabilities: f, positive: q, weights: w)]])
    for (key, half) in [("brier_half", true), ("brier_whole", false)] {
      try golden.expect(
        key,
        [[brierScore(labels: y, probabilities: p, scaledByHalf: half, positive: q, weights: w)]],
        float: [
          [brierScore(labels: y, probabilities: f, scaledByHalf: half, positive: q, weights: w)]
        ])
    }
  }

  @Test(arguments: try ScoreCases<ProbabilityCase>.load("probabilities").filter { $0.width > 1 })
  func `any number of classes`(golden: ProbabilityCase) throws {
    let (y, c, w, k) = (golden.labels, golden.classes, golden.weights, golden.width)
    let (p, f) = (golden.probabilities, golden.probabilities.floats)
    try golden.expect(
      "total", [[totalLogLoss(labels: y, probabilities: p.rows(k), classes: c, weights: w)]],
      float: [[totalLogLoss(labels: y, probabilities: f, width: k, classes: c, weights: w)]])
    try golden.expect(
      "d2_log_loss", [[d2LogLoss(labels: y, probabilities: p.rows(k), classes: c, weights: w)]],
      float: [[d2LogLoss(labels: y, probabilities: f, width: k, classes: c, weights: w)]])
    try golden.expect(
      "d2_brier", [[d2BrierScore(labels: y, probabilities: p, width: k, classes: c, weights: w)]],
      float: [[d2BrierScore(labels: y, probabilities: f.rows(k), classes: c, weights: w)]])
    for (key, half) in [("brier_half", true), ("brier_whole", false)] {
      try golden.expect(
        key,
        [
          [
            brierScore(
              labels: y, probabilities: p, width: k, scaledByHalf: half, classes: c, weights: w)
          ]
        ],
        float: [
          [
            brierScore(
              labels: y, probabilities: f.rows(k), scaledByHalf: half, classes: c, weights: w)
          ]
        ])
    }
    #expect(
      golden.warned.contains("log_loss")
        == !rowSumWarnings(probabilities: p.rows(k)).isEmpty)
    #expect(
      rowSumWarnings(probabilities: p.rows(k)) == rowSumWarnings(probabilities: p, width: k))
  }

  @Test(arguments: try ScoreCases<ProbabilityCase>.load("probabilities"))
  func `statistics read the same, in batches too`(golden: ProbabilityCase) throws {
    let rows = golden.labels.count
    let truth = golden.labels.map { Int32(golden.classes.firstIndex(of: $0) ?? -1) }
    var seen = try ClassifierStatistics(classCount: golden.classes.count)
    for row in 0..<rows {
      var part = try ClassifierStatistics(classCount: golden.classes.count)
      try part.update(
        truth: [truth[row]],
        outputs: Array(
          golden.probabilities[(row * golden.width)..<((row + 1) * golden.width)]),
        width: golden.width, weights: golden.weights.map { [$0[row]] })
      try seen.merge(part)
    }
    for (key, metric) in [("d2_log_loss", Metric.d2LogLoss), ("d2_brier", .d2BrierScore)] {
      let value = try #require(golden.expected[key]?.rows[0][0])
      #expect(isSameReading(seen[metric], value), "\(key): \(seen[metric]), golden \(value)")
      if rows < 2 {
        #expect(seen[metric].isNaN)
        #expect(seen.undefined.contains(UndefinedReading(metric: metric.name, reason: .oneRow)))
      }
    }
    let total = try #require(golden.expected["total"]?.rows[0][0])
    #expect(isSameReading(seen.losses.totalLogLoss, total))
  }
}
