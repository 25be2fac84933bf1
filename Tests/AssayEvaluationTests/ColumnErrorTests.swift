import AssayEvaluation
import Testing

/// A one-shot function of labels and predictions, by name.
struct LabelFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let call: @Sendable ([Int], [Int], [Double]?) throws(EvaluationError) -> Void

  static let all = [
    LabelFunction(testDescription: "accuracy") { (y, p, w) throws(EvaluationError) in
      _ = try accuracy(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "balancedAccuracy") { (y, p, w) throws(EvaluationError) in
      _ = try balancedAccuracy(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "precision") { (y, p, w) throws(EvaluationError) in
      _ = try precision(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "recall") { (y, p, w) throws(EvaluationError) in
      _ = try recall(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "specificity") { (y, p, w) throws(EvaluationError) in
      _ = try specificity(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "f1Score") { (y, p, w) throws(EvaluationError) in
      _ = try f1Score(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "jaccardScore") { (y, p, w) throws(EvaluationError) in
      _ = try jaccardScore(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "cohenKappa") { (y, p, w) throws(EvaluationError) in
      _ = try cohenKappa(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "matthewsCorrelation") { (y, p, w) throws(EvaluationError) in
      _ = try matthewsCorrelation(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "zeroOneLoss") { (y, p, w) throws(EvaluationError) in
      _ = try zeroOneLoss(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "hammingLoss") { (y, p, w) throws(EvaluationError) in
      _ = try hammingLoss(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "negativePredictiveValue") {
      (y, p, w) throws(EvaluationError) in
      _ = try negativePredictiveValue(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "likelihoodRatios") { (y, p, w) throws(EvaluationError) in
      _ = try likelihoodRatios(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "confusionMatrix over labels") {
      (y, p, w) throws(EvaluationError) in
      _ = try confusionMatrix(labels: y, predictions: p, over: [0, 1], weights: w)
    },
    LabelFunction(testDescription: "confusionMatrix") { (y, p, w) throws(EvaluationError) in
      _ = try confusionMatrix(labels: y, predictions: p, weights: w)
    },
    LabelFunction(testDescription: "classificationReport") { (y, p, w) throws(EvaluationError) in
      _ = try classificationReport(labels: y, predictions: p, weights: w)
    },
  ]
}

/// A one-shot function of labels and scores, by name.
struct ScoreFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let field: String
  let call: @Sendable ([Int], [Double], [Double]?) throws(EvaluationError) -> Void

  static let all = [
    ScoreFunction(testDescription: "rocAUC", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try rocAUC(labels: y, scores: s, weights: w)
    },
    ScoreFunction(testDescription: "averagePrecision", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try averagePrecision(labels: y, scores: s, weights: w)
    },
    ScoreFunction(testDescription: "rocCurve", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try rocCurve(labels: y, scores: s, weights: w)
    },
    ScoreFunction(testDescription: "precisionRecallCurve", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try precisionRecallCurve(labels: y, scores: s, weights: w)
    },
    ScoreFunction(testDescription: "logLoss", field: "probabilities") {
      (y, s, w) throws(EvaluationError) in
      _ = try logLoss(labels: y, probabilities: s, weights: w)
    },
    ScoreFunction(testDescription: "brierScore", field: "probabilities") {
      (y, s, w) throws(EvaluationError) in
      _ = try brierScore(labels: y, probabilities: s, weights: w)
    },
  ]
}

@Suite("errors of columns") struct ColumnErrorTests {
  @Test(arguments: LabelFunction.all)
  func `stop on what is not sound`(function: LabelFunction) {
    #expect(throws: EvaluationError.empty(field: "labels")) { try function.call([], [], nil) }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "predictions", count: 3, expected: 2, of: "labels")
    ) { try function.call([0, 1], [0, 1, 1], nil) }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 1, expected: 2, of: "labels")
    ) { try function.call([0, 1], [0, 1], [1]) }
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 1, value: -.infinity)) {
      try function.call([0, 1], [0, 1], [1, -.infinity])
    }
    #expect(throws: EvaluationError.weightsAllZero) { try function.call([0, 1], [0, 1], [0, 0]) }
  }

  @Test(arguments: ScoreFunction.all)
  func `stop on scores that are not sound`(function: ScoreFunction) {
    #expect(throws: EvaluationError.empty(field: "labels")) { try function.call([], [], nil) }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: function.field, count: 1, expected: 2, of: "labels")
    ) { try function.call([0, 1], [0.5], nil) }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 3, expected: 2, of: "labels")
    ) { try function.call([0, 1], [0, 1], [1, 1, 1]) }
    #expect(
      throws: EvaluationError.notFinite(field: function.field, index: 1, value: .infinity)
    ) { try function.call([0, 1], [0, .infinity], nil) }
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 0, value: .infinity)) {
      try function.call([0, 1], [0, 1], [.infinity, 1])
    }
    #expect(throws: EvaluationError.weightsAllZero) { try function.call([0, 1], [0, 1], [0, 0]) }
    #expect(throws: EvaluationError.notBinary(classes: ["0", "1", "2"])) {
      try function.call([0, 1, 2], [0, 1, 1], nil)
    }
  }

  @Test(arguments: [-0.5, 1.000_001])
  func `a probability outside 0 and 1 is named`(value: Double) {
    let error = EvaluationError.outOfRange(
      field: "probabilities", index: 1, value: value, range: 0...1)
    #expect(throws: error) { try logLoss(labels: [0, 1], probabilities: [0.5, value]) }
    #expect(throws: error) { try brierScore(labels: [0, 1], probabilities: [0.5, value]) }
    #expect(error.description.contains("not logits"))
  }

  @Test func `the positive class is true, one, or the later of two`() throws {
    #expect(try precision(labels: [false, false], predictions: [false, true]) == 0)
    #expect(try precision(labels: [0, 0], predictions: [0, 0]) == 0)
    #expect(try precision(labels: [-1, 1, 1], predictions: [1, 1, -1]) == 0.5)
    #expect(try recall(labels: ["no", "yes"], predictions: ["no", "no"]) == 0)
    #expect(
      try recall(labels: ["no", "yes"], predictions: ["no", "no"], positive: "no") == 1)
    #expect(throws: EvaluationError.positiveClassNeeded(classes: ["yes"])) {
      try recall(labels: ["yes"], predictions: ["yes"])
    }
    #expect(throws: EvaluationError.positiveClassNeeded(classes: ["7"])) {
      try recall(labels: [7], predictions: [7])
    }
    #expect(
      throws: EvaluationError.unknownPositiveClass(label: "maybe", classes: ["no", "yes"])
    ) { try recall(labels: ["no", "yes"], predictions: ["no", "no"], positive: "maybe") }
    #expect(throws: EvaluationError.notBinary(classes: ["a", "b", "c"])) {
      try recall(labels: ["a", "b"], predictions: ["c", "c"])
    }
    #expect(try recall(labels: ["a", "b"], predictions: ["c", "b"], positive: "b") == 1)
  }

  @Test func `the strict form throws what is undefined`() {
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "precision", reason: .neverPredicted))
    ) { try precision(labels: [0, 1], predictions: [0, 0], strict: true) }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "cohen_kappa", reason: .oneClass))
    ) { try cohenKappa(labels: [1, 1], predictions: [1, 1], strict: true) }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "roc_auc", reason: .noOtherTruth))
    ) { try rocAUC(labels: [true], scores: [1], strict: true) }
  }

  @Test func `a negative beta is refused`() {
    #expect(throws: EvaluationError.self) {
      try fBetaScore(labels: [0, 1], predictions: [0, 1], beta: -1)
    }
    #expect(throws: EvaluationError.self) {
      try fBetaScore(labels: [0, 1], predictions: [0, 1], beta: .nan)
    }
  }

  @Test func `messages say what was expected, what came and what to do`() {
    #expect(
      EvaluationError.lengthsDiffer(field: "scores", count: 3, expected: 2, of: "labels")
        .description
        == "scores has 3 values but labels has 2: give one of each for every row")
    #expect(
      EvaluationError.notFinite(field: "scores", index: 17, value: .nan).description
        == "scores[17] is nan: every one must be a finite number; drop or repair the row")
    #expect(
      EvaluationError.notBinary(classes: (0..<20).map { "\($0)" }).description
        == "there are 20 classes, {0, 1, 2, 3, 4, 5, 6, 7, … 20 in all}: average .macro, .micro "
        + "or .weighted, or say positive:")
  }
}
