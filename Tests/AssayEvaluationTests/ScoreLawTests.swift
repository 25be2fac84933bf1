import AssayCore
import AssayEvaluation
import TestSupport
import Testing

/// Rows of several classes to try laws on.
private struct ClassRows {
  var truth: [Int]
  var scores: [[Double]]
  var weights: [Double]?

  func rows(_ chosen: [Int]) -> ClassRows {
    ClassRows(
      truth: chosen.map { truth[$0] }, scores: chosen.map { scores[$0] },
      weights: weights.map { weights in chosen.map { weights[$0] } })
  }
}

/// A reading of the scores of four classes, by name.
struct ClassReading: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Whether multiplying all weights leaves it as it is.
  var isMean = true
  /// Whether it takes weights.
  var isWeighted = true
  let read: @Sendable ([Int], [[Double]], [Double]?) throws -> Double

  static let classes = [0, 1, 2, 3]

  static let all: [ClassReading] = {
    var all: [ClassReading] = []
    for average in [Average.macro, .weighted, .micro] {
      all.append(
        ClassReading(testDescription: "area, \(average)") { y, s, w in
          try rocAUC(
            labels: y, scores: s, multiClass: .oneVsRest, average: average, classes: classes,
            weights: w)
        })
    }
    for average in [Average.macro, .weighted, .micro, .samples] {
      all.append(
        ClassReading(testDescription: "average precision, \(average)") { y, s, w in
          try averagePrecision(labels: y, scores: s, average: average, classes: classes, weights: w)
        })
    }
    for average in [Average.macro, .weighted] {
      all.append(
        ClassReading(testDescription: "area one vs one, \(average)", isWeighted: false) { y, s, _ in
          try rocAUC(
            labels: y, scores: s, multiClass: .oneVsOne, average: average, classes: classes)
        })
    }
    for k in 1...3 {
      all.append(
        ClassReading(testDescription: "top \(k)") { y, s, w in
          try topKAccuracy(labels: y, scores: s, k: k, classes: classes, weights: w)
        })
    }
    all += [
      ClassReading(testDescription: "hits", isMean: false) { y, s, w in
        try topKAccuracy(
          labels: y, scores: s, normalize: false, classes: classes, weights: w)
      },
      ClassReading(testDescription: "hinge loss") { y, s, w in
        try hingeLoss(labels: y, decisions: s, classes: classes, weights: w)
      },
      ClassReading(testDescription: "D² log loss") { y, s, w in
        try d2LogLoss(labels: y, probabilities: s, classes: classes, weights: w)
      },
      ClassReading(testDescription: "D² Brier score") { y, s, w in
        try d2BrierScore(labels: y, probabilities: s, classes: classes, weights: w)
      },
      ClassReading(testDescription: "Brier score, halved") { y, s, w in
        try brierScore(
          labels: y, probabilities: s, scaledByHalf: true, classes: classes, weights: w)
      },
      ClassReading(testDescription: "total log loss", isMean: false) { y, s, w in
        try totalLogLoss(labels: y, probabilities: s, classes: classes, weights: w)
      },
      ClassReading(testDescription: "partial area of one class") { y, s, w in
        try rocAUC(
          labels: y, scores: s.map { $0[2] }, maximumFalsePositiveRate: 0.2, positive: 2,
          weights: w)
      },
      ClassReading(testDescription: "best F1 of one class") { y, s, w in
        try metricAtThresholds(labels: y, scores: s.map { $0[2] }, positive: 2, weights: w) {
          $0.f1
        }.values.max() ?? .nan
      },
      ClassReading(testDescription: "equal error of one class") { y, s, w in
        let det = try detCurve(labels: y, scores: s.map { $0[2] }, positive: 2, weights: w)
        return zip(det.falsePositiveRates, det.falseNegativeRates).map { max($0, $1) }.min() ?? .nan
      },
    ]
    return all
  }()
}

@Suite("laws of scores") struct ScoreLawTests {
  /// Rows that add up to 1 in 64ths, tied or hardly.
  private static func rows(tied: Bool, weighting: String?, seed: UInt64) -> ClassRows {
    var random = RandomSource(seed: seed)
    let count = 90
    let truth = (0..<count).map { _ in min(random.below(5), 3) }
    let scores = truth.map { truth in
      let grain = tied ? 8 : 1 << 20
      var parts = [0, 0, 0, 0]
      var left = grain
      for place in [(truth + random.below(2)) % 4, (truth + 1 + random.below(3)) % 4, truth] {
        let part = random.below(left + 1)
        parts[place] += part
        left -= part
      }
      parts[3 - truth] += left
      return parts.map { Double($0) / Double(grain) }
    }
    let weights = weighting.map { kind in
      (0..<count).map { _ in
        kind == "whole" ? Double(random.below(4)) : 0.05 + random.uniform()
      }
    }
    return ClassRows(truth: truth, scores: scores, weights: weights)
  }

  private static var samples: [ClassRows] {
    [
      rows(tied: true, weighting: nil, seed: 1), rows(tied: false, weighting: nil, seed: 2),
      rows(tied: true, weighting: "whole", seed: 3), rows(tied: false, weighting: "whole", seed: 4),
      rows(tied: true, weighting: "any", seed: 5), rows(tied: false, weighting: "any", seed: 6),
    ]
  }

  @Test(arguments: ClassReading.all)
  func `the order of rows does not show`(reading: ClassReading) throws {
    for rows in Self.samples {
      let value = try reading.read(rows.truth, rows.scores, rows.weights)
      #expect(value.isFinite)
      let order = Array(rows.truth.indices.reversed())
      let turned = rows.rows(order)
      #expect(
        isSameReading(try reading.read(turned.truth, turned.scores, turned.weights), value))
    }
  }

  @Test(arguments: ClassReading.all.filter(\.isWeighted))
  func `a whole weight is that many rows, and none is no row`(reading: ClassReading) throws {
    for rows in Self.samples where rows.weights?.allSatisfy({ $0 == $0.rounded() }) == true {
      let repeated = rows.rows(
        rows.truth.indices.flatMap { Array(repeating: $0, count: Int(rows.weights?[$0] ?? 1)) })
      #expect(
        isSameReading(
          try reading.read(rows.truth, rows.scores, rows.weights),
          try reading.read(repeated.truth, repeated.scores, nil)))
    }
  }

  @Test(arguments: ClassReading.all.filter { $0.isWeighted && $0.isMean })
  func `all weights may be multiplied`(reading: ClassReading) throws {
    for rows in Self.samples {
      let ones = rows.weights ?? rows.truth.map { _ in 1 }
      let value = try reading.read(rows.truth, rows.scores, rows.weights)
      for factor in [1, 4, 0.37] {
        #expect(
          isSameReading(
            try reading.read(rows.truth, rows.scores, ones.map { $0 * factor }), value))
      }
    }
  }

  @Test func `classes may change places`() throws {
    let rows = Self.rows(tied: false, weighting: "any", seed: 8)
    let moved = [2, 0, 3, 1]
    let truth = rows.truth.map { moved[$0] }
    let scores = rows.scores.map { row in
      var result = [0.0, 0, 0, 0]
      for (place, score) in row.enumerated() { result[moved[place]] = score }
      return result
    }
    // Those of one class name it, and rows tied at 0 put the later class first.
    let names = ["top", "hits", "of one class"]
    for reading in ClassReading.all
    where !names.contains(where: { reading.testDescription.contains($0) }) {
      #expect(
        isSameReading(
          try reading.read(truth, scores, rows.weights),
          try reading.read(rows.truth, rows.scores, rows.weights)),
        "\(reading.testDescription)")
    }
  }

  @Test func `an area against each other is one against the rest, of two classes`() throws {
    // With rows of two classes alone, the pair is all there is.
    let rows = Self.rows(tied: true, weighting: nil, seed: 9)
    let pair = rows.rows(rows.truth.indices.filter { rows.truth[$0] < 2 })
    let one = try rocAUC(
      labels: pair.truth.map { $0 == 0 }, scores: pair.scores.map { $0[0] },
      maximumFalsePositiveRate: 1)
    let other = try rocAUC(
      labels: pair.truth.map { $0 == 1 }, scores: pair.scores.map { $0[1] },
      maximumFalsePositiveRate: 1)
    let both = try rocAUC(
      labels: pair.truth, scores: pair.scores, multiClass: .oneVsOne, classes: [0, 1, 2, 3])
    #expect(isSameReading(both, (one + other) / 2))
  }

  @Test func `one pass of D² compares with the null model's own losses`() throws {
    let rows = Self.rows(tied: false, weighting: "any", seed: 10)
    var totals = [0.0, 0, 0, 0]
    for (truth, weight) in zip(rows.truth, rows.weights ?? []) { totals[truth] += weight }
    let null = NullModel(classTotals: totals)
    let constant = rows.truth.map { _ in null.probabilities }
    let (y, w) = (rows.truth, rows.weights)
    #expect(
      isSameReading(try logLoss(labels: y, probabilities: constant, weights: w), null.logLoss))
    #expect(
      isSameReading(
        try brierScore(labels: y, probabilities: constant, weights: w), null.brierScore))
    #expect(try abs(d2LogLoss(labels: y, probabilities: constant, weights: w)) < 1e-12)
    #expect(try abs(d2BrierScore(labels: y, probabilities: constant, weights: w)) < 1e-12)
  }
}
