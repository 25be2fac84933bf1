import AssayEvaluation
import TestSupport
import Testing

/// Points, and the area scikit-learn finds under them; nil where it refuses.
struct AreaCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let x: [Double]
  let y: [Double]
  let area: GoldenNumber?

  var testDescription: String { name }
}

@Suite("area under points") struct AUCTests {
  @Test(arguments: try ScoreCases<AreaCase>.load("areas"))
  func `is scikit-learn's`(golden: AreaCase) throws {
    guard let area = golden.area?.value else {
      #expect(throws: EvaluationError.self) { try auc(x: golden.x, y: golden.y) }
      return
    }
    #expect(isSameReading(try auc(x: golden.x, y: golden.y), area))
    let float = try auc(x: golden.x.floats, y: golden.y.floats)
    #expect(isSameReading(float, area, within: 1e-6))
  }

  @Test func `names the point that turns back`() {
    #expect(
      throws: EvaluationError.outOfRange(
        field: "x", index: 3, value: 0.5, range: 1...Double.infinity)
    ) { try auc(x: [0, 1, 1, 0.5], y: [0, 0, 0, 0]) }
    #expect(
      throws: EvaluationError.outOfRange(
        field: "x", index: 2, value: 2, range: -Double.infinity...0)
    ) { try auc(x: [1, 0, 2], y: [0, 0, 0]) }
    #expect(throws: EvaluationError.self) { try auc(x: [1], y: [1]) }
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "y", count: 1, expected: 2, of: "x")
    ) { try auc(x: [1, 2], y: [1]) }
  }

  @Test func `is the area that the pairs of a curve have`() throws {
    var curve = ScoreCurve()
    try curve.update(
      labels: [false, true, false, true, true, false], scores: [1, 2, 2, 3, 0, 0])
    let roc = curve.roc()
    #expect(
      isSameReading(
        try auc(x: roc.falsePositiveRates, y: roc.truePositiveRates), curve.rocAUC))
    #expect(try auc(x: [0, .nan, 1], y: [0, 1, 1]).isNaN)
  }
}
