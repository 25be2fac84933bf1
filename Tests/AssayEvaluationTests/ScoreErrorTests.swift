import AssayEvaluation
import Testing

/// A function of labels and scores of two classes, by name.
struct SingleScoreFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let field: String
  let call: @Sendable ([Int], [Float], [Double]?) throws(EvaluationError) -> Void

  static let all = [
    Self(testDescription: "countsAtThresholds", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try countsAtThresholds(labels: y, scores: s, weights: w)
    },
    Self(testDescription: "metricAtThresholds", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try metricAtThresholds(labels: y, scores: s, weights: w) { $0.f1 }
    },
    Self(testDescription: "detCurve", field: "scores") { (y, s, w) throws(EvaluationError) in
      _ = try detCurve(labels: y, scores: s, weights: w)
    },
    Self(testDescription: "partial rocAUC", field: "scores") {
      (y, s, w) throws(EvaluationError) in
      _ = try rocAUC(labels: y, scores: s, maximumFalsePositiveRate: 0.5, weights: w)
    },
    Self(testDescription: "hingeLoss", field: "decisions") { (y, s, w) throws(EvaluationError) in
      _ = try hingeLoss(labels: y, decisions: s, weights: w)
    },
    Self(testDescription: "d2LogLoss", field: "probabilities") {
      (y, s, w) throws(EvaluationError) in
      _ = try d2LogLoss(labels: y, probabilities: s, weights: w)
    },
    Self(testDescription: "d2BrierScore", field: "probabilities") {
      (y, s, w) throws(EvaluationError) in
      _ = try d2BrierScore(labels: y, probabilities: s, weights: w)
    },
    Self(testDescription: "brierScore", field: "probabilities") {
      (y, s, w) throws(EvaluationError) in
      _ = try brierScore(labels: y, probabilities: s, scaledByHalf: true, weights: w)
    },
    Self(testDescription: "totalLogLoss", field: "probabilities") {
      (y, s, w) throws(EvaluationError) in
      _ = try totalLogLoss(labels: y, probabilities: s, weights: w)
    },
  ]
}

/// A function of labels and rows of scores of several classes, by name.
struct RowScoreFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let field: String
  let rows: @Sendable ([Int], [[Double]], [Int]?, [Double]?) throws(EvaluationError) -> Void
  let flat: @Sendable ([Int], [Float], Int) throws(EvaluationError) -> Void

  static let all = [
    Self(testDescription: "rocAUC", field: "scores") { (y, s, c, w) throws(EvaluationError) in
      _ = try rocAUC(labels: y, scores: s, multiClass: .oneVsRest, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try rocAUC(labels: y, scores: s, width: k, multiClass: .oneVsRest)
    },
    Self(testDescription: "rocAUCPerClass", field: "scores") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try rocAUCPerClass(labels: y, scores: s, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try rocAUCPerClass(labels: y, scores: s, width: k)
    },
    Self(testDescription: "averagePrecision", field: "scores") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try averagePrecision(labels: y, scores: s, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try averagePrecision(labels: y, scores: s, width: k)
    },
    Self(testDescription: "topKAccuracy", field: "scores") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try topKAccuracy(labels: y, scores: s, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try topKAccuracy(labels: y, scores: s, width: k)
    },
    Self(testDescription: "hingeLoss", field: "decisions") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try hingeLoss(labels: y, decisions: s, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try hingeLoss(labels: y, decisions: s, width: k)
    },
    Self(testDescription: "d2LogLoss", field: "probabilities") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try d2LogLoss(labels: y, probabilities: s, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try d2LogLoss(labels: y, probabilities: s, width: k)
    },
    Self(testDescription: "brierScore", field: "probabilities") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try brierScore(
        labels: y, probabilities: s, scaledByHalf: false, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try brierScore(labels: y, probabilities: s, width: k, scaledByHalf: true)
    },
    Self(testDescription: "totalLogLoss", field: "probabilities") {
      (y, s, c, w) throws(EvaluationError) in
      _ = try totalLogLoss(labels: y, probabilities: s, classes: c, weights: w)
    } flat: { (y, s, k) throws(EvaluationError) in
      _ = try totalLogLoss(labels: y, probabilities: s, width: k)
    },
  ]
}

@Suite("errors of scores") struct ScoreErrorTests {
  @Test(arguments: SingleScoreFunction.all)
  func `of two classes are named`(function: SingleScoreFunction) {
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
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 0, value: -.infinity)) {
      try function.call([0, 1], [0, 1], [-.infinity, 1])
    }
    #expect(throws: EvaluationError.weightsAllZero) { try function.call([0, 1], [0, 1], [0, 0]) }
    #expect(throws: EvaluationError.notBinary(classes: ["0", "1", "2"])) {
      try function.call([0, 1, 2], [0, 1, 1], nil)
    }
    guard function.field == "probabilities" else { return }
    #expect(
      throws: EvaluationError.outOfRange(field: "probabilities", index: 1, value: 1.5, range: 0...1)
    ) { try function.call([0, 1], [0, 1.5], nil) }
  }

  @Test(arguments: RowScoreFunction.all)
  func `of several classes are named`(function: RowScoreFunction) {
    let field = function.field
    let rows = [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0, 0.5, 0.5]]
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try function.rows([], [], nil, nil)
    }
    #expect(throws: EvaluationError.empty(field: "labels")) { try function.flat([], [], 3) }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: field, count: 3, expected: 2, of: "labels")
    ) { try function.rows([0, 1], rows, nil, nil) }
    #expect(throws: EvaluationError.wrongWidth(field: field, width: 2, expected: [3])) {
      try function.rows([0, 1, 2], [rows[0], [0.5, 0.5], rows[2]], nil, nil)
    }
    #expect(throws: EvaluationError.wrongWidth(field: field, width: 3, expected: [4])) {
      try function.rows([0, 1, 2], rows, [0, 1, 2, 3], nil)
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: field, count: 7, expected: 9, of: "rows times width")
    ) { try function.flat([0, 1, 2], [0, 0, 1, 0, 1, 0, 0], 3) }
    #expect(throws: EvaluationError.self) { try function.flat([0, 1, 2], [0, 0, 1], 0) }
    #expect(throws: EvaluationError.self) { try function.flat([0, 1, 2], [0, 0, 1], -1) }
    #expect(throws: EvaluationError.self) { try function.flat([0], [0], .max) }
    #expect(throws: EvaluationError.duplicateClass("1")) {
      try function.rows([0, 1, 2], rows, [0, 1, 1], nil)
    }
    #expect(
      throws: EvaluationError.unknownLabel(
        field: "labels", index: 2, label: "2", classes: ["0", "1", "5"])
    ) { try function.rows([0, 1, 2], rows, [0, 1, 5], nil) }
    #expect(throws: EvaluationError.self) {
      try function.rows([0, 1, 2], [rows[0], [.nan, 0, 1], rows[2]], nil, nil)
    }
    #expect(throws: EvaluationError.notFinite(field: field, index: 5, value: .infinity)) {
      try function.flat([0, 1, 2], [0, 0, 1, 0, 0, .infinity, 0, 0, 1], 3)
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 1, expected: 3, of: "labels")
    ) { try function.rows([0, 1, 2], rows, nil, [1]) }
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 1, value: .infinity)) {
      try function.rows([0, 1, 2], rows, nil, [1, .infinity, 1])
    }
    #expect(throws: EvaluationError.weightsAllZero) {
      try function.rows([0, 1, 2], rows, nil, [0, 0, 0])
    }
    if field == "probabilities" {
      #expect(
        throws: EvaluationError.outOfRange(field: field, index: 4, value: -1, range: 0...1)
      ) { try function.flat([0, 1, 2], [0, 0, 1, 0, -1, 1, 0, 0, 1], 3) }
    } else {
      // Two classes are told apart by one score a row.
      #expect(throws: EvaluationError.tooFewClasses(count: 2, needed: 3)) {
        try function.rows([0, 1], [[0.5, 0.5], [0.25, 0.75]], nil, nil)
      }
    }
  }

  @Test func `areas of classes want rows that add up to 1, and say which does not`() {
    let rows: [[Float]] = [[0.5, 0.25, 0.25], [0.5, 0.5, 0.5], [1, 0, 0]]
    let error = EvaluationError.rowSum(field: "scores", index: 1, sum: 1.5)
    for multiClass in MultiClass.allCases {
      #expect(throws: error) {
        try rocAUC(labels: ["a", "b", "c"], scores: rows, multiClass: multiClass)
      }
    }
    #expect(
      error.description
        == "row 1 of scores adds up to 1.5, not to 1: give the probabilities of all classes "
        + "(after a softmax)")
    // A little rounding is no error.
    let nearly: [[Float]] = [[0.33333, 0.33333, 0.33333], [0.1, 0.7, 0.2], [0.3, 0.3, 0.4]]
    #expect(throws: Never.self) {
      try rocAUC(labels: [0, 1, 2], scores: nearly, multiClass: .oneVsRest)
    }
  }

  @Test func `averages that mean nothing are refused`() {
    let rows = [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0, 0.5, 0.5]]
    for average in [Average.binary, .samples] {
      #expect(throws: EvaluationError.self) {
        try rocAUC(labels: [0, 1, 2], scores: rows, multiClass: .oneVsRest, average: average)
      }
    }
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "average", value: "micro", expected: "macro or weighted")
    ) { try rocAUC(labels: [0, 1, 2], scores: rows, multiClass: .oneVsOne, average: .micro) }
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [0, 1, 2], scores: rows, multiClass: .oneVsOne, weights: [1, 1, 2])
    }
    #expect(throws: EvaluationError.self) {
      try averagePrecision(labels: [0, 1, 2], scores: rows, average: .binary)
    }
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [[true, false]], scores: [[0.5, 0.5]], average: .binary)
    }
  }

  @Test(arguments: [0, -0.5, 1.5, .nan, .infinity])
  func `a rate where a partial area cannot end is refused`(maximum: Double) {
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [0, 1], scores: [0.5, 0.7], maximumFalsePositiveRate: maximum)
    }
    #expect(throws: EvaluationError.self) {
      try rocAUC(
        labels: [[true], [false]], scores: [[0.5], [0.7]], maximumFalsePositiveRate: maximum)
    }
    #expect(ScoreCurve().rocAUC(maximumFalsePositiveRate: maximum).isNaN)
  }

  @Test func `the strict form names the class that is missing, and the order of classes`() {
    let rows = [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "roc_auc_ovr", label: "c", reason: .absentFromTruth))
    ) {
      try rocAUC(
        labels: ["a", "b"], scores: rows, multiClass: .oneVsRest, classes: ["a", "b", "c"],
        strict: true)
    }
    #expect(
      throws: EvaluationError.undefined(UndefinedReading(metric: "roc_auc_ovo", reason: .oneClass))
    ) {
      try rocAUC(
        labels: [0, 0], scores: rows, multiClass: .oneVsOne, classes: [0, 1, 2], strict: true)
    }
    #expect(throws: EvaluationError.self) {
      try rocAUC(
        labels: [0, 1], scores: rows, multiClass: .oneVsOne, classes: [2, 1, 0], strict: true)
    }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "average_precision", label: "c", reason: .absentFromTruth))
    ) {
      try averagePrecision(
        labels: ["a", "b"], scores: rows, classes: ["a", "b", "c"], strict: true)
    }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "roc_auc", label: "any label of row 1", reason: .absentFromTruth))
    ) {
      try rocAUC(
        labels: [[true, false], [false, false]], scores: [[0.5, 0.25], [0.5, 1]],
        average: .samples, strict: true)
    }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "d2_brier_score", reason: .oneRow))
    ) { try d2BrierScore(labels: [1], probabilities: [0.5], strict: true) }
    #expect(
      throws: EvaluationError.undefined(UndefinedReading(metric: "hinge_loss", reason: .oneClass))
    ) { try hingeLoss(labels: [1, 1], decisions: [0.5, 2], strict: true) }
    #expect(throws: EvaluationError.self) {
      try topKAccuracy(labels: [0, 1], scores: [0.5, 1], k: 2, strict: true)
    }
    #expect(throws: EvaluationError.self) {
      try topKAccuracy(labels: [0, 1], scores: [0.5, 1], k: 0)
    }
    #expect(
      throws: EvaluationError.undefined(
        UndefinedReading(metric: "det_curve", reason: .noOtherTruth))
    ) { try detCurve(labels: ["a", "a"], scores: [0.5, 1]) }
  }

  @Test func `sets of labels and their scores must fit`() {
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try rocAUC(labels: [[Bool]](), scores: [[Double]]())
    }
    #expect(throws: EvaluationError.wrongWidth(field: "labels", width: 1, expected: [2])) {
      try rocAUC(labels: [[true, false], [true]], scores: [[0.5, 0.5], [0.5, 0.5]])
    }
    #expect(throws: EvaluationError.wrongWidth(field: "scores", width: 3, expected: [2])) {
      try averagePrecision(labels: [[true, false]], scores: [[0.5, 0.5, 0.5]])
    }
    #expect(
      throws: EvaluationError.unknownLabel(
        field: "labels", index: 1, label: "x", classes: ["a", "b"])
    ) {
      try averagePrecision(
        labels: [["a"], ["b", "x", "y"]] as [Set<String>], scores: [[0.5, 0.5], [0.5, 0.5]],
        classes: ["a", "b"])
    }
    #expect(throws: EvaluationError.notFinite(field: "scores", index: 3, value: -.infinity)) {
      try rocAUC(
        labels: [true, false, false, true], scores: [0.5, 0.5, 0.5, -.infinity], width: 2)
    }
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [true, false, false], scores: [0.5, 0.5, 0.5], width: 2)
    }
    #expect(throws: EvaluationError.self) {
      try rocAUC(
        labels: [[Bool]](repeating: [], count: 2), scores: [[Double]](repeating: [], count: 2))
    }
  }
}
