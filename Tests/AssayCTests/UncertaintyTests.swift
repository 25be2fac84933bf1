import AssayCInterface
import AssayEvaluation
import Testing

@Suite("uncertainty, from C") struct UncertaintyTests {
  private let truth: [Int32] = (0..<60).map { $0 % 3 == 0 ? 1 : 0 }
  private let first: [Int32] = (0..<60).map { $0 % 3 == 0 || $0 % 7 == 0 ? 1 : 0 }
  private let second: [Int32] = (0..<60).map { $0 % 4 == 0 ? 1 : 0 }
  private let scores: [Double] = (0..<60).map { (row: Int) -> Double in
    Double(row * 37 % 60) / 60 + (row % 3 == 0 ? 0.2 : 0)
  }
  private let other: [Double] = (0..<60).map { (row: Int) -> Double in Double(row * 23 % 60) / 60 }
  private var flags: [UInt8] { truth.map { UInt8($0) } }

  @Test func `estimates a metric of a matrix`() throws {
    let matrix = try Matrix(truth, first)
    var estimate = assay_estimate_t()
    try succeed {
      assay_confusion_estimate(matrix.pointer, "accuracy", 1, 0.9, 500, 3, &estimate, $0)
    }
    let accuracy = try confusionMatrix(labels: truth, predictions: first).accuracy
    let wilson = try #require(
      Interval.wilson(successes: accuracy * 60, trials: 60, level: 0.9))
    #expect(estimate.value == accuracy)
    #expect(estimate.low == wilson.low && estimate.high == wilson.high && estimate.level == 0.9)
    #expect(text(estimate.method).contains("Wilson") && text(estimate.missing).isEmpty)
    try succeed { assay_confusion_estimate(matrix.pointer, "f1", 1, 0.9, 500, 3, &estimate, $0) }
    #expect(text(estimate.method).contains("500, seed 3"))
    #expect(estimate.low < estimate.value && estimate.value < estimate.high)
  }

  @Test(arguments: ["roc_auc", "average_precision", "log_loss", "brier_score"])
  func `estimates a metric of scores`(metric: String) throws {
    let chances = scores.map { min($0, 1) }
    var estimate = assay_estimate_t()
    try succeed {
      assay_score_estimate(
        flags, chances, Type.double, 60, nil, metric, 0.95, 200, 1, &estimate, $0)
    }
    #expect(estimate.low < estimate.value && estimate.value < estimate.high)
    if metric == "roc_auc" {
      #expect(try estimate.value == rocAUC(labels: truth, scores: chances))
      #expect(text(estimate.method).contains("DeLong"))
    }
  }

  @Test func `says why there is no interval`() throws {
    let matrix = try Matrix([0, 0], [0, 0], classes: [0, 1])
    var estimate = assay_estimate_t()
    try succeed { assay_confusion_estimate(matrix.pointer, "f1", 1, 0.9, 500, 3, &estimate, $0) }
    #expect(estimate.low.isNaN && estimate.high.isNaN)
    #expect(!text(estimate.missing).isEmpty)
  }

  @Test func `judges a matrix`() throws {
    let matrix = try Matrix(truth, first)
    var verdict = assay_verdict_t()
    var words: UnsafeMutablePointer<CChar>?
    try succeed { assay_confusion_verdict(matrix.pointer, &verdict, &words, $0) }
    defer { assay_free(words) }
    let cells = try #require(try confusionMatrix(labels: truth, predictions: first).counts)
    let expected = try #require(Verdict(cells: cells.flatMap { $0 }, classes: ["0", "1"]))
    #expect(verdict.chance_accuracy == expected.chanceAccuracy)
    #expect(verdict.majority_accuracy == expected.constantAccuracy)
    #expect(verdict.p_chance == expected.chancePValue)
    #expect(verdict.p_majority == expected.constantPValue)
    #expect(String(cString: try #require(words)).hasPrefix("\(expected)"))
    try succeed { assay_confusion_verdict(matrix.pointer, &verdict, nil, $0) }
  }

  @Test(arguments: [false, true]) func `compares answers`(midP: Bool) throws {
    var comparison = assay_comparison_t()
    try succeed {
      assay_compare_predictions(
        truth, first, second, Type.int32, 60, midP, 0.95, &comparison, $0)
    }
    let right = [first, second].map { zip(truth, $0).map { $0 == $1 } }
    let test = McNemarTest(
      onlyFirstRight: zip(right[0], right[1]).filter { $0 && !$1 }.count,
      onlySecondRight: zip(right[0], right[1]).filter { !$0 && $1 }.count)
    #expect(comparison.first == Double(right[0].filter { $0 }.count) / 60)
    #expect(comparison.difference == test.difference(outOf: 60))
    #expect(comparison.low == test.differenceInterval(outOf: 60, level: 0.95)?.low)
    #expect(comparison.p_value == (midP ? test.midPValue() : test.pValue()))
    #expect(text(comparison.method).contains("McNemar"))
  }

  @Test func `compares scores`() throws {
    var comparison = assay_comparison_t()
    try succeed {
      assay_compare_scores(flags, scores, other, Type.double, 60, 0.95, &comparison, $0)
    }
    let test = try PairedDeLong(
      labels: truth.map { $0 == 1 }, first: scores, second: other)
    #expect(comparison.first == test.firstArea && comparison.second == test.secondArea)
    #expect(comparison.p_value == test.pValue)
    #expect(comparison.high == test.interval(level: 0.95)?.high)
  }
}
