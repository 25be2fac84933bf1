import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Several models on the same rows") struct ComparisonSeveralTests {
  @Test func `prints the best first and corrects for all comparisons`() throws {
    let rows = ComparedRows()
    let models = [rows.answers(0), rows.answers(1), rows.answers(2)]
    let best = try ModelComparison(labels: rows.labels, models: models)
    #expect(
      best.description
        == """
        400 rows · 3 models by Accuracy

                 Accuracy   95 % interval
          new        0.88   0.84 to 0.91
          old        0.82   0.78 to 0.85
          poor       0.55   0.50 to 0.60

                       difference   95 % interval   p          p, Holm    found by
          new − old          0.06   0.02 to 0.10    0.0022     0.0022     McNemar
          new − poor         0.33   0.28 to 0.37    < 0.0001   < 0.0001   McNemar

        By Accuracy new is better than old, 0.88 against 0.82 (p = 0.0022 after Holm's \
        correction for 3 comparisons).
        By Accuracy new is better than poor, 0.88 against 0.55 (p < 0.0001 after Holm's \
        correction for 3 comparisons).
        """)
    let all = try ModelComparison(labels: rows.labels, models: models, opponents: .all)
    #expect(all.pairs.count == 3)
    #expect(
      all.pairs.map(\.adjustedPValue)
        == HolmCorrection.adjusted(all.pairs.map(\.difference.pValue)))
    #expect(all.pairs.prefix(2) == best.pairs.prefix(2))
    let baseline = try ModelComparison(
      labels: rows.labels, models: models, metric: .logLoss, opponents: .first)
    #expect(baseline.entries.map(\.name) == ["new", "old", "poor"])
    #expect(baseline.comparisons == 2)
    #expect(
      baseline.pairs.map { [$0.difference.firstName, $0.difference.secondName] } == [
        ["new", "old"], ["old", "poor"],
      ])
  }

  @Test func `needs two models, each with a name of its own`() {
    let rows = ComparedRows(rows: 20)
    #expect(throws: EvaluationError.self) {
      try ModelComparison(labels: rows.labels, models: [rows.answers(0)])
    }
    #expect(throws: EvaluationError.self) {
      try ModelComparison(labels: rows.labels, models: [rows.answers(0), rows.answers(0)])
    }
  }

  @Test func `a value that is undefined comes last and is compared with nothing`() throws {
    let rows = ComparedRows(rows: 40)
    let comparison = try ModelComparison(
      labels: rows.labels, models: [rows.predictions(1), rows.answers(0), rows.answers(2)],
      metric: .rocAUC, opponents: .all)
    #expect(comparison.entries.map(\.name) == ["old", "poor", "new"])
    #expect(comparison.pairs.map { $0.adjustedPValue == nil } == [false, true, true])
    #expect(comparison.sentences.last == "ROC AUC is undefined for new.")
  }
}
