import AssayEvaluation
import TestSupport
import Testing

/// Rates that scikit-learn averages, and those of each label.
struct GoldenRates: Decodable, Sendable {
  let values: [String: [GoldenNumbers]]

  init(from decoder: any Decoder) throws {
    values = try [String: GoldenLists](from: decoder).mapValues(\.lists)
  }

  /// A list of numbers or of lists.
  private struct GoldenLists: Decodable {
    let lists: [GoldenNumbers]
    init(from decoder: any Decoder) throws {
      if let lists = try? [GoldenNumbers](from: decoder) {
        self.lists = lists
      } else {
        lists = [try GoldenNumbers(from: decoder)]
      }
    }
  }

  func expect(
    _ key: String, _ values: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let golden = self.values[key]?.map(\.values) ?? []
    #expect(
      golden.count == values.count && zip(golden, values).allSatisfy { areClose($1, $0) },
      "\(key): \(values), golden \(golden)", sourceLocation: sourceLocation)
  }
}

/// A policy for nothing divided by nothing, by name.
extension ZeroDivision {
  init(golden name: String) {
    switch name {
    case "zero": self = .zero
    case "one": self = .one
    case "nan": self = .nan
    default: self = .standard
    }
  }
}

/// Labels and predictions of classes, and all that scikit-learn reads from them.
struct ClassCase<Label: Decodable & Hashable & Sendable>: Decodable, Sendable,
  CustomTestStringConvertible
{
  struct Warns: Decodable, Sendable {
    let absent: Bool
    let single: Bool
    let precision: Bool
    let recall: Bool
    let f1: Bool
  }

  struct Expected: Decodable, Sendable {
    let accuracy: GoldenNumbers
    let zeroOne: GoldenNumbers
    let hamming: GoldenNumber
    let balanced: GoldenNumbers
    let rates: GoldenRates
    let overRates: GoldenRates
    let matrices: [GoldenNumbers]?
    let each: GoldenNumbers
    let warns: Warns
    let kappa: [GoldenNumbers]?

    enum CodingKeys: String, CodingKey {
      case accuracy, hamming, balanced, rates, matrices, each, warns, kappa
      case zeroOne = "zero_one"
      case overRates = "over_rates"
    }
  }

  let name: String
  let labels: [Label]
  let predictions: [Label]
  let weights: [Double]?
  let classes: [Label]
  let over: [Label]
  let policy: String
  let beta: GoldenNumber
  let expected: Expected

  var testDescription: String { name }
}

private struct ClassGolden: Decodable {
  let integers: [ClassCase<Int>]
  let strings: [ClassCase<String>]
  let flags: [ClassCase<Bool>]
}

private func golden() throws -> ClassGolden {
  try Golden.load("label_classes.json", as: ClassGolden.self)
}

@Suite("classes as scikit-learn") struct ClassGoldenTests {
  @Test(arguments: try golden().integers)
  func `numbers`(golden: ClassCase<Int>) throws { try check(golden) }

  @Test(arguments: try golden().strings)
  func `words`(golden: ClassCase<String>) throws { try check(golden) }

  @Test(arguments: try golden().flags)
  func `flags`(golden: ClassCase<Bool>) throws { try check(golden) }

  private func check<Label>(_ golden: ClassCase<Label>) throws {
    let (y, p, w) = (golden.labels, golden.predictions, golden.weights)
    let expected = golden.expected
    #expect(
      areClose(
        [
          try accuracy(labels: y, predictions: p, weights: w),
          try accuracy(labels: y, predictions: p, normalized: false, weights: w),
        ], expected.accuracy.values))
    #expect(
      areClose(
        [
          try zeroOneLoss(labels: y, predictions: p, weights: w),
          try zeroOneLoss(labels: y, predictions: p, normalized: false, weights: w),
        ], expected.zeroOne.values))
    #expect(isClose(try hammingLoss(labels: y, predictions: p, weights: w), expected.hamming.value))
    let balanced = [false, true].map { adjusted in
      (try? balancedAccuracy(labels: y, predictions: p, adjusted: adjusted, weights: w)) ?? 99
    }
    #expect(areClose(balanced, expected.balanced.values), "\(balanced) \(expected.balanced.values)")
    let each = try multilabelConfusionMatrix(labels: y, predictions: p, weights: w)
    #expect(each.map(\.label) == golden.classes)
    #expect(areClose(each.flatMap { table($0.counts) }, expected.each.values))
    try checkRates(golden, over: nil, expected.rates)
    try checkRates(golden, over: golden.over, expected.overRates)
    try checkMatrices(golden)
    try checkKappa(golden)
    try checkWarnings(golden)
  }

  private func checkRates<Label>(
    _ golden: ClassCase<Label>, over: [Label]?, _ rates: GoldenRates
  ) throws {
    let (y, p, w) = (golden.labels, golden.predictions, golden.weights)
    let policy = ZeroDivision(golden: golden.policy)
    let beta = golden.beta.value
    let each = try precisionRecallFScoreSupport(
      labels: y, predictions: p, beta: beta, over: over, weights: w, undefined: policy)
    #expect(each.map(\.label) == (over ?? golden.classes))
    rates.expect(
      "each",
      [each.map(\.precision), each.map(\.recall), each.map(\.fScore), each.map(\.support)])
    for average in [Average.micro, .macro, .weighted] {
      let key = average.rawValue
      let together = try precisionRecallFScoreSupport(
        labels: y, predictions: p, beta: beta, average: average, over: over, weights: w,
        undefined: policy)
      let alone = [
        try precision(
          labels: y, predictions: p, average: average, over: over, weights: w, undefined: policy),
        try recall(
          labels: y, predictions: p, average: average, over: over, weights: w, undefined: policy),
        try fBetaScore(
          labels: y, predictions: p, beta: beta, average: average, over: over, weights: w,
          undefined: policy),
      ]
      rates.expect(key, alone.map { [$0] })
      #expect(areClose([together.precision, together.recall, together.fScore], alone))
      if rates.values["jaccard_" + key] != nil {
        rates.expect(
          "jaccard_" + key,
          [
            [
              try jaccardScore(
                labels: y, predictions: p, average: average, over: over, weights: w,
                undefined: policy)
            ]
          ])
      }
    }
    if rates.values["jaccard_each"] != nil {
      var matrix = try confusionMatrix(labels: y, predictions: p, weights: w)
      matrix.zeroDivision = policy
      rates.expect("jaccard_each", (over ?? golden.classes).map { [matrix[$0].jaccard] })
    }
  }

  private func checkMatrices<Label>(_ golden: ClassCase<Label>) throws {
    guard let matrices = golden.expected.matrices else {
      let names = golden.over.map { String(describing: $0) }.joined(separator: ", ")
      #expect(
        throws: EvaluationError.invalidParameter(
          name: "over", value: "{\(names)}", expected: "at least one label of the truth")
      ) {
        try confusionMatrix(
          labels: golden.labels, predictions: golden.predictions, over: golden.over,
          weights: golden.weights)
      }
      return
    }
    let matrix = try confusionMatrix(
      labels: golden.labels, predictions: golden.predictions, over: golden.over,
      weights: golden.weights)
    #expect(matrix.classes == golden.over)
    if golden.weights == nil { #expect(matrix.cells == matrices[0].values) }
    #expect(areClose(matrix.cells, matrices[0].values))
    for (by, golden) in zip([Normalization.truth, .prediction, .all], matrices.dropFirst()) {
      #expect(areClose(matrix.normalized(by), golden.values), "\(by)")
    }
  }

  private func checkKappa<Label>(_ golden: ClassCase<Label>) throws {
    guard let kappas = golden.expected.kappa else { return }
    for (over, values) in zip([golden.classes, golden.over], kappas) {
      for (how, value) in zip([KappaWeights.none, .linear, .quadratic], values.values) {
        let kappa = try cohenKappa(
          labels: golden.labels, predictions: golden.predictions, kappaWeights: how, over: over,
          weights: golden.weights)
        #expect(isClose(kappa, value), "\(how) \(over): \(kappa), golden \(value)")
      }
    }
  }

  private func checkWarnings<Label>(_ golden: ClassCase<Label>) throws {
    let matrix = try confusionMatrix(
      labels: golden.labels, predictions: golden.predictions, weights: golden.weights)
    let warns = golden.expected.warns
    let found = matrix.warnings
    let absent = found.contains { if case .absentFromTruth = $0 { true } else { false } }
    let single = found.contains { if case .singleLabel = $0 { true } else { false } }
    #expect(absent == warns.absent)
    #expect(single == warns.single)
    func isListed(_ metric: String) -> Bool {
      found.contains {
        if case .undefined(let reading) = $0 { reading.metric == metric } else { false }
      }
    }
    #expect(isListed("precision") == warns.precision)
    #expect(isListed("recall") == warns.recall)
    #expect(isListed("f1") == warns.f1)
  }
}

/// [[TN, FP], [FN, TP]], as scikit-learn writes it.
func table(_ counts: BinaryCounts) -> [Double] {
  [counts.trueNegatives, counts.falsePositives, counts.falseNegatives, counts.truePositives]
}
