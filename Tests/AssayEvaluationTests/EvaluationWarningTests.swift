import AssayEvaluation
import Testing

@Suite("warnings") struct EvaluationWarningTests {
  @Test func `a matrix names classes that only the predictions have`() throws {
    let matrix = try confusionMatrix(labels: ["a", "a", "b"], predictions: ["a", "c", "b"])
    #expect(
      matrix.warnings == [
        .undefined(UndefinedReading(metric: "recall", label: "c", reason: .absentFromTruth)),
        .absentFromTruth(classes: ["c"]),
      ])
    #expect(
      matrix.warnings.last?.description
        == "c does not occur in the truth: balanced accuracy leaves it out")
  }

  @Test func `classes given that never occur are no surprise`() throws {
    var matrix = try ConfusionMatrix(classes: ["a", "b", "c"])
    try matrix.update(labels: ["a", "b"], predictions: ["a", "b"])
    #expect(!matrix.warnings.contains(.absentFromTruth(classes: ["c"])))
    try matrix.update(labels: ["a"], predictions: ["c"])
    #expect(matrix.warnings.contains(.absentFromTruth(classes: ["c"])))
  }

  @Test func `a single label is a matrix of one cell`() throws {
    let matrix = try confusionMatrix(labels: [3, 3], predictions: [3, 3])
    #expect(matrix.warnings.contains(.singleLabel("3")))
    let whole = try confusionMatrix(labels: [3, 3], predictions: [3, 3], classes: [3, 4])
    #expect(!whole.warnings.contains(.singleLabel("3")))
  }

  @Test func `every warning is a sentence that holds its facts`() {
    let warnings: [EvaluationWarning: [String]] = [
      .undefined(UndefinedReading(metric: "precision", label: "x", reason: .neverPredicted)): ["x"],
      .absentFromTruth(classes: ["p", "q"]): ["{p, q}", "do not occur", "them"],
      .singleLabel("cat"): ["cat"],
      .positiveClassIgnored(label: "cat", average: .macro): ["cat", "macro"],
      .namesDiffer(count: 2, labels: 3): ["2 names", "3 labels"],
      .probabilitiesNotNormalized(row: 7, sum: 0.9): ["row 7", "0.9"],
      .noPositives(metric: "average_precision"): ["average_precision"],
      .everyAnswerIsRight(allowed: 5, classes: 3): ["5 answers", "3 classes"],
    ]
    for (warning, facts) in warnings {
      for fact in facts { #expect(warning.description.contains(fact), "\(warning)") }
    }
  }

  @Test func `rows of one label average like the accuracy`() throws {
    let matrix = try confusionMatrix(labels: [0, 1, 2, 2], predictions: [0, 2, 2, 2])
    let samples = matrix.averaged(.samples)
    #expect(samples.precision == 0.75)
    #expect(samples.recall == 0.75)
    #expect(samples.f1 == 0.75)
    #expect(samples.jaccard == 0.75)
    // Right rows have two true negatives of two, the wrong one has one of two.
    #expect(samples.specificity == (3 * 1 + 0.5) / 4)
    // Over 0 and 1 alone: a hit, a miss, and two empty rows that count as 0.
    #expect(matrix.averaged(.samples, over: [0, 1]).recall == 0.25)
  }
}
