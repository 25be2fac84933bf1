import AssayEvaluation
import TestSupport
import Testing

private struct HistogramGolden: Decodable {
  let edges: [Double]
  let cases: [HistogramCase]
}

/// Scores, what scikit-learn reads from them, and its confusion matrices at some edges of bins.
struct HistogramCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [Int]
  let scores: [Double]
  let auc: GoldenNumber
  let ap: GoldenNumber
  let at_edges: [[Double]]

  var testDescription: String { name }
}

private func golden() throws -> HistogramGolden {
  try Golden.load("score_histograms.json", as: HistogramGolden.self)
}

@Suite("score histograms and scikit-learn") struct HistogramGoldenTests {
  @Test(arguments: try golden().cases)
  func `the bounds enclose its areas, and counts at edges are its counts`(
    golden: HistogramCase
  ) throws {
    let labels = golden.labels.map { $0 == 1 }
    let (auc, ap) = (golden.auc.value, golden.ap.value)
    let edges = try AssayEvaluationTests.golden().edges
    for (scale, binCount) in [
      (ScoreScale.probabilities, 64), (.probabilities, 8_192), (.uniform(0...1), 16),
      (.uniform(0...1), 4_096),
    ] {
      var seen = try ScoreHistogram(scale: scale, binCount: binCount)
      try seen.update(labels: labels, scores: golden.scores)
      var floats = try ScoreHistogram(scale: scale, binCount: binCount)
      try floats.update(labels: labels, scores: golden.scores.map { Float($0) })
      #expect(floats == seen)
      let area = seen.rocAUC
      #expect(area.low - 1e-15 <= auc && auc <= area.high + 1e-15, "\(area), golden \(auc)")
      let average = seen.averagePrecision
      #expect(average.low <= ap && ap <= average.high, "\(average), golden \(ap)")
      for (edge, cells) in zip(edges, golden.at_edges) {
        guard let counts = seen.counts(atThreshold: edge) else {
          // The end of the scale may lie within the last bin; nothing else here may.
          #expect(edge == 1)
          continue
        }
        #expect(
          [
            counts.trueNegatives, counts.falsePositives, counts.falseNegatives,
            counts.truePositives,
          ] == cells)
      }
    }
  }

  @Test func `many bins come close`() throws {
    for golden in try golden().cases where golden.scores.count == 150 {
      var seen = ScoreHistogram()
      try seen.update(labels: golden.labels.map { $0 == 1 }, scores: golden.scores)
      if golden.name.contains("even") || golden.name.contains("rare") {
        #expect(abs(seen.rocAUC.value - golden.auc.value) < 1e-3)
        #expect(seen.rocAUC.spread < 2e-3)
      }
    }
  }
}
