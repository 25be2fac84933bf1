import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Rows of the cells") struct CellRowsTests {
  private let labels = [1, 0, 1, 1, 0, 0, 1, 0]
  private let scores = [0.9, 0.2, 0.1, 0.4, 0.8, 0.51, 0.6, 0.3]

  @Test func `lists the surest mistakes first`() throws {
    let rows = try CellRows(
      labels: labels, ModelAnswers("model", outputs: scores),
      names: (0..<8).map { "mail-\($0)" }, limit: 1)
    #expect(
      rows.description
        == """
        8 rows, 4 mistakes

        true 0, predicted 1: 2 rows, the surest first
          row   name      score   margin
            4   mail-4   0.8000   0.3000
          … 1 more

        true 1, predicted 0: 2 rows, the surest first
          row   name      score   margin
            2   mail-2   0.1000   0.4000
          … 1 more
        """)
    #expect(rows[truth: 1, prediction: 0].count == 2)
    #expect(rows[truth: 1, prediction: 0].rows.map(\.index) == [2])
    // Of right answers the least sure first.
    let all = try CellRows(labels: labels, ModelAnswers("model", outputs: scores))
    #expect(all[truth: 0, prediction: 0].rows.map(\.index) == [7, 1])
    #expect(all[truth: 1, prediction: 1].rows.map(\.index) == [6, 0])
    #expect(all[truth: 2, prediction: 1].count == 0)
  }

  @Test func `counts are those of the confusion matrix`() throws {
    var random = RandomSource(seed: 12)
    let labels = (0..<200).map { _ in ["a", "b", "c"][random.below(3)] }
    let outputs = (0..<200).map { _ in (0..<3).map { _ in random.uniform() } }
    let rows = try CellRows(labels: labels, ModelAnswers("m", outputs: outputs), limit: 200)
    var evaluation = try ClassifierEvaluation(
      classes: ["a", "b", "c"], parts: [.counts, .curve])
    try evaluation.update(labels: labels, outputs: outputs.flatMap { $0 }, width: 3)
    var seen: Set<Int> = []
    for cell in rows.cells {
      #expect(
        Double(cell.count) == evaluation.confusion[truth: cell.truth, prediction: cell.prediction])
      #expect(cell.rows.count == cell.count)
      let margins = cell.rows.compactMap(\.margin)
      #expect(margins == margins.sorted(by: cell.isRight ? { $0 < $1 } : { $0 > $1 }))
      for row in cell.rows {
        #expect(labels[row.index] == cell.truth)
        #expect(row.score == outputs[row.index].max())
        seen.insert(row.index)
      }
    }
    #expect(seen.count == 200)
    #expect(rows.mistakes.map(\.count) == rows.mistakes.map(\.count).sorted(by: >))
  }

  @Test func `predictions alone stand in the order they came in`() throws {
    let rows = try CellRows(
      labels: ["a", "b", "a", "a"], ModelAnswers("m", predictions: ["b", "b", "b", "a"]))
    #expect(
      rows.description
        == """
        4 rows, 2 mistakes

        true a, predicted b: 2 rows
          row
            0
            2
        """)
    let right = try CellRows(labels: ["a", "b"], ModelAnswers("m", predictions: ["a", "b"]))
    #expect(right.description == "2 rows, no mistake")
  }

  @Test func `stops on what does not fit`() {
    let answers = ModelAnswers<Int>("model", outputs: scores)
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "names", count: 1, expected: 8, of: "labels")
    ) { try CellRows(labels: labels, answers, names: ["one"]) }
    #expect(throws: EvaluationError.self) { try CellRows(labels: labels, answers, limit: -1) }
  }
}
