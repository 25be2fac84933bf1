import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Verdict") struct VerdictTests {
  private func words(_ cells: [Int], _ classes: [String] = ["0", "1"], constant: Int? = 1) -> String
  {
    Verdict(cells: cells, classes: classes, constant: constant)?.description ?? "nil"
  }

  @Test func `the reference is better than guessing`() throws {
    let verdict = try #require(
      Verdict(cells: [206, 42, 37, 215], classes: ["0", "1"], constant: 1))
    #expect(verdict.rows == 500)
    #expect(verdict.accuracy == 0.842)
    #expect(verdict.constantAccuracy == 0.504)
    #expect(verdict.againstConstant == McNemarTest(onlyFirstRight: 206, onlySecondRight: 37))
    #expect(verdict.chancePValue == FisherExactTest(206, 42, 37, 215).pValue())
    #expect(verdict.isBetterThanGuessing)
    #expect(
      verdict.description
        == "84 % right against 50 % for always saying 1: better than guessing (p < 0.0001).")
  }

  @Test func `no better than guessing`() {
    #expect(
      words([120, 128, 127, 125])
        == "49 % is no better than guessing: always saying 1 is right for 50 % (p = 0.69).")
    #expect(
      words([50, 50, 50, 50])
        == "50 % is no better than guessing: always saying 1 is right just as often (p = 0.54).")
  }

  @Test func `a lead that may be luck says how many rows would show it`() {
    #expect(
      words([33, 67, 22, 78])
        == "56 % right against 50 % for always saying 1: that may be luck (p = 0.089). If the "
        + "lead is "
        + "as large as it looks, about 560 rows would show it.")
  }

  @Test func `a lead on unequal classes`() {
    #expect(
      words([890, 10, 85, 15], constant: 0)
        == "90.5 % right against 90.0 % for always saying 0: that may be luck (p = 0.21). If "
        + "the lead "
        + "is as large as it looks, about 6,200 rows would show it. Its predictions do go with the "
        + "truth (p < 0.0001): balanced accuracy shows how much.")
  }

  @Test func `worse than the constant answer though it knows something`() {
    #expect(
      words([800, 100, 60, 40], constant: 0)
        == "84 % right against 90 % for always saying 0: worse than that one answer (p < 0.0001). "
        + "Its predictions do go with the truth (p < 0.0001): balanced accuracy shows how much.")
  }

  @Test func `the constant answer of training may be rare in the test rows`() {
    #expect(
      words([0, 10, 0, 90], constant: 0)
        == "90 % right against 10 % for always saying 0, but no better than the same answers dealt "
        + "at random, of which 90 % would be right (p = 1).")
  }

  @Test func `three classes`() {
    #expect(
      words([30, 5, 5, 4, 30, 6, 5, 5, 30], ["ant", "bee", "cat"], constant: 0)
        == "75 % right against 33 % for always saying ant: better than guessing (p < 0.0001).")
    #expect(
      words([4, 3, 3, 3, 4, 3, 3, 3, 4], ["ant", "bee", "cat"], constant: nil)
        == "40 % right against 33 % for always saying cat: that may be luck (p = 0.40). If the "
        + "lead is "
        + "as large as it looks, about 650 rows would show it.")
  }

  @Test func `there is none without rows or with cells that do not fit`() {
    #expect(Verdict(cells: [0, 0, 0, 0], classes: ["0", "1"]) == nil)
    #expect(Verdict(cells: [1, 2, 3], classes: ["0", "1"]) == nil)
    #expect(Verdict(cells: [1, 2, 3, -1], classes: ["0", "1"]) == nil)
    #expect(Verdict(cells: [1, 2, 3, 4], classes: ["0", "1"], constant: 2) == nil)
    #expect(Verdict(cells: [], classes: []) == nil)
    #expect(Verdict(cells: [5], classes: ["only"])?.isBetterThanGuessing == false)
  }

  @Test func `an evaluation takes the majority of training, else its own`() throws {
    var evaluation = try sampleEvaluation()
    let own = try #require(evaluation.verdict)
    #expect(own.constantClass == "1")
    #expect(!own.isFromTraining)
    evaluation.trainingMajority = 0
    let trained = try #require(evaluation.verdict)
    #expect(trained.constantClass == "0")
    #expect(trained.isFromTraining)
    let weighted = try #require(try sampleEvaluation { _ in 2 }.verdict)
    #expect(weighted.rows == 500)
    #expect(weighted.isWeighted)
    #expect(weighted.constantPValue == own.constantPValue)
  }

  @Test func `p-values have two digits that say which side of 5 % they are on`() {
    let texts = [0.00001, 0.000123, 0.0034, 0.0496, 0.05, 0.0504, 0.21, 0.5, 0.9949, 0.996].map(
      pText)
    #expect(
      texts == [
        "p < 0.0001", "p = 0.00012", "p = 0.0034", "p = 0.0496", "p = 0.05", "p = 0.0504",
        "p = 0.21", "p = 0.50", "p = 0.99", "p = 1",
      ])
  }
}

@Suite("Description of an evaluation") struct VerdictDescriptionTests {
  @Test func `two classes`() throws {
    let evaluation = try sampleEvaluation()
    #expect(
      evaluation.description
        == """
        500 rows · classes 0, 1 · positive class 1 (267, 53.4 %) · positive when score ≥ 0.5

                                 value   95 % interval    found by
          Accuracy               0.85    0.82  to 0.88    Wilson
          Balanced accuracy      0.85    0.82  to 0.88    bootstrap
          Precision              0.88    0.84  to 0.92    Wilson
          Recall                 0.84    0.79  to 0.87    Wilson
          Specificity            0.87    0.82  to 0.91    Wilson
          F1                     0.86    0.82  to 0.89    bootstrap
          Jaccard index          0.75    0.70  to 0.80    bootstrap
          Cohen's kappa          0.70    0.64  to 0.77    bootstrap
          Matthews correlation   0.70    0.64  to 0.77    bootstrap
          ROC AUC                0.936   0.912 to 0.954   DeLong
          Average precision      0.940   0.916 to 0.959   bootstrap
          Log loss               0.33    0.28  to 0.37    normal
          Brier score            0.102   0.085 to 0.118   normal

          bootstrap: 2,000 resamples of the matrix, seed 1
          bootstrap of the curve: 2,000 resamples of the rows, seed 1
          DeLong: on the logit scale

                   predicted
                      0      1     right
          true 0    203     30    87.1 %
          true 1     44    223    83.5 %

        85 % right against 53 % for always saying 1: better than guessing (p < 0.0001).
        """)
  }

  @Test func `three classes, counts alone`() throws {
    var evaluation = try ClassifierEvaluation(classes: ["ant", "bee", "cat"], parts: .counts)
    let names = ["ant", "bee", "cat"]
    let labels = (0..<300).map { names[$0 % 3] }
    let predictions = (0..<300).map { (row: Int) -> String in
      names[(row + (row % 7 == 0 ? 1 : 0)) % 3]
    }
    try evaluation.update(labels: labels, predictions: predictions)
    #expect(
      evaluation.description
        == """
        300 rows · classes ant, bee, cat

                                 value   95 % interval   found by
          Accuracy               0.86    0.81 to 0.89    Wilson
          Balanced accuracy      0.86    0.81 to 0.90    bootstrap
          Precision, macro       0.86    0.81 to 0.89    bootstrap
          Recall, macro          0.86    0.81 to 0.90    bootstrap
          F1, macro              0.86    0.81 to 0.89    bootstrap
          F1, weighted           0.86    0.81 to 0.89    bootstrap
          Cohen's kappa          0.79    0.72 to 0.84    bootstrap
          Matthews correlation   0.79    0.72 to 0.84    bootstrap

          bootstrap: 2,000 resamples of the matrix, seed 1

                     predicted
                      ant    bee    cat     right
          true ant     85     15      0    85.0 %
          true bee      0     86     14    86.0 %
          true cat     14      0     86    86.0 %

        86 % right against 33 % for always saying cat: better than guessing (p < 0.0001).
        """)
  }

  @Test func `one class only, and no rows`() throws {
    var evaluation = try ClassifierEvaluation(classes: [0, 1])
    #expect(evaluation.description == "no rows")
    try evaluation.update(labels: [1, 1, 1], outputs: [0.2, 0.7, 0.9], width: 1)
    #expect(
      evaluation.description
        == """
        3 rows · classes 0, 1 · positive class 1 (3, 100.0 %) · positive when score ≥ 0.5

                                 value    95 % interval   found by
          Accuracy               0.7      0.2 to 0.9      Wilson
          Balanced accuracy      0.7      0.0 to 1.0      bootstrap
          Precision              1.0      0.3 to 1.0      Wilson
          Recall                 0.7      0.2 to 0.9      Wilson
          Specificity            –                        undefined
          F1                     0.8      0.0 to 1.0      bootstrap
          Jaccard index          0.7      0.0 to 1.0      bootstrap
          Cohen's kappa          0.0000                   undefined in too many resamples
          Matthews correlation   –                        undefined
          ROC AUC                –                        undefined
          Average precision      1.0000                   the resamples do not vary what it reads
          Log loss               0.7      0.0 to 1.6      normal
          Brier score            0.2      0.0 to 0.6      normal

          bootstrap: 2,000 resamples of the matrix, seed 1

                   predicted
                      0      1     right
          true 0      0      0         –
          true 1      1      2    66.7 %

        recall of 0 is undefined: 0 does not occur in the truth
        specificity of 1 is undefined: every row of the truth is 1
        matthews_corrcoef is undefined: there is only one class
        roc_auc is undefined: every row of the truth is the positive class

        67 % is no better than guessing: always saying 1 is right for 100 % (p = 1).
        """)
  }
}
