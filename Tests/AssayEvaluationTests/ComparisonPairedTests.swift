import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Two models on the same rows") struct ComparisonPairedTests {
  @Test func `prints a table and a sentence`() throws {
    let rows = ComparedRows()
    let comparison = try PairedComparison(labels: rows.labels, rows.answers(1), rows.answers(0))
    #expect(
      comparison.description
        == """
        400 rows · classes 0, 1 · positive class 1

                                   new     old   difference   95 % interval      p          found by
          Accuracy               0.88    0.82         0.06     0.02  to  0.10    0.0022     McNemar
          Balanced accuracy      0.88    0.82         0.06     0.02  to  0.10    0.002      swaps
          Precision              0.87    0.79         0.08     0.03  to  0.13    0.0015     swaps
          Recall                 0.88    0.83         0.05    -0.01  to  0.11    0.14       swaps
          Specificity            0.88    0.81         0.08     0.02  to  0.13    0.0075     swaps
          F1                     0.87    0.81         0.06     0.02  to  0.11    0.0025     swaps
          Jaccard index          0.77    0.68         0.09     0.03  to  0.16    0.0025     swaps
          Cohen's kappa          0.76    0.63         0.12     0.04  to  0.20    0.002      swaps
          Matthews correlation   0.76    0.64         0.12     0.04  to  0.20    0.002      swaps
          ROC AUC                0.950   0.901        0.049    0.023 to  0.075   0.00021    DeLong
          Average precision      0.95    0.89         0.06     0.03  to  0.09    0.001      bootstrap
          Log loss               0.29    0.40        -0.11    -0.17  to -0.06    < 0.0001   paired t
          Brier score            0.087   0.127       -0.040   -0.060 to -0.020   0.00012    paired t

          McNemar, interval: Bonett–Price
          swaps: 2,000 times the two models' answers exchanged at random, seed 1
          swaps, interval: bootstrap, 2,000 resamples of the rows, seed 1
          bootstrap: 2,000 resamples of the rows, seed 1

        By Accuracy new is better than old, 0.88 against 0.82 (p = 0.0022). Just one of the \
        two is right on 63 rows: new on 44, old on 19.
        """)
  }

  @Test func `predictions alone are compared by what they give`() throws {
    let rows = ComparedRows(rows: 60)
    let comparison = try PairedComparison(
      labels: rows.labels, rows.predictions(1), rows.predictions(0))
    #expect(
      comparison.description
        == """
        60 rows · classes 0, 1 · positive class 1

                                  new    old   difference   95 % interval   p      found by
          Accuracy               0.75   0.80        -0.05   -0.14 to 0.05   0.45   McNemar
          Balanced accuracy      0.75   0.80        -0.05   -0.14 to 0.03   0.42   swaps
          Precision              0.75   0.79        -0.04   -0.13 to 0.05   0.49   swaps
          Recall                 0.77   0.84        -0.06   -0.19 to 0.06   0.63   swaps
          Specificity            0.72   0.76        -0.03   -0.15 to 0.08   1      swaps
          F1                     0.76   0.81        -0.05   -0.14 to 0.03   0.37   swaps
          Jaccard index          0.62   0.68        -0.07   -0.18 to 0.04   0.37   swaps
          Cohen's kappa          0.50   0.60        -0.10   -0.27 to 0.07   0.42   swaps
          Matthews correlation   0.50   0.60        -0.10   -0.27 to 0.07   0.37   swaps

          McNemar, interval: Bonett–Price
          swaps: 2,000 times the two models' answers exchanged at random, seed 1
          swaps, interval: bootstrap, 2,000 resamples of the rows, seed 1

        By Accuracy old is ahead of new, 0.80 against 0.75, but that may be luck (p = 0.45). \
        Just one of the two is right on 7 rows: new on 2, old on 5. If the difference is as \
        large as it looks, about 370 rows would show it.
        """)
  }

  @Test func `says when a difference may be luck and when there is none`() throws {
    let rows = ComparedRows(rows: 60)
    let lucky = try PairedComparison(
      labels: rows.labels, rows.answers(1), rows.answers(0), metrics: [.accuracy, .rocAUC])
    #expect(
      lucky.sentence == """
        By Accuracy old is ahead of new, 0.80 against 0.75, but that may be luck (p = 0.45). \
        Just one of the two is right on 7 rows: new on 2, old on 5. If the difference is as \
        large as it looks, about 370 rows would show it.
        """)
    let same = try PairedComparison(
      labels: rows.labels, rows.answers(0), ModelAnswers("copy", outputs: rows.scores[0]))
    #expect(
      same.sentence == """
        old and copy have the same Accuracy, 0.80. Both are right on the same rows.
        """)
    for difference in same.differences {
      #expect(difference.difference == 0)
      #expect(difference.pValue == 1, "\(difference)")
      #expect(difference.better == nil)
    }
  }

  @Test func `values are those of each model alone, tests those of their own types`() throws {
    let rows = ComparedRows()
    let comparison = try PairedComparison(labels: rows.labels, rows.answers(1), rows.answers(0))
    for (place, name) in [(1, \MetricDifference.first), (0, \MetricDifference.second)] {
      var evaluation = try ClassifierEvaluation(classes: [0, 1])
      try evaluation.update(labels: rows.labels, outputs: rows.scores[place], width: 1)
      for metric in evaluation.shownMetrics {
        let difference = try #require(comparison[metric])
        #expect(difference[keyPath: name] == evaluation[metric], "\(metric)")
      }
    }
    let area = try PairedDeLong(labels: rows.labels, first: rows.scores[1], second: rows.scores[0])
    #expect(comparison[.rocAUC]?.pValue == area.pValue)
    #expect(comparison[.rocAUC]?.interval == area.interval())
    #expect(comparison[.accuracy]?.pValue == comparison.mcNemar.pValue())
    let midP = try PairedComparison(
      labels: rows.labels, rows.answers(1), rows.answers(0), metrics: [.accuracy], midP: true)
    #expect(midP[.accuracy]?.pValue == midP.mcNemar.midPValue())
    let squares = zip(rows.labels, zip(rows.scores[1], rows.scores[0])).map { label, scores in
      let (one, two) = (Double(label) - scores.0, Double(label) - scores.1)
      return one * one - two * two
    }
    let brier = try #require(comparison[.brierScore])
    #expect(relativeError(brier.pValue ?? .nan, TTest(of: squares).pValue) < 1e-9)
  }

  @Test func `neither order of rows nor threads show`() throws {
    let rows = ComparedRows(rows: 120)
    let own = Metric("own", reading: { $0.curve.averagePrecision - $0.losses.logLoss })
    let metrics: [Metric<ClassifierStatistics>] = [
      .accuracy, .f1, .rocAUC, .averagePrecision, .logLoss, .brierScore, own,
    ]
    func compare(_ rows: ComparedRows) throws -> PairedComparison {
      try PairedComparison(
        labels: rows.labels, rows.answers(1), rows.answers(0), metrics: metrics, resamples: 300)
    }
    let one = try compare(rows)
    for threads in [1, 2, 5, 8] {
      #expect(try Workers.limited(to: threads) { try compare(rows) } == one)
    }
    var random = RandomSource(seed: 3)
    let order = random.permutation(rows.labels.count).map { Int($0) }
    #expect(try compare(rows.reordered(order)) == one)
    let other = try PairedComparison(
      labels: rows.labels, rows.answers(1), rows.answers(0), metrics: metrics, resamples: 300,
      seed: 2)
    #expect(other[.f1]?.interval != one[.f1]?.interval)
  }

  @Test func `exchanging the models turns every difference around`() throws {
    let rows = ComparedRows(rows: 200)
    let one = try PairedComparison(labels: rows.labels, rows.answers(1), rows.answers(0))
    let two = try PairedComparison(labels: rows.labels, rows.answers(0), rows.answers(1))
    for (here, there) in zip(one.differences, two.differences) {
      #expect(here.difference == -there.difference)
      #expect(here.better == there.better)
      let (p, q) = (try #require(here.pValue), try #require(there.pValue))
      // What is drawn differs; what is not does not.
      #expect((p - q).magnitude < 0.04, "\(here)")
      if [.mcNemar, .deLong, .pairedT].contains(here.test) { #expect(p == q) }
    }
  }

  @Test func `swaps agree with every exchange, tried one by one`() throws {
    // Twelve rows of disagreement among thirty: 4,096 exchanges.
    let labels = (0..<30).map { $0 % 2 }
    let first = (0..<30).map { $0 < 8 ? 1 - $0 % 2 : $0 % 2 }
    let second = (0..<30).map { (6..<16).contains($0) && $0 != 9 ? 1 - $0 % 2 : $0 % 2 }
    let disagreeing = labels.indices.filter { first[$0] != second[$0] }
    func gap(_ one: [Int], _ two: [Int]) throws -> Double {
      try f1Score(labels: labels, predictions: one) - f1Score(labels: labels, predictions: two)
    }
    let seen = try gap(first, second).magnitude
    var reached = 0
    for exchange in 0..<(1 << disagreeing.count) {
      var (one, two) = (first, second)
      for (bit, row) in disagreeing.enumerated() where exchange >> bit & 1 == 1 {
        swap(&one[row], &two[row])
      }
      if try gap(one, two).magnitude >= seen - 1e-12 { reached += 1 }
    }
    let exact = Double(reached) / Double(1 << disagreeing.count)
    let comparison = try PairedComparison(
      labels: labels, ModelAnswers("A", predictions: first), ModelAnswers("B", predictions: second),
      metrics: [.f1], resamples: 20_000)
    let found = try #require(comparison[.f1]?.pValue)
    #expect(disagreeing.count > 8 && exact > 0.02 && exact < 0.98, "\(exact)")
    #expect((found - exact).magnitude < 4 * (exact * (1 - exact) / 20_000).squareRoot() + 1e-4)
  }

  @Test func `what is drawn agrees with what has a test of its own`() throws {
    let rows = ComparedRows(rows: 200, seed: 5)
    let area = Metric("own area", reading: { $0.curve.rocAUC })
    let loss = Metric("own loss", goal: .minimize, reading: { $0.losses.logLoss })
    let other = Metric<ClassifierStatistics>(
      "area of 0", requires: .curve, uncertainty: .rocAUC
    ) { $0.curve(for: 0).rocAUC }
    let right = Metric<ClassifierStatistics>("own accuracy", requires: .counts) {
      $0.confusion.accuracy
    }
    let comparison = try PairedComparison(
      labels: rows.labels, rows.answers(1), rows.answers(0),
      metrics: [.rocAUC, .logLoss, .accuracy, area, loss, right, other], resamples: 1_000)
    for (known, own) in [
      (Metric.rocAUC, area), (.rocAUC, other), (.logLoss, loss), (.accuracy, right),
    ] {
      let one = try #require(comparison[known])
      let two = try #require(comparison[own])
      #expect(one.difference == two.difference)
      let (first, second) = (try #require(one.interval), try #require(two.interval))
      #expect((first.low - second.low).magnitude < 0.1 * first.width, "\(one) \(two)")
      #expect((first.high - second.high).magnitude < 0.1 * first.width, "\(one) \(two)")
      let (p, q) = (try #require(one.pValue), try #require(two.pValue))
      #expect((p - q).magnitude < 0.02 + 0.2 * p, "\(one) \(two)")
    }
  }

  @Test func `what only says it is a mean over rows has no t test`() throws {
    let rows = ComparedRows(rows: 50)
    let pretender = Metric<ClassifierStatistics>(
      "no mean", requires: .losses, uncertainty: .mean { _ in (0, 0) }
    ) { $0.losses.logLoss * $0.losses.total }
    let comparison = try PairedComparison(
      labels: rows.labels, rows.answers(1), rows.answers(0), metrics: [pretender])
    let difference = try #require(comparison.differences.first)
    #expect(difference.pValue == nil)
    #expect(difference.interval == nil)
    #expect(difference.sentence().hasSuffix("these rows cannot say whether that is luck."))
    let slices = try Slices(
      labels: rows.labels, rows.answers(0), by: [SliceColumn("odd", (0..<50).map { $0 % 2 })],
      metric: pretender, smallest: 10, resamples: 50)
    #expect(slices.slices.allSatisfy { $0.adjustedPValue != nil })
  }

  @Test func `more than two classes, many outputs, and scores that are no probabilities`() throws {
    var random = RandomSource(seed: 9)
    let labels = (0..<240).map { ["ant", "bee", "cat"][$0 % 3] }
    func outputs(_ hint: Double, _ scale: Double) -> [[Double]] {
      labels.indices.map { row in
        let raw = (0..<3).map { random.uniform() + ($0 == row % 3 ? hint : 0) }
        let sum = raw.reduce(0, +)
        return raw.map { scale * $0 / sum }
      }
    }
    let comparison = try PairedComparison(
      labels: labels, ModelAnswers("A", outputs: outputs(0.5, 1)),
      ModelAnswers("B", outputs: outputs(0.3, 1)))
    #expect(
      comparison.differences.map(\.metric) == [
        "accuracy", "balanced_accuracy", "precision_macro", "recall_macro", "f1_macro",
        "f1_weighted", "cohen_kappa", "matthews_corrcoef", "log_loss", "brier_score",
      ])
    #expect(comparison.differences.allSatisfy { $0.pValue != nil && $0.interval != nil })
    let scores = try PairedComparison(
      labels: labels, ModelAnswers("A", outputs: outputs(0.5, 8)),
      ModelAnswers("B", outputs: outputs(0.3, 8)))
    #expect(!scores.differences.map(\.metric).contains("log_loss"))
    let floats = try PairedComparison(
      labels: [0, 1, 1, 0], ModelAnswers("A", outputs: [0.25, 0.75, 0.5, 0.5] as [Float]),
      ModelAnswers("B", outputs: [0.25, 0.75, 0.25, 0.5] as [Float]))
    #expect(floats.mcNemar == McNemarTest(onlyFirstRight: 1, onlySecondRight: 0))
  }

  @Test func `stops on what does not fit`() {
    let good = ModelAnswers<Int>("A", outputs: [0.1, 0.9])
    func error(_ second: ModelAnswers<Int>, level: Double = 0.95) -> EvaluationError? {
      do throws(EvaluationError) {
        _ = try PairedComparison(labels: [0, 1], good, second, level: level)
        return nil
      } catch {
        return error
      }
    }
    #expect(
      error(ModelAnswers("B", outputs: [0.1]))
        == .lengthsDiffer(
          field: "outputs of B", count: 1, expected: 2, of: "rows times width"))
    #expect(
      error(ModelAnswers("B", outputs: [0.1, .nan])).map {
        if case .notFinite("outputs of B", 1, _) = $0 { true } else { false }
      } == true)
    #expect(
      error(ModelAnswers("B", predictions: [1]))
        == .lengthsDiffer(field: "predictions of B", count: 1, expected: 2, of: "labels"))
    #expect(
      error(ModelAnswers("B", outputs: [[0.1, 0.9], [0.2]]))
        == .wrongWidth(field: "outputs of B", width: 1, expected: [2]))
    #expect(
      error(ModelAnswers("B", predictions: [1, 2]))
        == .wrongWidth(field: "outputs of A", width: 1, expected: [3]))
    #expect(
      error(good)
        == .invalidParameter(
          name: "models", value: "A twice", expected: "a name of its own for each"))
    #expect(
      error(good, level: 1)
        == .invalidParameter(name: "level", value: "1.0", expected: "a number between 0 and 1"))
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try PairedComparison(
        labels: [Int](), ModelAnswers("A", predictions: []), ModelAnswers("B", predictions: []))
    }
    #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
      try PairedComparison(
        labels: [1], ModelAnswers("A", predictions: [1]), ModelAnswers("B", predictions: [1]))
    }
  }
}
