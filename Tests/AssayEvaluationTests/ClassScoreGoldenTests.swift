import AssayEvaluation
import TestSupport
import Testing

/// Probabilities of several classes, and the areas scikit-learn reads from them.
struct ClassScoreCase: TwoTypesCase {
  let name: String
  let labels: [String]
  let classes: [String]
  let scores: [Double]
  let weights: [Double]?
  let expected: [String: GoldenValue]
  let float: [String: GoldenValue]?
  let refused: [String]
  let warned: [String]

  var width: Int { classes.count }
}

@Suite("scores of classes as scikit-learn") struct ClassScoreGoldenTests {
  @Test(arguments: try ScoreCases<ClassScoreCase>.load("classes"))
  func `areas one against the rest`(golden: ClassScoreCase) throws {
    let (y, c, w, k) = (golden.labels, golden.classes, golden.weights, golden.width)
    let (s, f) = (golden.scores, golden.scores.floats)
    for average in [Average.macro, .weighted, .micro] {
      let key = "ovr_\(average)"
      let area = try rocAUC(
        labels: y, scores: s.rows(k), multiClass: .oneVsRest, average: average, classes: c,
        weights: w)
      try golden.expect(
        key, [[area]],
        float: [
          [
            rocAUC(
              labels: y, scores: f.rows(k), multiClass: .oneVsRest, average: average, classes: c,
              weights: w)
          ]
        ])
      let flat = try rocAUC(
        labels: y, scores: s, width: k, multiClass: .oneVsRest, average: average, classes: c,
        weights: w)
      #expect(flat == area || (flat.isNaN && area.isNaN))
      guard area.isNaN else { continue }
      #expect(throws: EvaluationError.self) {
        try rocAUC(
          labels: y, scores: s, width: k, multiClass: .oneVsRest, average: average, classes: c,
          weights: w, strict: true)
      }
    }
    try golden.expect(
      "ovr_each", [rocAUCPerClass(labels: y, scores: s.rows(k), classes: c, weights: w)],
      float: [rocAUCPerClass(labels: y, scores: f, width: k, classes: c, weights: w)])
  }

  @Test(arguments: try ScoreCases<ClassScoreCase>.load("classes"))
  func `areas one against one`(golden: ClassScoreCase) throws {
    let (y, c, k) = (golden.labels, golden.classes, golden.width)
    let (s, f) = (golden.scores, golden.scores.floats)
    for average in [Average.macro, .weighted] {
      try golden.expect(
        "ovo_\(average)",
        [
          [
            rocAUC(
              labels: y, scores: s.rows(k), multiClass: .oneVsOne, average: average, classes: c)
          ]
        ],
        float: [
          [
            rocAUC(
              labels: y, scores: f, width: k, multiClass: .oneVsOne, average: average, classes: c)
          ]
        ])
    }
  }

  @Test(arguments: try ScoreCases<ClassScoreCase>.load("classes"))
  func `average precisions`(golden: ClassScoreCase) throws {
    let (y, c, w, k) = (golden.labels, golden.classes, golden.weights, golden.width)
    let (s, f) = (golden.scores, golden.scores.floats)
    for average in [Average.macro, .weighted, .micro, .samples] {
      let rows = try averagePrecision(
        labels: y, scores: s.rows(k), average: average, classes: c, weights: w)
      try golden.expect(
        "ap_\(average)", [[rows]],
        float: [
          [
            averagePrecision(
              labels: y, scores: f.rows(k), average: average, classes: c, weights: w)
          ]
        ])
      #expect(
        try averagePrecision(
          labels: y, scores: s, width: k, average: average, classes: c, weights: w) == rows)
    }
    try golden.expect(
      "ap_each", [averagePrecisionPerClass(labels: y, scores: s.rows(k), classes: c, weights: w)],
      float: [averagePrecisionPerClass(labels: y, scores: f, width: k, classes: c, weights: w)])
  }

  @Test(arguments: try ScoreCases<ClassScoreCase>.load("classes"))
  func `statistics read the same averages`(golden: ClassScoreCase) throws {
    var seen = try ClassifierStatistics(classCount: golden.width)
    let truth = golden.labels.map { Int32(golden.classes.firstIndex(of: $0) ?? -1) }
    try seen.update(
      truth: truth, outputs: golden.scores, width: golden.width, weights: golden.weights)
    let metrics: [(String, Metric<ClassifierStatistics>)] = [
      ("ovr_macro", .rocAUCOneVsRest), ("ovr_weighted", .weightedROCAUCOneVsRest),
      ("ap_macro", .macroAveragePrecision), ("ap_weighted", .weightedAveragePrecision),
    ]
    for (key, metric) in metrics {
      guard let value = golden.expected[key]?.rows[0][0] else { continue }
      #expect(isSameReading(seen[metric], value), "\(key): \(seen[metric]), golden \(value)")
      if value.isNaN {
        #expect(seen.undefined.contains { $0.metric == metric.name })
      }
    }
    if let micro = golden.expected["ovr_micro"]?.rows[0][0] {
      #expect(isSameReading(seen.averagedCurves(.micro).rocAUC, micro))
    }
  }
}
