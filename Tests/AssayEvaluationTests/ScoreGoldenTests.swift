import AssayEvaluation
import TestSupport
import Testing

private struct ScoreGolden: Decodable {
  let scores: [ScoreCase]
  let losses: [LossCase]
}

/// Scores and what scikit-learn reads from them.
struct ScoreCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [Int]
  let scores: [Double]
  let weights: [Double]?
  let auc: GoldenNumber
  let ap: GoldenNumber
  let roc: [GoldenNumbers]?
  let roc_all: [GoldenNumbers]?
  let pr: [GoldenNumbers]?
  let pr_drop: [GoldenNumbers]?

  var testDescription: String { name }
}

/// Probabilities and what scikit-learn reads from them.
struct LossCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let classes: Int
  let labels: [Int]
  let probabilities: [Double]
  let weights: [Double]?
  let expected: [String: GoldenNumber]

  var testDescription: String { name }
}

private func golden() throws -> ScoreGolden {
  try Golden.load("classification_scores.json", as: ScoreGolden.self)
}

@Suite("scores as scikit-learn") struct ScoreGoldenTests {
  @Test(arguments: try golden().scores)
  func `areas and curves`(golden: ScoreCase) throws {
    let (y, s, w) = (golden.labels, golden.scores, golden.weights)
    let auc = try rocAUC(labels: y, scores: s, weights: w)
    #expect(isClose(auc, golden.auc.value), "\(auc), golden \(golden.auc.value)")
    let ap = try averagePrecision(labels: y, scores: s, positive: 1, weights: w)
    #expect(isClose(ap, golden.ap.value), "\(ap), golden \(golden.ap.value)")
    for (key, drop) in [(golden.roc, true), (golden.roc_all, false)] {
      guard let key else { continue }
      let roc = try rocCurve(
        labels: y, scores: s, positive: 1, weights: w, dropIntermediate: drop)
      #expect(areClose(roc.falsePositiveRates, key[0].values))
      #expect(areClose(roc.truePositiveRates, key[1].values))
      #expect(areClose(roc.thresholds, key[2].values))
    }
    for (key, drop) in [(golden.pr, false), (golden.pr_drop, true)] {
      guard let key else { continue }
      let curve = try precisionRecallCurve(
        labels: y, scores: s, positive: 1, weights: w, dropIntermediate: drop)
      #expect(areClose(curve.precisions, key[0].values))
      #expect(areClose(curve.recalls, key[1].values))
      #expect(areClose(curve.thresholds, key[2].values))
    }
  }

  @Test(arguments: try golden().losses)
  func `log loss and Brier score`(golden: LossCase) throws {
    let (y, p, w) = (golden.labels, golden.probabilities, golden.weights)
    var values: [String: Double] = [:]
    if golden.expected["log_loss_float"] != nil {
      values["log_loss"] = try logLoss(labels: y, probabilities: p, weights: w)
      values["brier"] = try brierScore(labels: y, probabilities: p, weights: w)
      let float = try logLoss(labels: y, probabilities: p.map { Float($0) }, weights: w)
      let reference = golden.expected["log_loss_float"]?.value ?? .nan
      // There the logarithms themselves are Float.
      #expect(abs(float - reference) < 2e-6 * max(1, reference))
    } else {
      let width = golden.classes
      let rows = y.indices.map { Array(p[($0 * width)..<(($0 + 1) * width)]) }
      let classes = Array(0..<width)
      values["log_loss"] = try logLoss(
        labels: y, probabilities: rows, classes: classes, weights: w)
      values["brier"] = try brierScore(
        labels: y, probabilities: rows, classes: classes, weights: w)
    }
    for (key, value) in values {
      let reference = golden.expected[key]?.value ?? .nan
      #expect(isClose(value, reference), "\(key): \(value), golden \(reference)")
    }
  }
}
