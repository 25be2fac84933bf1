import AssayEvaluation
import Testing

@Suite("sets of labels") struct LabelSetTests {
  private let truth: [Set<String>] = [["sun", "sea"], ["sea"], [], ["snow"]]
  private let called: [Set<String>] = [["sun", "sea"], ["snow"], [], ["snow", "sea"]]

  @Test func `sets are sets and no classes`() throws {
    #expect(try accuracy(labels: truth, predictions: called) == 0.5)
    #expect(try accuracy(labels: truth, predictions: called, normalized: false) == 2)
    #expect(try zeroOneLoss(labels: truth, predictions: called) == 0.5)
    #expect(try zeroOneLoss(labels: truth, predictions: called, normalized: false) == 2)
    #expect(try hammingLoss(labels: truth, predictions: called) == 3.0 / 12)
    #expect(try hammingLoss(labels: truth, predictions: called, over: ["sun", "rain"]) == 0)
    #expect(try precision(labels: truth, predictions: called, average: .micro) == 3.0 / 5)
    #expect(try recall(labels: truth, predictions: called, average: .samples) == 0.5)
    #expect(
      try precision(labels: truth, predictions: called, average: .samples, undefined: .nan)
        == 1.5 / 3)
    #expect(try jaccardScore(labels: truth, predictions: called, average: .samples) == 0.375)
    #expect(try f1Score(labels: truth, predictions: called, average: .macro, over: ["sun"]) == 1)
    #expect(
      try fBetaScore(labels: truth, predictions: called, beta: 0, average: .micro) == 3.0 / 5)
  }

  @Test func `rows of flags are the same sets`() throws {
    let names = ["sea", "snow", "sun"]
    let (y, p) = (
      truth.map { row in names.map(row.contains) }, called.map { row in names.map(row.contains) }
    )
    #expect(try accuracy(labels: y, predictions: p) == 0.5)
    #expect(try hammingLoss(labels: y, predictions: p) == 0.25)
    for average in [Average.micro, .macro, .weighted, .samples] {
      #expect(
        try f1Score(labels: y, predictions: p, average: average)
          == f1Score(labels: truth, predictions: called, average: average))
      #expect(
        try jaccardScore(labels: y, predictions: p, average: average, over: [2, 0])
          == jaccardScore(
            labels: truth, predictions: called, average: average, over: ["sun", "sea"]))
    }
    #expect(
      try multilabelConfusionMatrix(labels: y, predictions: p).map(\.counts)
        == multilabelConfusionMatrix(labels: truth, predictions: called).map(\.counts))
    #expect(
      try multilabelConfusionMatrix(labels: truth, predictions: called).map(\.label) == names)
    var seen = MultilabelStatistics(labelCount: 3)
    try seen.update(labels: truth, predictions: called, classes: names)
    var other = MultilabelStatistics(labelCount: 3)
    try other.update(labels: y, predictions: p, classes: [0, 1, 2])
    #expect(seen == other)
    #expect(seen.exactMatches == 2)
    #expect(seen.errors == 2)
  }

  @Test func `many different sets need no table of them`() throws {
    let rows = (0..<5_000).map { row in Set((0..<13).filter { row >> $0 & 1 == 1 }) }
    #expect(try accuracy(labels: rows, predictions: rows) == 1)
    #expect(try f1Score(labels: rows, predictions: rows, average: .macro) == 1)
  }

  @Test func `an average of sets has to be said, and of classes is none over rows`() throws {
    let ofSets = EvaluationError.invalidParameter(
      name: "average", value: "binary",
      expected: "micro, macro, weighted or samples, for rows are sets of labels")
    #expect(throws: ofSets) { try f1Score(labels: truth, predictions: called) }
    #expect(throws: ofSets) { try precision(labels: truth, predictions: called) }
    #expect(throws: ofSets) {
      try precisionRecallFScoreSupport(labels: truth, predictions: called, average: .binary)
    }
    let ofRows = EvaluationError.invalidParameter(
      name: "average", value: "samples",
      expected: "binary, micro, macro or weighted: a row has a single label")
    #expect(throws: ofRows) {
      try recall(labels: [0, 1], predictions: [0, 1], average: .samples)
    }
  }

  @Test func `what is not sound is named`() throws {
    let flags = [[true, false], [true, true]]
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "predictions[1]", count: 1, expected: 2, of: "labels[0]")
    ) { try accuracy(labels: flags, predictions: [[true, false], [true]]) }
    #expect(
      throws: EvaluationError.unknownPosition(
        field: "over", index: 1, position: 2, classCount: 2)
    ) { try recall(labels: flags, predictions: flags, average: .macro, over: [0, 2]) }
    #expect(
      throws: EvaluationError.unknownPosition(
        field: "over", index: 0, position: -1, classCount: 2)
    ) { try hammingLoss(labels: flags, predictions: flags, over: [-1]) }
    #expect(throws: EvaluationError.duplicateClass("1")) {
      try hammingLoss(labels: flags, predictions: flags, over: [1, 1])
    }
    #expect(throws: EvaluationError.duplicateClass("sea")) {
      try hammingLoss(labels: truth, predictions: called, over: ["sea", "sea"])
    }
    #expect(throws: EvaluationError.empty(field: "over")) {
      try hammingLoss(labels: truth, predictions: called, over: [])
    }
    let none: [Set<Int>] = []
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try hammingLoss(labels: none, predictions: none)
    }
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try accuracy(labels: none, predictions: none)
    }
    let bare: [Set<Int>] = [[], []]
    #expect(throws: EvaluationError.tooFewClasses(count: 0, needed: 1)) {
      try hammingLoss(labels: bare, predictions: bare)
    }
    #expect(try accuracy(labels: bare, predictions: bare) == 1)
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 1, expected: 2, of: "labels")
    ) { try recall(labels: flags, predictions: flags, average: .micro, weights: [1]) }
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 1, value: .infinity)) {
      try accuracy(labels: flags, predictions: flags, weights: [1, .infinity])
    }
    #expect(throws: EvaluationError.weightsAllZero) {
      try hammingLoss(labels: flags, predictions: flags, weights: [0, 0])
    }
    #expect(
      throws: EvaluationError.outOfRange(
        field: "weights", index: 0, value: -1, range: 0...Double.infinity)
    ) {
      try f1Score(
        labels: flags, predictions: flags, average: .micro, weights: [-1, 2], strict: true)
    }
  }

  @Test func `the strict form throws what is undefined`() throws {
    #expect(
      throws: EvaluationError.undefined(UndefinedReading(metric: "recall", reason: .emptyRow))
    ) { try recall(labels: truth, predictions: called, average: .samples, strict: true) }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "recall", reason: .absentFromTruth))
    ) {
      try recall(
        labels: [["a"]], predictions: [["a", "b"]] as [Set<String>], average: .macro, strict: true)
    }
    #expect(
      try recall(
        labels: [["a"]], predictions: [["a", "b"]] as [Set<String>], average: .micro, strict: true)
        == 1)
  }

  @Test func `statistics say what is undefined`() throws {
    var seen = MultilabelStatistics(labelCount: 2)
    #expect(seen.undefined.map(\.reason) == [.noRows, .noRows, .noRows])
    #expect(seen.samples.f1.isNaN)
    try seen.update(truth: [true, false, false, false], predictions: [true, false, false, false])
    #expect(
      seen.undefined == [
        UndefinedReading(metric: "precision", label: "1", reason: .neverPredicted),
        UndefinedReading(metric: "recall", label: "1", reason: .absentFromTruth),
        UndefinedReading(metric: "f1", label: "1", reason: .absent),
        UndefinedReading(metric: "jaccard", label: "1", reason: .absent),
        UndefinedReading(metric: "precision_samples", reason: .emptyRow),
        UndefinedReading(metric: "recall_samples", reason: .emptyRow),
        UndefinedReading(metric: "f1_samples", reason: .emptyRow),
        UndefinedReading(metric: "jaccard_samples", reason: .emptyRow),
      ])
    #expect(seen.warnings.count == seen.undefined.count)
    #expect(seen.averaged(.binary).f1.isNaN)
  }
}
