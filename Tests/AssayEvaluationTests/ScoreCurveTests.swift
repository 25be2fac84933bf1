import AssayEvaluation
import Testing

@Suite("score curve") struct ScoreCurveTests {
  static let labels = [false, false, true, true]
  static let scores = [0.1, 0.4, 0.35, 0.8]

  static func curve() throws -> ScoreCurve {
    var curve = ScoreCurve()
    try curve.update(labels: labels, scores: scores)
    return curve
  }

  @Test func `has the numbers of scikit-learn's example`() throws {
    let curve = try Self.curve()
    #expect(curve.rocAUC == 0.75)
    #expect(abs(curve.averagePrecision - 5.0 / 6) < 1e-15)
    let roc = curve.roc()
    #expect(roc.falsePositiveRates == [0, 0, 0.5, 0.5, 1])
    #expect(roc.truePositiveRates == [0, 0.5, 0.5, 1, 1])
    #expect(roc.thresholds == [.infinity, 0.8, 0.4, 0.35, 0.1])
    let precisionRecall = curve.precisionRecall()
    #expect(precisionRecall.recalls == [1, 1, 0.5, 0.5, 0])
    #expect(precisionRecall.precisions == [0.5, 2.0 / 3, 0.5, 1, 1])
    #expect(precisionRecall.thresholds == [0.1, 0.35, 0.4, 0.8])
  }

  @Test func `ties count half, and zero has no sign`() throws {
    var curve = ScoreCurve()
    try curve.update(labels: [true, false], scores: [0.0, -0.0])
    #expect(curve.points.count == 1)
    #expect(curve.rocAUC == 0.5)
  }

  @Test func `is the same in any order and any split`() throws {
    var random = SystemLike(state: 7)
    var labels: [Bool] = []
    var scores: [Double] = []
    for _ in 0..<10_000 {
      labels.append(random.next() % 3 == 0)
      scores.append(Double(random.next() % 700) / 700)
    }
    var whole = ScoreCurve()
    try whole.update(labels: labels, scores: scores)
    var parts = ScoreCurve()
    var other = ScoreCurve()
    for row in labels.indices.reversed() {
      if row % 7 == 0 {
        try other.update(labels: [labels[row]], scores: [scores[row]])
      } else {
        try parts.update(labels: [labels[row]], scores: [scores[row]])
      }
    }
    other.merge(parts)
    #expect(whole == other)
    #expect(whole.rocAUC == other.rocAUC)
    var pairs = 0
    for one in labels.indices.prefix(800) where labels[one] {
      for two in labels.indices.prefix(800) where !labels[two] {
        pairs += scores[one] > scores[two] ? 2 : scores[one] == scores[two] ? 1 : 0
      }
    }
    var small = ScoreCurve()
    try small.update(labels: Array(labels.prefix(800)), scores: Array(scores.prefix(800)))
    #expect(small.rocAUC == Double(pairs) / (2 * small.positives * small.negatives))
  }

  @Test func `counts at a threshold call equal scores positive`() throws {
    let counts = try Self.curve().counts(atThreshold: 0.4)
    #expect(counts.truePositives == 1)
    #expect(counts.falsePositives == 1)
    #expect(counts.falseNegatives == 1)
    #expect(counts.trueNegatives == 1)
    #expect(try Self.curve().counts(atThreshold: .nan).predictedPositives == 0)
  }

  @Test func `one class alone has no area, and says so`() throws {
    #expect(try rocAUC(labels: [1, 1], scores: [0.1, 0.2]).isNaN)
    #expect(throws: EvaluationError.self) {
      try rocAUC(labels: [true, true], scores: [0.1, 0.2], strict: true)
    }
    var curve = ScoreCurve()
    try curve.update(labels: [false, false], scores: [0.1, 0.2])
    #expect(curve.rocAUC.isNaN)
    #expect(curve.averagePrecision == 0)
    #expect(
      curve.undefined == [
        UndefinedReading(metric: "roc_auc", reason: .absentFromTruth),
        UndefinedReading(metric: "average_precision", reason: .absentFromTruth),
      ])
    #expect(ScoreCurve().rocAUC.isNaN)
    #expect(ScoreCurve().averagePrecision.isNaN)
    #expect(ScoreCurve().roc().thresholds == [.infinity])
    #expect(ScoreCurve().precisionRecall().recalls == [0])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a score that is not finite is named with its row`(score: Double) throws {
    var curve = try Self.curve()
    do {
      try curve.update(labels: [true, false, true], scores: [0, 0, score])
      Issue.record("took \(score)")
    } catch EvaluationError.notFinite(let field, let index, let value) {
      #expect(field == "scores")
      #expect(index == 2)
      #expect(value.isNaN == score.isNaN)
    }
    #expect(try curve == Self.curve())
  }

  @Test func `rows of weight zero are left out`() throws {
    var curve = ScoreCurve()
    try curve.update(labels: [true, false, true], scores: [3, 2, 1], weights: [1, 2, 0])
    #expect(curve.points.map(\.score) == [3, 2])
    #expect(curve.rocAUC == 1)
  }

  @Test func `the complement is the other class's curve`() throws {
    var curve = ScoreCurve()
    try curve.update(labels: [false, true, true], scores: [0.25, 0.5, 0.75])
    #expect(curve.complement.points.map(\.score) == [0.75, 0.5, 0.25])
    #expect(curve.complement.rocAUC == 1)
    #expect(curve.complement.positives == 1)
  }
}

/// A small generator, for tests that need no quality.
struct SystemLike: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
