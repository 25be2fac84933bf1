import AssayCore
import AssayEvaluation
import Testing

private let truth = [3, 1e8 + 0.25, 2, 7.5, 1e-12, 0.1]
private let predictions = [2.5, 1e8, 2, 8, 2e-12, 0.7]

@Suite("laws of regression") struct RegressionLawTests {
  @Test(arguments: [nil, [0.1, 0.7, 0, 1.9, 3, 0.25]])
  func `batches in any order are one shot`(weights: [Double]?) throws {
    let losses: [MeanLossStatistics.Loss] = [
      .squaredLog, .pinball(alpha: 0.2), .tweedie(power: 1), .tweedie(power: 1.5),
    ]
    var whole = RegressionStatistics()
    var values = RegressionValues()
    try whole.update(truth: truth, predictions: predictions, weights: weights)
    try values.update(truth: truth, predictions: predictions, weights: weights)
    var parts = RegressionStatistics()
    var partValues = RegressionValues()
    for row in truth.indices.reversed() {
      var part = RegressionStatistics()
      let weight = weights.map { [$0[row]] }
      try part.update(truth: [truth[row]], predictions: [predictions[row]], weights: weight)
      parts.merge(part)
      try partValues.update(truth: [truth[row]], predictions: [predictions[row]], weights: weight)
    }
    #expect(parts == whole)
    #expect(partValues == values)
    for loss in losses {
      var whole = try MeanLossStatistics(loss)
      var parts = whole
      try whole.update(truth: truth, predictions: predictions, weights: weights)
      for row in truth.indices.reversed() {
        var part = try MeanLossStatistics(loss)
        try part.update(
          truth: [truth[row]], predictions: [predictions[row]],
          weights: weights.map { [$0[row]] })
        try parts.merge(part)
      }
      #expect(parts == whole)
      #expect(whole.mean >= 0)
    }
  }

  @Test func `a whole weight repeats a row and a zero weight removes it`() throws {
    let weights = [2.0, 1, 0, 3, 1, 1]
    let rows = truth.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    var weighted = RegressionStatistics()
    try weighted.update(truth: truth, predictions: predictions, weights: weights)
    var repeated = RegressionStatistics()
    try repeated.update(truth: rows.map { truth[$0] }, predictions: rows.map { predictions[$0] })
    for metric in Metric<RegressionStatistics>.all {
      #expect(metric(weighted) == metric(repeated), "\(metric.name)")
      #expect(metric.range.contains(metric(weighted)))
    }
    #expect(
      try medianAbsoluteError(truth: truth, predictions: predictions, weights: weights)
        == medianAbsoluteError(
          truth: rows.map { truth[$0] }, predictions: rows.map { predictions[$0] }))
  }

  @Test func `a constant truth has no spread, whatever the weights`() throws {
    for weights in [[0.1, 0.7, 0.3], [0.2, 0.1, 0.1], [0.3, 0.3, 0.1], [1e-9, 0.7, 1e9]] {
      for constant in [3, 0.1, 1e8 + 0.3, 1e-300] {
        let truth = [constant, constant, constant]
        #expect(try r2Score(truth: truth, predictions: [1, 2, 3], weights: weights) == 0)
        #expect(try r2Score(truth: truth, predictions: truth, weights: weights) == 1)
        #expect(try explainedVarianceScore(truth: truth, predictions: truth, weights: weights) == 1)
      }
    }
  }

  @Test func `outputs do not depend on batches`() throws {
    var whole = try RegressionOutputs(width: 2)
    try whole.update(
      truth: [[0.5, 1], [-1, 1], [7, -6]], predictions: [[0, 2], [-1, 2], [8, -5]])
    #expect(whole.rawValues(.meanAbsoluteError) == [0.5, 1])
    var parts = try RegressionOutputs(width: 2)
    try parts.update(truth: [[7, -6]], predictions: [[8, -5]])
    var part = try RegressionOutputs(width: 2)
    try part.update(truth: [[0.5, 1], [-1, 1]], predictions: [[0, 2], [-1, 2]])
    try parts.merge(part)
    #expect(parts == whole)
    #expect(throws: EvaluationError.wrongWidth(field: "truth", width: 1, expected: [2])) {
      try parts.update(truth: [[1]], predictions: [[1, 2]])
    }
    #expect(throws: EvaluationError.weightsAllZero) {
      try whole.average(.determination, .weights([0, 0]))
    }
  }

  @Test func `other losses do not merge`() throws {
    var one = try MeanLossStatistics(.pinball(alpha: 0.2))
    let other = try MeanLossStatistics(.pinball(alpha: 0.3))
    #expect(throws: EvaluationError.self) { try one.merge(other) }
  }

  @Test func `medians under weights do not show the order of rows, to the bit`() throws {
    var random = RandomSource(seed: 5)
    for _ in 0..<1_500 {
      let count = Int.random(in: 1...30, using: &random)
      func numbers(_ scale: Double) -> [Double] {
        (0..<count).map { _ in Double(Int.random(in: 0...6, using: &random)) * scale }
      }
      let (truth, predictions, weights) = (numbers(0.5), numbers(0.5), numbers(0.1))
      var seen = RegressionValues()
      try seen.update(truth: truth, predictions: predictions, weights: weights)
      let order = truth.indices.shuffled(using: &random)
      var other = RegressionValues()
      try other.update(
        truth: order.map { truth[$0] }, predictions: order.map { predictions[$0] },
        weights: order.map { weights[$0] })
      #expect(other == seen)
      #expect(other.medianAbsoluteError.bitPattern == seen.medianAbsoluteError.bitPattern)
      for alpha in [0.1, 0.3, 0.5, 0.9] {
        #expect(
          try other.pinballSaved(alpha: alpha).bitPattern
            == seen.pinballSaved(alpha: alpha).bitPattern)
      }
    }
  }
}
