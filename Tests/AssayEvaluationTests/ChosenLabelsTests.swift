import AssayEvaluation
import Testing

@Suite("chosen labels") struct ChosenLabelsTests {
  private let truth = ["a", "b", "c", "c", "b"]
  private let called = ["a", "a", "b", "c", "b"]

  @Test func `keep their order, and drop the other rows`() throws {
    let matrix = try confusionMatrix(labels: truth, predictions: called, over: ["c", "z", "a"])
    #expect(matrix.classes == ["c", "z", "a"])
    #expect(matrix.counts == [[1, 0, 0], [0, 0, 0], [0, 0, 1]])
    #expect(matrix.total == 2)
    #expect(matrix.positiveClass == "a")
    let weighted = try confusionMatrix(
      labels: truth, predictions: called, over: ["b", "a"], weights: [1, 0.5, 1, 1, 2])
    #expect(weighted.cells == [2, 0.5, 0, 1])
    #expect(weighted.counts == nil)
  }

  @Test func `keep the positive class where it is among them`() throws {
    var matrix = try confusionMatrix(labels: truth, predictions: called)
    try matrix.setPositive("b")
    matrix.zeroDivision = .one
    #expect(try matrix.chosen(["b", "c"]).positiveClass == "b")
    #expect(try matrix.chosen(["b", "c"]).zeroDivision == .one)
    #expect(try matrix.chosen(["a", "c"]).positiveClass == "c")
    #expect(throws: EvaluationError.duplicateClass("a")) { try matrix.chosen(["a", "a"]) }
    #expect(try matrix.chosen([]).classes.isEmpty)
  }

  @Test func `one at least occurs in the truth`() throws {
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "over", value: "{x, y}", expected: "at least one label of the truth")
    ) { try confusionMatrix(labels: truth, predictions: called, over: ["x", "y"]) }
    #expect(throws: EvaluationError.empty(field: "over")) {
      try confusionMatrix(labels: truth, predictions: called, over: [])
    }
    // A row without weight is a row.
    let matrix = try confusionMatrix(
      labels: [0, 1], predictions: [0, 1], over: [1], weights: [1, 0])
    #expect(matrix.cells == [0])
    #expect(throws: EvaluationError.self) {
      try cohenKappa(labels: truth, predictions: called, over: ["x"])
    }
  }

  @Test func `classes given refuse what a choice drops`() throws {
    #expect(
      throws: EvaluationError.unknownLabel(
        field: "labels", index: 2, label: "c", classes: ["a", "b"])
    ) { try confusionMatrix(labels: truth, predictions: called, classes: ["a", "b"]) }
  }

  @Test func `the positive class is no part of a choice`() throws {
    // As in scikit-learn, `over` has no effect on the positive class alone.
    #expect(
      try recall(labels: [0, 1, 1], predictions: [0, 1, 0], average: .binary, over: [0]) == 0.5)
  }

  @Test func `precision, recall and F are read together`() throws {
    let rates = try precisionRecallFScoreSupport(labels: truth, predictions: called)
    #expect(rates.map(\.label) == ["a", "b", "c"])
    #expect(rates.map(\.precision) == [0.5, 0.5, 1])
    #expect(rates.map(\.recall) == [1, 0.5, 0.5])
    #expect(rates.map(\.support) == [1, 2, 2])
    let macro = try precisionRecallFScoreSupport(
      labels: truth, predictions: called, average: .macro, positive: "b")
    #expect(macro.label == nil)
    #expect(macro.support == 5)
    #expect(macro.precision == 2.0 / 3)
    #expect(macro.warnings == [.positiveClassIgnored(label: "b", average: .macro)])
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "positive", value: "b",
        expected: "nothing, for the macro average has no positive class")
    ) {
      try precisionRecallFScoreSupport(
        labels: truth, predictions: called, average: .macro, positive: "b", strict: true)
    }
    let positive = try precisionRecallFScoreSupport(
      labels: truth, predictions: called, average: .binary, positive: "b")
    #expect(positive.recall == 0.5)
    #expect(positive.warnings.isEmpty)
  }

  @Test func `what is undefined is a warning, and in strict form an error`() throws {
    let reading = UndefinedReading(metric: "recall", label: "c", reason: .absentFromTruth)
    let rates = try precisionRecallFScoreSupport(labels: ["a", "b"], predictions: ["a", "c"])
    #expect(rates.last?.warnings == [.undefined(reading)])
    #expect(throws: EvaluationError.undefined(reading)) {
      try precisionRecallFScoreSupport(
        labels: ["a", "b"], predictions: ["a", "c"], over: ["a", "c"], strict: true)
    }
    #expect(throws: EvaluationError.undefined(reading)) {
      try balancedAccuracy(labels: ["a", "b"], predictions: ["a", "c"], strict: true)
    }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "precision", label: "b", reason: .neverPredicted))
    ) { try classificationReport(labels: ["a", "b"], predictions: ["a", "a"], strict: true) }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "balanced_accuracy", reason: .oneClass))
    ) { try balancedAccuracy(labels: [1, 1], predictions: [1, 1], adjusted: true, strict: true) }
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "beta", value: "-1.0", expected: "a number from 0 to infinity")
    ) { try precisionRecallFScoreSupport(labels: [1], predictions: [1], beta: -1) }
  }

  @Test func `strict forms take no negative weight`() {
    let negative = EvaluationError.outOfRange(
      field: "weights", index: 1, value: -0.5, range: 0...Double.infinity)
    let (y, p, w) = ([0, 1, 1], [0, 1, 0], [1, -0.5, 1])
    #expect(throws: negative) { try accuracy(labels: y, predictions: p, weights: w, strict: true) }
    #expect(throws: negative) {
      try balancedAccuracy(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) {
      try zeroOneLoss(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) {
      try hammingLoss(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) { try f1Score(labels: y, predictions: p, weights: w, strict: true) }
    #expect(throws: negative) {
      try cohenKappa(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) {
      try matthewsCorrelation(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) {
      try likelihoodRatios(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) {
      try classificationReport(labels: y, predictions: p, weights: w, strict: true)
    }
    #expect(throws: negative) {
      try precisionRecallFScoreSupport(labels: y, predictions: p, weights: w, strict: true)
    }
  }

  @Test func `a micro average is strict about its sum alone`() throws {
    #expect(
      try precision(labels: [0, 1, 1], predictions: [0, 0, 0], average: .micro, strict: true)
        == 1.0 / 3)
    #expect(throws: EvaluationError.self) {
      try precision(labels: [0, 1, 1], predictions: [0, 0, 0], average: .macro, strict: true)
    }
    // β = 0 is precision, which is undefined here; F1 is a plain 0.
    #expect(
      try f1Score(labels: [0, 1, 1], predictions: [0, 0, 0], average: .macro, strict: true) == 0.25)
    #expect(throws: EvaluationError.self) {
      try fBetaScore(
        labels: [0, 1, 1], predictions: [0, 0, 0], beta: 0, average: .macro, strict: true)
    }
  }
}
