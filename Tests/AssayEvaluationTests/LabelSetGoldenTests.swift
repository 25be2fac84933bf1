import AssayEvaluation
import TestSupport
import Testing

/// Rows of flags, and all that scikit-learn reads from them.
struct LabelSetCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Expected: Decodable, Sendable {
    let accuracy: GoldenNumbers
    let zeroOne: GoldenNumbers
    let hamming: GoldenNumber
    let rates: GoldenRates
    let each: GoldenNumbers
    let rows: GoldenNumbers

    enum CodingKeys: String, CodingKey {
      case accuracy, hamming, rates, each, rows
      case zeroOne = "zero_one"
    }
  }

  let name: String
  let width: Int
  let truth: [Int]
  let predictions: [Int]
  let weights: [Double]?
  let over: [Int]?
  let policy: String
  let beta: GoldenNumber
  let expected: Expected

  var testDescription: String { name }

  /// A column as rows of flags.
  static func flags(_ values: [Int], width: Int) -> [[Bool]] {
    stride(from: 0, to: values.count, by: width).map { start in
      values[start..<(start + width)].map { $0 == 1 }
    }
  }

  /// A column as sets of positions.
  static func sets(_ values: [Int], width: Int) -> [Set<Int>] {
    flags(values, width: width).map { row in Set(row.indices.filter { row[$0] }) }
  }
}

private struct LabelSetGolden: Decodable {
  let sets: [LabelSetCase]
}

@Suite("sets of labels as scikit-learn") struct LabelSetGoldenTests {
  @Test(arguments: try Golden.load("label_sets.json", as: LabelSetGolden.self).sets)
  func `sets and rows of flags`(golden: LabelSetCase) throws {
    try check(
      golden, LabelSetCase.flags(golden.truth, width: golden.width),
      LabelSetCase.flags(golden.predictions, width: golden.width))
    try check(
      golden, LabelSetCase.sets(golden.truth, width: golden.width),
      LabelSetCase.sets(golden.predictions, width: golden.width))
  }

  private func check<Row: LabelSet & Sendable>(
    _ golden: LabelSetCase, _ y: [Row], _ p: [Row]
  ) throws where Row.Label == Int {
    let (w, policy, beta) = (
      golden.weights, ZeroDivision(golden: golden.policy), golden.beta.value
    )
    // A label that never occurs is a position all the same.
    let all = golden.over ?? Array(0..<golden.width)
    let rates = golden.expected.rates
    #expect(
      areClose(
        [
          try accuracy(labels: y, predictions: p, weights: w),
          try accuracy(labels: y, predictions: p, normalized: false, weights: w),
        ], golden.expected.accuracy.values))
    #expect(
      areClose(
        [
          try zeroOneLoss(labels: y, predictions: p, weights: w),
          try zeroOneLoss(labels: y, predictions: p, normalized: false, weights: w),
        ], golden.expected.zeroOne.values))
    let loss = try hammingLoss(
      labels: y, predictions: p, over: Array(0..<golden.width), weights: w)
    #expect(isClose(loss, golden.expected.hamming.value))
    let each = try multilabelConfusionMatrix(labels: y, predictions: p, over: all, weights: w)
    #expect(each.map(\.label) == all)
    #expect(areClose(each.flatMap { table($0.counts) }, golden.expected.each.values))
    let rows = try samplewiseConfusionMatrix(labels: y, predictions: p, over: all, weights: w)
    #expect(areClose(rows.flatMap(table), golden.expected.rows.values))

    let readings = try precisionRecallFScoreSupport(
      labels: y, predictions: p, beta: beta, over: all, weights: w, undefined: policy)
    rates.expect(
      "each",
      [
        readings.map(\.precision), readings.map(\.recall), readings.map(\.fScore),
        readings.map(\.support),
      ])
    for average in [Average.micro, .macro, .weighted, .samples] {
      let key = average.rawValue
      let alone = [
        try precision(
          labels: y, predictions: p, average: average, over: all, weights: w, undefined: policy),
        try recall(
          labels: y, predictions: p, average: average, over: all, weights: w, undefined: policy),
        try fBetaScore(
          labels: y, predictions: p, beta: beta, average: average, over: all, weights: w,
          undefined: policy),
      ]
      rates.expect(key, alone.map { [$0] })
      let together = try precisionRecallFScoreSupport(
        labels: y, predictions: p, beta: beta, average: average, over: all, weights: w,
        undefined: policy)
      #expect(areClose([together.precision, together.recall, together.fScore], alone))
      if rates.values["jaccard_" + key] != nil {
        let index = try jaccardScore(
          labels: y, predictions: p, average: average, over: all, weights: w, undefined: policy)
        rates.expect("jaccard_" + key, [[index]])
      }
    }
  }
}
