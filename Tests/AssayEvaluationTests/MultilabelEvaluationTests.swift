import AssayEvaluation
import Testing

@Suite("Multilabel evaluation") struct MultilabelEvaluationTests {
  private let sets: [Set<String>] = [["sea"], ["sea", "sun"], [], ["sun"]]
  private let scores = [0.9, 0.2, 0.7, 0.5, 0.1, 0.6, 0.4, 0.8]

  private func evaluation() throws -> MultilabelEvaluation<String> {
    var evaluation = try MultilabelEvaluation(classes: ["sea", "sun"])
    try evaluation.update(labels: sets, scores: scores)
    return evaluation
  }

  @Test func `reads the statistics by label`() throws {
    let seen = try evaluation()
    // 0.5 is at the threshold: sun is called of rows 1, 2 and 3.
    #expect(seen["sun"].truePositives == 2 && seen["sun"].falsePositives == 1)
    #expect(seen["sea"].recall == 1 && seen["snow"] == BinaryCounts())
    #expect(seen[.subsetAccuracy] == 0.75 && seen[.hammingLoss] == 0.125)
    let predictions: [Set<String>] = [["sea"], ["sea", "sun"], ["sun"], ["sun"]]
    let samples = try f1Score(labels: sets, predictions: predictions, average: .samples)
    #expect(seen[.samplesF1] == samples)
  }

  @Test func `parts merge into the whole`() throws {
    var (one, other) = (
      try MultilabelEvaluation(classes: ["sea", "sun"]),
      try MultilabelEvaluation(classes: ["sea", "sun"])
    )
    try other.update(labels: Array(sets[..<1]), scores: Array(scores[..<2]))
    try one.update(labels: Array(sets[1...]), scores: Array(scores[2...]))
    try one.merge(other)
    #expect(try one == evaluation())
    let stranger = try MultilabelEvaluation(classes: ["sun", "sea"])
    #expect(throws: EvaluationError.self) { try one.merge(stranger) }
  }

  @Test func `says what was judged, every metric and every label`() throws {
    let text = try evaluation().description
    #expect(text.hasPrefix("4 rows · labels sea, sun · each where its score ≥ 0.5\n\n"))
    #expect(text.contains("Subset accuracy") && text.contains("F1, macro"))
    #expect(text.hasSuffix(try evaluation().report.text))
    #expect(try MultilabelEvaluation(classes: ["sea"]).description == "no rows")
  }

  @Test func `refuses what does not fit, unchanged`() throws {
    var seen = try evaluation()
    #expect(
      throws: EvaluationError.unknownLabel(
        field: "labels", index: 1, label: "ice", classes: ["sea", "sun"])
    ) { try seen.update(labels: [[], ["snow", "sea", "ice"]], scores: [0, 0, 0, 0]) }
    #expect(throws: EvaluationError.self) { try seen.update(labels: [["sea"]], scores: [1]) }
    #expect(throws: EvaluationError.self) { try seen.update(labels: [["sea"]], scores: [1, .nan]) }
    #expect(throws: EvaluationError.duplicateClass("sea")) {
      try MultilabelEvaluation(classes: ["sea", "sea"])
    }
    #expect(throws: EvaluationError.self) {
      try MultilabelEvaluation(statistics: seen.statistics, classes: ["sea"])
    }
    #expect(try seen == evaluation())
  }
}
