import AssayEvaluation
import TestSupport
import Testing

/// Scores of sets of labels, and what scikit-learn reads from them.
struct LabelScoreCase: TwoTypesCase {
  let name: String
  let width: Int
  let truth: [Int]
  let scores: [Double]
  let weights: [Double]?
  let expected: [String: GoldenValue]
  let float: [String: GoldenValue]?
  let refused: [String]
  let warned: [String]

  var flags: [Bool] { truth.map { $0 == 1 } }

  var flagRows: [[Bool]] {
    stride(from: 0, to: truth.count, by: width).map { row in
      (0..<width).map { truth[row + $0] == 1 }
    }
  }

  var sets: [Set<String>] {
    flagRows.map { row in Set((0..<width).filter { row[$0] }.map { "label \($0)" }) }
  }

  var classes: [String] { (0..<width).map { "label \($0)" } }
}

@Suite("scores of sets of labels as scikit-learn") struct LabelScoreGoldenTests {
  @Test(
    arguments: try ScoreCases<LabelScoreCase>.load("labels"),
    [Average.macro, .weighted, .micro, .samples])
  func averages(golden: LabelScoreCase, average: Average) throws {
    let (y, w, k) = (golden.flagRows, golden.weights, golden.width)
    let (s, f) = (golden.scores, golden.scores.floats)
    for (key, limit) in [("auc", 1), ("partial", 0.4)] {
      let area = try rocAUC(
        labels: y, scores: s.rows(k), average: average, maximumFalsePositiveRate: limit,
        weights: w)
      try golden.expect(
        "\(key)_\(average)", [[area]],
        float: [
          [
            rocAUC(
              labels: golden.flags, scores: f, width: k, average: average,
              maximumFalsePositiveRate: limit, weights: w)
          ]
        ])
      let ofSets = try rocAUC(
        labels: golden.sets, scores: s.rows(k), average: average, maximumFalsePositiveRate: limit,
        classes: golden.classes, weights: w)
      #expect(ofSets == area || (ofSets.isNaN && area.isNaN))
      guard area.isNaN else { continue }
      #expect(throws: EvaluationError.self) {
        try rocAUC(
          labels: y, scores: s.rows(k), average: average, maximumFalsePositiveRate: limit,
          weights: w, strict: true)
      }
    }
    let precision = try averagePrecision(
      labels: y, scores: s.rows(k), average: average, weights: w)
    try golden.expect(
      "ap_\(average)", [[precision]],
      float: [
        [
          averagePrecision(
            labels: golden.flags, scores: f, width: k, average: average, weights: w)
        ]
      ])
    let ofSets = try averagePrecision(
      labels: golden.sets, scores: s.rows(k), average: average, classes: golden.classes,
      weights: w)
    #expect(ofSets == precision)
  }

  @Test(arguments: try ScoreCases<LabelScoreCase>.load("labels"))
  func `each label`(golden: LabelScoreCase) throws {
    let (y, w, k) = (golden.flagRows, golden.weights, golden.width)
    let (s, f) = (golden.scores.rows(k), golden.scores.floats.rows(k))
    for (key, limit) in [("auc_each", 1), ("partial_each", 0.4)] {
      try golden.expect(
        key,
        [rocAUCPerLabel(labels: y, scores: s, maximumFalsePositiveRate: limit, weights: w)],
        float: [
          rocAUCPerLabel(
            labels: golden.sets, scores: f, maximumFalsePositiveRate: limit,
            classes: golden.classes, weights: w)
        ])
    }
    try golden.expect(
      "ap_each", [averagePrecisionPerLabel(labels: y, scores: s, weights: w)],
      float: [
        averagePrecisionPerLabel(
          labels: golden.sets, scores: f, classes: golden.classes, weights: w)
      ])
  }

  @Test(arguments: try ScoreCases<LabelScoreCase>.load("labels"), [1, 5, 100])
  func `streams and shards read the same`(golden: LabelScoreCase, size: Int) throws {
    let (k, rows) = (golden.width, golden.truth.count / golden.width)
    func part(_ range: Range<Int>) throws -> MultilabelScores {
      var part = MultilabelScores(labelCount: k)
      let cells = (range.lowerBound * k)..<(range.upperBound * k)
      try part.update(
        truth: Array(golden.flags[cells]), scores: Array(golden.scores[cells]),
        weights: golden.weights.map { Array($0[range]) })
      return part
    }
    let whole = try part(0..<rows)
    var merged = MultilabelScores(labelCount: k)
    for start in stride(from: 0, to: rows, by: size).reversed() {
      try merged.merge(part(start..<min(rows, start + size)))
    }
    if golden.weights == nil { #expect(merged == whole) }
    let readings: [(String, (MultilabelScores) -> Double)] = [
      ("auc_macro", \.macro.rocAUC), ("auc_micro", \.micro.rocAUC),
      ("auc_weighted", \.weighted.rocAUC), ("auc_samples", \.samplesROCAUC),
      ("ap_macro", \.macro.averagePrecision), ("ap_micro", \.micro.averagePrecision),
      ("ap_weighted", \.weighted.averagePrecision), ("ap_samples", \.samplesAveragePrecision),
    ]
    for (key, reading) in readings {
      guard let value = golden.expected[key]?.rows[0][0] else { continue }
      #expect(isSameReading(reading(merged), value), "\(key): \(reading(merged)), \(value)")
      #expect(isSameReading(reading(merged), reading(whole)))
    }
  }
}
