import AssayEvaluation
import Testing

@Suite("confusion matrix") struct ConfusionMatrixTests {
  @Test func `reads the rates of the reference matrix`() throws {
    let matrix = try ConfusionMatrix(classes: [0, 1], cells: [206, 42, 37, 215])
    #expect(matrix.accuracy == 0.842)
    #expect(matrix.positive.precision == 215.0 / 257)
    #expect(matrix[1].recall == 215.0 / 252)
    #expect(abs(matrix.positive.f1 - 0.844794) < 1e-6)
    #expect(abs(matrix.cohenKappa - 0.683929) < 1e-6)
    #expect(matrix.counts == [[206, 42], [37, 215]])
    #expect(matrix.undefined.isEmpty)
  }

  @Test func `finds classes in natural order, whatever the order of rows`() throws {
    let labels = ["dog", "cat", "eel", "cat", "ant"]
    let predictions = ["cat", "cat", "dog", "bat", "ant"]
    var one = ConfusionMatrix<String>()
    try one.update(labels: labels, predictions: predictions)
    #expect(one.classes == ["ant", "bat", "cat", "dog", "eel"])
    var other = ConfusionMatrix<String>()
    for row in labels.indices.reversed() {
      var part = ConfusionMatrix<String>()
      try part.update(labels: [labels[row]], predictions: [predictions[row]])
      other.merge(part)
    }
    #expect(one == other)
    #expect(one.description == other.description)
  }

  @Test func `finds labels without an order in one order all the same`() throws {
    enum Animal: Sendable { case dog, cat, eel }
    let labels: [Animal] = [.eel, .dog, .cat]
    var one = ConfusionMatrix<Animal>()
    try one.update(labels: labels, predictions: labels)
    var other = ConfusionMatrix<Animal>()
    for label in labels.reversed() { try other.update(labels: [label], predictions: [label]) }
    #expect(one.classes == [.cat, .dog, .eel])
    #expect(one == other)
  }

  @Test func `keeps the order of classes given`() throws {
    var matrix = try ConfusionMatrix(classes: ["b", "a"])
    try matrix.update(labels: ["a", "b", "a"], predictions: ["a", "a", "a"])
    #expect(matrix.classes == ["b", "a"])
    #expect(matrix.cells == [0, 1, 0, 2])
    #expect(matrix.positiveClass == "a")
  }

  @Test func `an unknown label is named with its row and changes nothing`() throws {
    var matrix = try ConfusionMatrix(classes: [0, 1])
    try matrix.update(labels: [0], predictions: [1])
    let before = matrix
    #expect(
      throws: EvaluationError.unknownLabel(
        field: "predictions", index: 2, label: "7", classes: ["0", "1"])
    ) {
      try matrix.update(labels: [0, 1, 1], predictions: [0, 1, 7])
    }
    #expect(matrix == before)
  }

  @Test func `stops on lengths that differ`() {
    var matrix = ConfusionMatrix<Int>()
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "predictions", count: 1, expected: 2, of: "labels")
    ) {
      try matrix.update(labels: [0, 1], predictions: [0])
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "weights", count: 3, expected: 2, of: "labels")
    ) {
      try matrix.update(labels: [0, 1], predictions: [0, 1], weights: [1, 1, 1])
    }
  }

  @Test func `a weight that is not finite is named and changes nothing`() throws {
    var matrix = ConfusionMatrix<Int>()
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 1, value: .infinity)) {
      try matrix.update(labels: [0, 1], predictions: [0, 1], weights: [1, .infinity])
    }
    #expect(matrix == ConfusionMatrix<Int>())
  }

  @Test func `weighted cells are the same in any order and any split`() throws {
    let weights = [0.1, 1e16, 0.2, -1e16, 0.3, 1e-9]
    let labels = [0, 0, 0, 0, 1, 1]
    let predictions = [0, 0, 0, 0, 1, 1]
    var one = ConfusionMatrix<Int>()
    try one.update(labels: labels, predictions: predictions, weights: weights)
    var other = ConfusionMatrix<Int>()
    for row in [4, 2, 0, 1, 5, 3] {
      var part = ConfusionMatrix<Int>()
      try part.update(
        labels: [labels[row]], predictions: [predictions[row]], weights: [weights[row]])
      other.merge(part)
    }
    #expect(one == other)
    #expect(abs(one.cells[0] - 0.3) < 1e-15)
    #expect(one.counts == nil)
  }

  @Test func `weighted merged with unweighted is weighted`() throws {
    var one = ConfusionMatrix<Int>()
    try one.update(labels: [0, 1], predictions: [0, 0])
    var other = ConfusionMatrix<Int>()
    try other.update(labels: [1], predictions: [1], weights: [0.5])
    other.merge(one)
    #expect(other.cells == [1, 0, 1, 0.5])
    #expect(other.isWeighted)
    one.merge(
      try {
        var m = ConfusionMatrix<Int>(); try m.update(labels: [1], predictions: [1], weights: [0.5]);
        return m
      }())
    #expect(one == other)
  }

  @Test func `a label that never occurred reads as empty counts and is listed`() throws {
    var matrix = try ConfusionMatrix(classes: ["a", "b", "c"])
    try matrix.update(labels: ["a", "b"], predictions: ["a", "a"])
    #expect(matrix["c"].support == 0)
    #expect(matrix["c"].precision == 0)
    #expect(matrix["z"].trueNegatives == 2)
    #expect(
      matrix.undefined.contains(UndefinedReading(metric: "f1", label: "c", reason: .absent)))
    #expect(
      matrix.undefined.contains(
        UndefinedReading(metric: "precision", label: "b", reason: .neverPredicted)))
    matrix.zeroDivision = .nan
    #expect(matrix["c"].f1.isNaN)
    #expect(abs(matrix.macro.f1 - 1.0 / 3) < 1e-15)
  }

  @Test func `prints an aligned table`() throws {
    let matrix = try ConfusionMatrix(classes: [0, 1], cells: [206, 42, 37, 215])
    #expect(
      matrix.description == """
               predicted
        truth    0    1
            0  206   42
            1   37  215
        """)
  }

  @Test func `a label that is no number is named with its row`() throws {
    #expect(throws: EvaluationError.notFinite(field: "labels", index: 1, value: .infinity)) {
      try accuracy(labels: [0.0, .infinity], predictions: [0, 1])
    }
    var matrix = ConfusionMatrix<Float>()
    do {
      try matrix.update(labels: [0, 1, 1], predictions: [0, 1, .nan])
      Issue.record("NaN is no label")
    } catch EvaluationError.notFinite(let field, let index, let value) {
      #expect(field == "predictions")
      #expect(index == 2)
      #expect(value.isNaN)
    }
    #expect(matrix == ConfusionMatrix<Float>())
    #expect(try accuracy(labels: [0.5, 1.5], predictions: [0.5, 0.5]) == 0.5)
  }

  @Test func `an empty matrix reads without trapping`() {
    let matrix = ConfusionMatrix<String>()
    #expect(matrix.accuracy.isNaN)
    #expect(matrix.cohenKappa.isNaN)
    #expect(matrix.matthewsCorrelation == 0)
    #expect(matrix.balancedAccuracy.isNaN)
    #expect(matrix.macro.f1.isNaN)
    #expect(matrix.positive.precision == 0)
    #expect(matrix.description == "no rows")
    #expect(!matrix.undefined.isEmpty)
  }

  @Test func `merging unites classes by name`() throws {
    var one = try ConfusionMatrix(classes: ["x", "a"])
    try one.update(labels: ["x", "a"], predictions: ["x", "x"])
    var other = ConfusionMatrix<String>()
    try other.update(labels: ["c", "a"], predictions: ["a", "a"])
    one.merge(other)
    #expect(one.classes == ["x", "a", "c"])
    #expect(one.cells == [1, 0, 0, 1, 1, 0, 0, 1, 0])
  }
}
