import AssayCore
import AssayEvaluation
import TestSupport
import Testing

/// A label of one's own.
enum Animal: String, LosslessStringConvertible, CaseIterable {
  case cat, dog, emu, fox, gnu

  init?(_ description: String) { self.init(rawValue: description) }
  var description: String { rawValue }
}

@Suite("laws of encoding") struct EncodingLawTests {
  private static func areSame(_ one: ClassifierStatistics, _ other: ClassifierStatistics) -> Bool {
    Metric<ClassifierStatistics>.all.allSatisfy { isSameReading(one[$0], other[$0]) }
  }

  private static func areSame(_ one: ScoreCurve, _ other: ScoreCurve) -> Bool {
    one.points.map(\.score) == other.points.map(\.score)
      && zip(one.points, other.points).allSatisfy {
        isSameReading($0.positives, $1.positives) && isSameReading($0.negatives, $1.negatives)
      }
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `a classifier's statistics`(rows: ClassifierRows) throws {
    let kind = EncodedLaw<ClassifierStatistics>(
      empty: { try ClassifierStatistics(classCount: $0.classCount, positive: 0, threshold: 0.25) },
      add: { seen, rows in
        try seen.update(
          truth: rows.truth, outputs: rows.outputs, width: rows.width, weights: rows.weights)
      })
    try kind.expectLaws(of: rows, isExact: rows.weights == nil, same: Self.areSame)
    let counts = EncodedLaw<ClassifierStatistics>(
      empty: { try ClassifierStatistics(classCount: $0.classCount, parts: .counts) },
      add: kind.add)
    try counts.expectLaws(of: rows)
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `a classifier's evaluation`(rows: ClassifierRows) throws {
    let kind = EncodedLaw<ClassifierEvaluation<Animal>>(
      empty: {
        try ClassifierEvaluation(
          classes: Array(Animal.allCases.reversed().prefix($0.classCount)),
          trainingMajority: .gnu)
      },
      add: { seen, rows in
        let classes = seen.classes
        try seen.update(
          labels: rows.truth.map { classes[Int($0)] }, outputs: rows.outputs, width: rows.width,
          weights: rows.weights)
      })
    try kind.expectLaws(of: rows, isExact: rows.weights == nil) {
      $0.classes == $1.classes && $0.trainingMajority == $1.trainingMajority
        && Self.areSame($0.statistics, $1.statistics)
    }
  }

  private static func matrices<Label: LosslessStringConvertible & Hashable & Sendable>(
    of label: @escaping (Int) -> Label
  ) -> [EncodedLaw<ConfusionMatrix<Label>>] {
    let add = { (seen: inout ConfusionMatrix<Label>, rows: ClassifierRows) in
      try seen.update(
        labels: rows.truth.map { label(Int($0)) },
        predictions: rows.predictions.map { label(Int($0)) }, weights: rows.weights)
    }
    return [
      EncodedLaw(empty: { _ in ConfusionMatrix() }, add: add),
      EncodedLaw(
        empty: {
          var matrix = try ConfusionMatrix(
            classes: (0..<$0.classCount).reversed().map(label), positive: label(0))
          matrix.zeroDivision = .nan
          return matrix
        }, add: add),
      EncodedLaw(
        empty: { _ in
          var matrix = ConfusionMatrix<Label>()
          try matrix.setPositive(label(1))
          return matrix
        }, add: add),
    ]
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `confusion matrices of all kinds of labels`(rows: ClassifierRows) throws {
    for kind in Self.matrices(of: { $0 * 7 - 9 }) { try kind.expectLaws(of: rows) }
    for kind in Self.matrices(of: { ["", "ä b", "c\u{0}", "日", "😀"][$0] }) {
      try kind.expectLaws(of: rows)
    }
    for kind in Self.matrices(of: { Animal.allCases[$0] }) { try kind.expectLaws(of: rows) }
    if rows.classCount == 2 {
      for kind in Self.matrices(of: { $0 == 1 }) { try kind.expectLaws(of: rows) }
    }
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `score curves`(rows: ClassifierRows) throws {
    let kind = EncodedLaw<ScoreCurve>(
      empty: { _ in ScoreCurve() },
      add: { try $0.update(labels: $1.labels, scores: $1.scores, weights: $1.weights) })
    try kind.expectLaws(of: rows, isExact: rows.weights == nil, same: Self.areSame)
    let logits = EncodedLaw<ScoreCurve>(
      empty: { _ in ScoreCurve() },
      add: { seen, rows in
        try seen.update(
          labels: rows.labels, scores: rows.scores.map { ($0 - 0.3) * 1e3 / 7 },
          weights: rows.weights)
      })
    try logits.expectLaws(of: rows, isExact: rows.weights == nil, same: Self.areSame)
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `score histograms`(rows: ClassifierRows) throws {
    for scale in [ScoreScale.probabilities, .uniform(-0.1...1.5)] {
      let kind = EncodedLaw<ScoreHistogram>(
        empty: { _ in try ScoreHistogram(scale: scale, binCount: 128) },
        add: { try $0.update(labels: $1.labels, scores: $1.scores) })
      try kind.expectLaws(of: rows)
    }
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `losses of probabilities`(rows: ClassifierRows) throws {
    let kind = EncodedLaw<ProbabilityLosses>(
      empty: { try ProbabilityLosses(classCount: $0.classCount) },
      add: { seen, rows in
        try seen.update(
          truth: rows.truth.map(Int.init), probabilities: rows.outputs, width: rows.width,
          weights: rows.weights)
      })
    try kind.expectLaws(of: rows)
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `statistics of sets of labels, of masks and of numbers`(rows: ClassifierRows) throws {
    let sets = EncodedLaw<MultilabelStatistics>(
      empty: { MultilabelStatistics(labelCount: $0.width, threshold: 0.2) },
      add: { seen, rows in
        let truth = (0..<rows.count).flatMap { row in
          (0..<rows.width).map { Int(rows.truth[row]) == $0 }
        }
        try seen.update(truth: truth, scores: rows.outputs, weights: rows.weights)
      })
    try sets.expectLaws(of: rows)
    let masks = EncodedLaw<MaskStatistics>(
      empty: { _ in
        var masks = MaskStatistics(threshold: 0.4)
        masks.zeroDivision = .one
        return masks
      },
      add: { try $0.update(truth: $1.labels, scores: $1.scores) })
    try masks.expectLaws(of: rows)
    let numbers = EncodedLaw<RegressionStatistics>(
      empty: { _ in RegressionStatistics() },
      add: { seen, rows in
        try seen.update(
          truth: rows.truth.map { 0.1 - Double($0) }, predictions: rows.scores.map { $0 * -3 },
          weights: rows.weights)
      })
    try numbers.expectLaws(of: rows)
  }

  @Test(arguments: ClassifierRows.encodedRows)
  func `counts of one label, and of rows that weigh`(rows: ClassifierRows) throws {
    let counts = EncodedLaw<BinaryCounts>(
      empty: { _ in BinaryCounts() },
      add: { seen, rows in
        var matrix = ConfusionMatrix<Int32>()
        // Weights that are multiples of a power of two add up without rounding.
        let weights = rows.weights.map { $0.map { ($0 * 64).rounded() / 64 } }
        try matrix.update(labels: rows.truth, predictions: rows.predictions, weights: weights)
        seen.merge(matrix[1])
      })
    try counts.expectLaws(of: rows)
    let effective = EncodedLaw<EffectiveCount>(
      empty: { _ in EffectiveCount() },
      add: { seen, rows in for weight in rows.weights ?? [] { seen.add(weight) } })
    try effective.expectLaws(of: rows)
  }

  @Test func `shards that saw other classes unite`() throws {
    var one = ConfusionMatrix<String>()
    try one.update(labels: ["b", "d"], predictions: ["d", "d"])
    var other = ConfusionMatrix<String>()
    try other.update(labels: ["a", "c"], predictions: ["d", "c"], weights: [0.5, -2])
    var both = ConfusionMatrix<String>()
    try both.update(
      labels: ["a", "b", "c", "d"], predictions: ["d", "d", "c", "d"], weights: [0.5, 1, -2, 1])
    var merged = try ConfusionMatrix<String>(decoding: one.encoded)
    merged.merge(try ConfusionMatrix(decoding: other.encoded))
    #expect(merged == both)
    #expect(merged.encoded == both.encoded)
    #expect(merged.isOpen)
  }

  @Test func `classes found take the order of the type they are decoded as`() throws {
    var numbers = ConfusionMatrix<Int>()
    try numbers.update(labels: [2, 10, 10, 9], predictions: [10, 10, 2, 9])
    let texts = try ConfusionMatrix<String>(decoding: numbers.encoded)
    #expect(texts.classes == ["10", "2", "9"])
    var expected = ConfusionMatrix<String>()
    try expected.update(labels: ["2", "10", "10", "9"], predictions: ["10", "10", "2", "9"])
    #expect(texts == expected)
  }
}
