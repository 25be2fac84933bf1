import AssayCore
import AssayEvaluation
import Testing

@Suite("ROC AUC of Floats") struct ROCOfFloatsTests {
  @Test func `equals the curve's, ties included`() throws {
    var random = RandomSource(seed: 4)
    for count in [2, 7, 100, 5_000, 50_000] {
      let labels = [true, false] + (0..<(count - 2)).map { _ in random.uniform() < 0.3 }
      let scores = labels.map { Float((random.normal() + ($0 ? 1 : 0)) * 8).rounded() / 8 }
      let area = try rocAUC(labels: labels, scores: scores)
      #expect(area == (try rocAUC(labels: labels, scores: scores.map(Double.init))))
      #expect(area > 0 && area < 1 || count == 2)
    }
  }

  @Test func `names a score that is no number`() {
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [true, false], scores: [Float(1), .nan])
    }
    #expect(throws: EvaluationError.self) { try rocAUC(labels: [true], scores: [Float(1), 2]) }
  }

  @Test func `is undefined for a single class`() throws {
    #expect(try rocAUC(labels: [true, true], scores: [Float(1), 2]).isNaN)
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [true, true], scores: [Float(1), 2], strict: true)
    }
  }
}
