import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Explanations") struct ExplanationTests {
  private static let rates: [ExplainedRate] = [
    .accuracy, .balancedAccuracy, .precision, .recall, .specificity, .f1, .fScore(beta: 2),
    .fScore(beta: 0.5), .fScore(beta: 0), .fScore(beta: .infinity), .jaccard, .cohenKappa,
    .matthewsCorrelation,
  ]

  private let counts = BinaryCounts(
    truePositives: 215, falsePositives: 42, falseNegatives: 37, trueNegatives: 206)

  @Test func `every rate of two classes says its fraction`() {
    let lines = Self.rates.map { counts.explain($0).description }.joined(separator: "\n")
    #expect(
      lines
        == """
        accuracy = (215 + 206) / (215 + 42 + 37 + 206) = 0.8420
        balanced_accuracy = ½ · (215 / (215 + 37) + 206 / (206 + 42)) = 0.8419
        precision = 215 / (215 + 42) = 0.8366
        recall = 215 / (215 + 37) = 0.8532
        specificity = 206 / (206 + 42) = 0.8306
        f1 = 2 · 215 / (2 · 215 + 37 + 42) = 0.8448
        f2 = 5 · 215 / (5 · 215 + 4 · 37 + 42) = 0.8498
        f0.5 = 1.25 · 215 / (1.25 · 215 + 0.25 · 37 + 42) = 0.8398
        f0 = 215 / (215 + 42) = 0.8366
        finf = 215 / (215 + 37) = 0.8532
        jaccard = 215 / (215 + 42 + 37) = 0.7313
        cohen_kappa = 1 − (42 + 37) / (((215 + 37) · (37 + 206) + (42 + 206) · (215 + 42)) / \
        (215 + 42 + 37 + 206)) = 0.6839
        matthews_corrcoef = (215 · 206 − 42 · 37) / √((215 + 42) · (215 + 37) · (206 + 42) · \
        (206 + 37)) = 0.6841
        """)
    #expect(
      counts.explain(.precision).details
        == """
        precision: of the rows predicted positive, the part that is
          = TP / (TP + FP)
          = 215 / (215 + 42)
          = 0.8366
        """)
  }

  @Test(arguments: [
    [215, 42, 37, 206], [0, 0, 5, 10], [0, 3, 0, 10], [4, 0, 0, 0], [0, 0, 0, 7], [0, 2, 0, 0],
    [1, 1, 1, 1], [2.5, 0.25, 1.75, 4], [0, 0, 0, 0], [900_000_000, 3, 5, 700_000_000],
  ])
  func `what is written works out to the value`(_ cells: [Double]) throws {
    let counts = BinaryCounts(
      truePositives: cells[0], falsePositives: cells[1], falseNegatives: cells[2],
      trueNegatives: cells[3])
    for rate in Self.rates {
      let explanation = counts.explain(rate)
      #expect(explanation.value == counts.value(rate) || explanation.value.isNaN)
      let written = try #require(Arithmetic.value(explanation.numbers), "\(explanation)")
      if explanation.undefined != nil {
        #expect(written.isNaN, "\(explanation)")
      } else {
        #expect(
          (written - explanation.value).magnitude < 1e-9 * max(1, explanation.value.magnitude),
          "\(explanation)")
      }
    }
  }

  @Test func `an undefined rate says that its value is a convention`() {
    let none = BinaryCounts(
      truePositives: 0, falsePositives: 0, falseNegatives: 3, trueNegatives: 4)
    #expect(
      none.explain(.precision).description == """
        precision = 0 / (0 + 0) = 0.0000 by convention (precision is undefined: the positive \
        class was never predicted)
        """)
    #expect(
      none.explain(.matthewsCorrelation).description == """
        matthews_corrcoef = (0 · 4 − 0 · 3) / √((0 + 0) · (0 + 3) · (4 + 0) · (4 + 3)) = \
        0.0000 by convention (matthews_corrcoef is undefined: there is only one class)
        """)
    #expect(
      BinaryCounts().explain(.accuracy).description == """
        accuracy = (0 + 0) / (0 + 0 + 0 + 0) = nan (accuracy is undefined: there are no \
        rows)
        """)
    var zero = none
    zero.zeroDivision = .one
    #expect(zero.explain(.precision).value == 1)
  }

  @Test func `rates of several classes spell each class`() throws {
    let matrix = try ConfusionMatrix(
      classes: ["ant", "bee", "cat"], cells: [85, 15, 0, 0, 86, 14, 14, 0, 86])
    let lines = [
      matrix.explain(.accuracy), matrix.explain(.balancedAccuracy), matrix.explain(.cohenKappa),
      matrix.explain(.matthewsCorrelation), matrix.explain(.f1, average: .macro),
      matrix.explain(.f1, average: .weighted), matrix.explain(.precision, average: .micro),
      matrix.explain(.recall, average: .binary), matrix.explain(.precision, of: "bee"),
    ]
    #expect(
      lines.map(\.description).joined(separator: "\n")
        == """
        accuracy = (85 + 86 + 86) / 300 = 0.8567
        balanced_accuracy = (0.8500 + 0.8600 + 0.8600) / 3 = 0.8567
        cohen_kappa = 1 − 43 / (300 − 30000 / 300) = 0.7850
        matthews_corrcoef = (257 · 300 − 30000) / √((300 · 300 − 30002) · (300 · 300 − \
        30000)) = 0.7850
        f1_macro = (0.8543 + 0.8557 + 0.8600) / 3 = 0.8567
        f1_weighted = (100 · 0.8543 + 100 · 0.8557 + 100 · 0.8600) / 300 = 0.8567
        precision_micro = 257 / (257 + 43) = 0.8567
        recall of cat = 86 / (86 + 14) = 0.8600
        precision of bee = 86 / (86 + 15) = 0.8515
        """)
    #expect(
      matrix.explain(.f1, average: .macro).details
        == """
        f1_macro: the mean of the classes' own, every class alike
          = (sum of f1 of each class) / classes
          = (0.8543 + 0.8557 + 0.8600) / 3
          = 0.8567
          f1 of ant = 2 · 85 / (2 · 85 + 15 + 14) = 0.8543
          f1 of bee = 2 · 86 / (2 · 86 + 14 + 15) = 0.8557
          f1 of cat = 2 · 86 / (2 · 86 + 14 + 14) = 0.8600
        """)
    for line in lines {
      let written = try #require(Arithmetic.value(line.numbers))
      #expect((written - line.value).magnitude < 1e-4, "\(line)")
    }
    #expect(matrix.explain(.f1, average: .macro).value == matrix.macro.f1)
    #expect(matrix.explain(.f1, average: .weighted).value == matrix.weighted.f1)
    #expect(matrix.explain(.f1, average: .micro).value == matrix.micro.f1)
  }

  @Test func `many classes are not all written out`() throws {
    let matrix = try ConfusionMatrix(
      classes: Array(0..<12), cells: (0..<144).map { $0 / 12 == $0 % 12 ? 5 : 0 })
    #expect(matrix.explain(.accuracy).numbers == "(5 + 5 + 5 + … + 5) / 60")
  }

  @Test func `an evaluation explains all that it shows`() throws {
    let evaluation = try sampleEvaluation()
    #expect(
      evaluation.explanations.map(\.details).joined(separator: "\n")
        == """
        accuracy: the part of the rows predicted rightly
          = right / all
          = (203 + 223) / 500
          = 0.8520
        balanced_accuracy: the mean recall of the classes that occur in the truth
          = (sum of the classes' recalls) / classes
          = (0.8712 + 0.8352) / 2
          = 0.8532
          recall of 0 = 203 / (203 + 30) = 0.8712
          recall of 1 = 223 / (223 + 44) = 0.8352
        precision of 1: of the rows predicted positive, the part that is
          = TP / (TP + FP)
          = 223 / (223 + 30)
          = 0.8814
        recall of 1: of the positive rows, the part predicted positive
          = TP / (TP + FN)
          = 223 / (223 + 44)
          = 0.8352
        specificity of 1: of the negative rows, the part predicted negative
          = TN / (TN + FP)
          = 203 / (203 + 30)
          = 0.8712
        f1 of 1: the harmonic mean of precision and recall
          = 2 · TP / (2 · TP + FN + FP)
          = 2 · 223 / (2 · 223 + 44 + 30)
          = 0.8577
        jaccard of 1: of the rows that are or were predicted positive, the part that both \
        hold for
          = TP / (TP + FP + FN)
          = 223 / (223 + 30 + 44)
          = 0.7508
        cohen_kappa: one minus the errors over those that guessing with the same frequencies \
        would make
          = 1 − wrong / (all − (sum of truth · predicted of each class) / all)
          = 1 − 74 / (500 − 125102 / 500)
          = 0.7038
        matthews_corrcoef: the correlation of truth and prediction
          = (right · all − Σ truth · predicted) / √((all² − Σ predicted²) · (all² − Σ truth²))
          = (426 · 500 − 125102) / √((500 · 500 − 125018) · (500 · 500 − 125578))
          = 0.7049
        ROC AUC: in 93.6 of 100 pairs of one positive and one negative row, the positive one \
        has the higher score
          = (pairs in order + ½ · pairs tied) / (positives · negatives)
          = (58207 + ½ · 0) / (267 · 233)
          = 0.9356
        average precision: going down the scores, the mean of the precision at each positive row
          = (sum over the positive rows of positives so far / rows so far) / positives
          = (1 / 1 + 2 / 2 + 3 / 3 + … + 267 / 434) / 267
          = 0.9398
        log loss: the mean of −log of the probability given to the true class, which is 72 % \
        on (geometric) average
          = (sum of −log p(true class)) / rows
          = 163.9542 / 500
          = 0.3279
        Brier score: the mean squared error of the probability of the second class, which is \
        off by 32 % on (quadratic) average
          = (sum of (p − truth)²) / rows
          = 50.9176 / 500
          = 0.1018
        """)
    #expect(evaluation.explanations.count == evaluation.shownMetrics.count)
    for metric in evaluation.shownMetrics {
      let explanation = try #require(evaluation.explain(metric))
      #expect(explanation.value == evaluation[metric])
      #expect(explanation.metric == metric.name)
      if let written = Arithmetic.value(explanation.numbers) {
        #expect((written - explanation.value).magnitude < 1e-4, "\(explanation)")
      }
    }
    #expect(evaluation.explain(Metric("own") { _ in 1 }) == nil)
    let three = try ClassifierEvaluation(classes: ["a", "b", "c"], parts: .counts)
    #expect(three.explain(.macroF1)?.metric == "f1_macro")
    #expect(three.explain(.rocAUC) == nil)
  }

  @Test func `few scores are written out whole`() throws {
    var curve = ScoreCurve()
    try curve.update(
      labels: [false, false, true, true, true], scores: [0.1, 0.4, 0.35, 0.8, 0.4])
    #expect(
      curve.explainROCAUC().details
        == """
        ROC AUC: in 75.0 of 100 pairs of one positive and one negative row, the positive one \
        has the higher score, ties counting half
          = (pairs in order + ½ · pairs tied) / (positives · negatives)
          = (4 + ½ · 1) / (3 · 2)
          = 0.7500
        """)
    #expect(
      curve.explainAveragePrecision().details
        == """
        average precision: going down the scores, the mean of the precision at each positive row
          = (sum over the positive rows of positives so far / rows so far) / positives
          = (1 / 1 + 2 / 3 + 3 / 4) / 3
          = 0.8056
        """)
    for explanation in [curve.explainROCAUC(), curve.explainAveragePrecision()] {
      let written = try #require(Arithmetic.value(explanation.numbers))
      #expect((written - explanation.value).magnitude < 1e-12)
    }
    #expect(ScoreCurve().explainROCAUC().undefined?.reason == .noRows)
  }
}
