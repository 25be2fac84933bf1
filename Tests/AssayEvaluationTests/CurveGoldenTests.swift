import AssayEvaluation
import TestSupport
import Testing

/// Scores of two classes, and the curves scikit-learn makes of them.
struct CurveCase: TwoTypesCase {
  let name: String
  let labels: [String]
  let positive: String
  let scores: [Double]
  let weights: [Double]?
  let expected: [String: GoldenValue]
  let float: [String: GoldenValue]?
  let refused: [String]
  let warned: [String]
}

extension CountsAtThresholds {
  fileprivate var columns: [[Double]] {
    [trueNegatives, falsePositives, falseNegatives, truePositives, thresholds]
  }
}

extension DETCurve {
  fileprivate var columns: [[Double]] { [falsePositiveRates, falseNegativeRates, thresholds] }
}

extension PrecisionRecallCurve {
  fileprivate var columns: [[Double]] { [precisions, recalls, thresholds] }
}

extension ROC {
  fileprivate var columns: [[Double]] { [falsePositiveRates, truePositiveRates, thresholds] }
}

@Suite("curves as scikit-learn") struct CurveGoldenTests {
  @Test(arguments: try ScoreCases<CurveCase>.load("curves"))
  func `counts and rates at thresholds, point by point`(golden: CurveCase) throws {
    let (y, p, w) = (golden.labels, golden.positive, golden.weights)
    let (s, f) = (golden.scores, golden.scores.floats)
    try golden.expect(
      "counts", countsAtThresholds(labels: y, scores: s, positive: p, weights: w).columns,
      float: countsAtThresholds(labels: y, scores: f, positive: p, weights: w).columns)
    let rates: [(String, @Sendable (BinaryCounts) -> Double)] = [
      ("accuracy", \.accuracy), ("f1", \.f1), ("precision", \.precision), ("jaccard", \.jaccard),
    ]
    // scikit-learn's metric works on flags; it refuses weights that cancel.
    for (name, rate) in rates {
      let double = try metricAtThresholds(
        labels: y, scores: s, positive: p, weights: w, metric: rate)
      let float = try metricAtThresholds(
        labels: y, scores: f, positive: p, weights: w, metric: rate)
      try golden.expect("at_" + name, [double.values], float: [float.values])
      #expect(double.thresholds == golden.expected["counts"]?.rows.last)
    }
  }

  @Test(arguments: try ScoreCases<CurveCase>.load("curves"))
  func `DET curves, point by point`(golden: CurveCase) throws {
    let (y, p, w) = (golden.labels, golden.positive, golden.weights)
    let (s, f) = (golden.scores, golden.scores.floats)
    for (key, drop) in [("det", false), ("det_drop", true)] {
      try golden.expect(
        key,
        detCurve(labels: y, scores: s, positive: p, weights: w, dropIntermediate: drop).columns,
        float: detCurve(labels: y, scores: f, positive: p, weights: w, dropIntermediate: drop)
          .columns)
      if Set(y).count == 1 {
        #expect(golden.refused.contains(key))
        #expect(throws: EvaluationError.self) {
          try detCurve(labels: y, scores: s, positive: p, weights: w, dropIntermediate: drop)
        }
      }
    }
  }

  @Test(arguments: try ScoreCases<CurveCase>.load("curves"))
  func `ROC and precision–recall curves, dropped and weighted below zero`(
    golden: CurveCase
  ) throws {
    func curve(_ scores: [Double]) throws -> ScoreCurve {
      var curve = ScoreCurve()
      try curve.update(
        labels: golden.labels.map { $0 == golden.positive }, scores: scores,
        weights: golden.weights)
      return curve
    }
    let double = try curve(golden.scores)
    let float = try curve(golden.scores.map { Double(Float($0)) })
    try golden.expect(
      "pr_drop", [double.precisionRecall(dropIntermediate: true).columns][0],
      float: float.precisionRecall(dropIntermediate: true).columns)
    #expect(
      golden.warned.contains("pr_drop")
        == double.warnings.contains(.noPositives(metric: "precision_recall_curve")))
    guard golden.expected["roc"] != nil else { return }
    try golden.expect("roc", double.roc().columns, float: float.roc().columns)
    try golden.expect(
      "pr", double.precisionRecall().columns, float: float.precisionRecall().columns)
    try golden.expect("ap", [[double.averagePrecision]], float: [[float.averagePrecision]])
  }

  @Test(
    arguments: try ScoreCases<CurveCase>.load("curves"),
    [("auc_05", 0.05), ("auc_30", 0.3), ("auc_70", 0.7), ("auc_100", 1)])
  func `partial areas`(golden: CurveCase, part: (key: String, limit: Double)) throws {
    let (y, p, w) = (golden.labels, golden.positive, golden.weights)
    let (s, f) = (golden.scores, golden.scores.floats)
    let area = try rocAUC(
      labels: y, scores: s, maximumFalsePositiveRate: part.limit, positive: p, weights: w)
    try golden.expect(
      part.key, [[area]],
      float: [
        [
          rocAUC(
            labels: y, scores: f, maximumFalsePositiveRate: part.limit, positive: p, weights: w)
        ]
      ])
    guard golden.warned.contains(part.key) else { return }
    #expect(area.isNaN)
    #expect(throws: EvaluationError.self) {
      try rocAUC(
        labels: y, scores: s, maximumFalsePositiveRate: part.limit, positive: p, weights: w,
        strict: true)
    }
  }
}
