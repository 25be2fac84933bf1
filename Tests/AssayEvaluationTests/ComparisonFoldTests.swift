import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Two models on the same folds") struct ComparisonFoldTests {
  private let first = [0.85, 0.88, 0.83, 0.86, 0.84]
  private let second = [0.83, 0.85, 0.84, 0.83, 0.82]

  private func compare(_ second: [Double], trainRows: Int = 400) throws -> MetricDifference {
    try MetricDifference(
      "accuracy", firstName: "A", first, secondName: "B", second, trainRows: trainRows,
      testRows: 100)
  }

  @Test func `says which is better or that it may be luck`() throws {
    let difference = try compare(second)
    #expect(
      difference.description == """
        accuracy: A 0.85, B 0.83; A − B 0.02 (-0.01 to 0.05), p = 0.18 (corrected t)
        """)
    #expect(
      difference.sentence() == """
        By accuracy A is ahead of B, 0.85 against 0.83, but that may be luck (p = 0.18).
        """)
    let test = TTest(
      ofFolds: zip(first, second).map { $0 - $1 }, trainRows: 400, testRows: 100)
    #expect(difference.pValue == test.pValue)
    #expect(difference.interval == test.interval())
    #expect(
      test.description == """
        0.02 (-0.01 to 0.05, 95 %, Student's t, 4 degrees of freedom), p = 0.18
        """)
    #expect(TTest(of: [0.5]).description == "0.5000, no test")
    let same = try compare(first)
    #expect(same.pValue == 1)
    #expect(same.sentence() == "A and B have the same accuracy, 0.8520.")
    let shifted = try MetricDifference(
      "accuracy", firstName: "A", [0.5, 0.75], secondName: "B", [0.25, 0.5], trainRows: 9,
      testRows: 1)
    #expect(shifted.pValue == nil)
    #expect(
      shifted.sentence() == """
        By accuracy A is ahead of B, 0.6250 against 0.3750; these rows cannot say whether \
        that is luck.
        """)
  }

  @Test func `stops on what does not fit`() {
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "results of B", count: 1, expected: 5, of: "results of A")
    ) { try compare([0.8]) }
    #expect(throws: EvaluationError.self) { try compare(second, trainRows: 0) }
    #expect(throws: EvaluationError.self) { try compare([0.8, 0.8, 0.8, 0.8, .nan]) }
    #expect(throws: EvaluationError.self) {
      try MetricDifference(
        "f1", firstName: "A", [1], secondName: "B", [0], trainRows: 9, testRows: 1)
    }
  }
}
