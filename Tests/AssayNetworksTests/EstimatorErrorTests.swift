import AssayDatasets
import AssayEvaluation
import Testing

@testable import AssayNetworks

@Suite("MLPClassifier errors") struct EstimatorErrorTests {
  private let rows = (0..<20).map { [Double($0), Double($0 * $0)] }
  private let labels = (0..<20).map { $0 / 10 }

  @Test func `names row and column of what is no finite number`() throws {
    var wrong = rows
    wrong[3][1] = .nan
    let settings = MLPClassifier(epochs: 1)
    do {
      _ = try settings.fit(wrong, labels)
      Issue.record("NaN was learnt from")
    } catch let error as DatasetError {
      #expect(
        error.description
          == "row 3, column 1: expected a finite number, found nan; fill it in or drop the row")
    }
    let classifier = try settings.fit(rows, labels).classifier
    #expect(throws: DatasetError.self) { try classifier.predict([[1, Float.infinity]]) }
    #expect(throws: DatasetError.inputNotFinite(row: 0, column: "0", value: 1e300)) {
      try classifier.predict([[1e300, 1]])
    }
    #expect(throws: DatasetError.raggedInputs(row: 1, expected: 2, found: 1)) {
      try settings.fit([[1.0, 2.0], [3.0]], [0, 1])
    }
    let table = try Table(text: "x,y\n1,a\nnan,b\n3,a\n4,b\n", file: "f.csv")
    #expect(throws: CSVError.self) { try settings.fit(table, label: "y") }
  }

  @Test func `refuses rows of another kind than it learnt from`() throws {
    let classifier = try MLPClassifier(epochs: 1).fit(rows, labels).classifier
    #expect(throws: ClassifierError.columnCount(found: 3, expected: 2)) {
      try classifier.predict([[1.0, 2.0, 3.0]])
    }
    let table = try Table(text: "c,y\nred,a\nblue,b\nred,a\nblue,b\n")
    let texts = try MLPClassifier(epochs: 1).fit(table, label: "y").classifier
    #expect(throws: ClassifierError.textsNeeded(column: "c")) { try texts.predict([[1.0]]) }
    #expect(throws: EvaluationError.self) { try classifier.evaluate(rows, labels.map { $0 + 5 }) }
    #expect(throws: EvaluationError.self) { try classifier.evaluate(rows, [0, 1]) }
    #expect(throws: NetworkError.self) { try classifier.evaluate([[Double]](), []) }
  }

  @Test func `refuses one class, a lone row, no rows and no columns`() throws {
    let settings = MLPClassifier(epochs: 1, testFraction: 0.2)
    #expect(throws: ClassifierError.oneClass(file: nil, column: nil, label: "7")) {
      try settings.fit(rows, rows.map { _ in 7 })
    }
    // Both truth values are classes of Bool; one that does not occur is none to learn.
    #expect(throws: ClassifierError.oneClass(file: nil, column: nil, label: "true")) {
      try settings.fit(rows, rows.map { _ in true })
    }
    #expect(throws: ClassifierError.loneRow(file: nil, label: "9")) {
      try settings.fit(rows, [9] + labels.dropFirst())
    }
    #expect(throws: NetworkError.noRows("the data set to learn from")) {
      try settings.fit([[Double]](), [Int]())
    }
    #expect(throws: ClassifierError.noColumns(file: nil)) {
      try settings.fit([[Double]](repeating: [], count: 4), [0, 1, 0, 1])
    }
    #expect(throws: DatasetError.targetCount(targets: 2, rows: 20)) {
      try settings.fit(rows, [0, 1])
    }
    #expect(throws: DatasetError.self) { try settings.fit(rows, labels, classes: [0, 2]) }
  }

  @Test func `refuses settings outside their range, by name`() throws {
    func name(_ settings: MLPClassifier) throws -> String {
      do {
        _ = try settings.fit(rows, labels)
      } catch NetworkError.invalidArgument(let name, _, _) {
        return name
      }
      return "none"
    }
    #expect(try name(MLPClassifier(hiddenLayerSizes: [3, 0])) == "hiddenLayerSizes")
    #expect(try name(MLPClassifier(alpha: -1)) == "alpha")
    #expect(try name(MLPClassifier(learningRate: .nan)) == "learningRate")
    #expect(try name(MLPClassifier(batchSize: 0)) == "batchSize")
    #expect(try name(MLPClassifier(epochs: 0)) == "epochs")
    #expect(try name(MLPClassifier(testFraction: 1)) == "testFraction")
    #expect(
      try name(MLPClassifier(validationFraction: 0, calibration: .platt)) == "validationFraction")
  }

  @Test func `its errors say what to do`() {
    #expect(
      ClassifierError.loneRow(file: nil, label: "a").description
        == "the class a has a single row, which cannot be learnt from and judged by; add rows, or "
        + "keep none aside")
    #expect(
      ClassifierError.oneClass(file: "f", column: "y", label: "a").description
        == "f, column y: every row has the label a; there must be two classes")
    #expect(
      ClassifierError.cannotCalibrate(file: nil, label: "a").description
        == "the part that calibrates needs rows of the class a and of others; add rows, or make "
        + "the validation part larger")
  }
}
