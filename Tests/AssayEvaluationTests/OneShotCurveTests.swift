import AssayCore
import AssayEvaluation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Scores that are spread, tied, crowded together, few, and of both signs of zero.
enum SpreadOfScores: String, CaseIterable, Sendable {
  case spread, rounded, crowded, few, zeros, constant

  func scores(_ count: Int) -> [Double] {
    var random = RandomSource(seed: 3)
    return (0..<count).map { _ in
      let u = random.uniform()
      return switch self {
      case .spread: u - 0.5
      case .rounded: (u * 1_000).rounded() / 1_000
      case .crowded: random.below(50) == 0 ? u : 0.25 + u * 1e-12
      case .few: Double(random.below(3))
      case .zeros: u < 0.5 ? -0.0 : 0
      case .constant: 0.25
      }
    }
  }
}

@Suite("Curves in one call") struct OneShotCurveTests {
  @Test(arguments: SpreadOfScores.allCases, [0.0, 0.3, 1.0])
  func `are those of the accumulated curve, to the bit`(
    spread: SpreadOfScores, prevalence: Double
  ) throws {
    for count in [1, 2, 3, 100, 20_000] {
      let scores = spread.scores(count)
      var random = RandomSource(seed: 4)
      let labels = scores.map { _ in random.uniform() < prevalence }
      try expectSame(labels, scores)
      try expectSame(labels, scores.map { Float($0) })
    }
  }

  @Test(arguments: SpreadOfScores.allCases)
  func `are the same for any number of threads`(spread: SpreadOfScores) throws {
    let scores = spread.scores(70_003)
    var random = RandomSource(seed: 5)
    // Long runs of one class, so that points lie on straight lines across the borders of ranges.
    let labels = scores.map { $0 > 0.1 || (random.uniform() < 0.3 && $0 < 0) }
    for threads in 1...8 {
      try Workers.limited(to: threads) {
        try expectSame(labels, scores)
        try expectSame(labels, scores.map { Float($0) })
      }
    }
  }

  @Test(arguments: [511, 512, 513, 514, 1_023, 1_024, 1_025, 8_192, 16_384, 16_385])
  func `are whole wherever a block of points ends`(count: Int) throws {
    let scores = SpreadOfScores.spread.scores(count)
    for period in [1, 2, 3, count] {
      // Scores equal in the middle, and labels that change every so many rows.
      let order = scores.sorted()
      let tied = order.indices.map { (500..<530).contains($0) ? order[500] : order[$0] }
      try expectSame(order.indices.map { $0 / period % 2 == 0 }, order)
      try expectSame(order.indices.map { $0 / period % 2 == 0 }, count > 530 ? tied : order)
    }
  }

  #if os(Linux) || os(macOS)
    @Test func `are the same on narrower machines`() async {
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "portable", 1)
        try stopUnlessSame()
      }
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "avx2", 1)
        try stopUnlessSame()
      }
    }
  #endif

  @Test func `name a bad score`() {
    for bad in [Double.nan, .infinity, -.infinity] {
      let scores = [0.5, bad, 0.25]
      let labels = [1, 0, 1]
      #expect(throws: EvaluationError.self) { try rocCurve(labels: labels, scores: scores) }
      #expect(throws: EvaluationError.self) {
        try precisionRecallCurve(labels: labels, scores: scores.map { Float($0) })
      }
      do {
        _ = try averagePrecision(labels: labels, scores: scores)
        Issue.record("nothing was thrown")
      } catch {
        guard case .notFinite(field: "scores", index: 1, value: _) = error else {
          Issue.record("\(error)")
          return
        }
      }
    }
  }

  @Test func `say in strict form that there are no positives`() throws {
    let labels = [false, false]
    #expect(try averagePrecision(labels: labels, scores: [0.5, 1]) == 0)
    #expect(throws: EvaluationError.self) {
      try averagePrecision(labels: labels, scores: [0.5, 1], strict: true)
    }
  }
}

private func expectSame<Score: BinaryFloatingPoint & Sendable>(
  _ labels: [Bool], _ scores: [Score]
) throws {
  var curve = ScoreCurve()
  try curve.update(labels: labels, scores: scores.map { Double($0) })
  for drops in [true, false] {
    let roc = try rocCurve(labels: labels, scores: scores, dropIntermediate: drops)
    let kept = curve.roc(dropIntermediate: drops)
    #expect(bits(roc.falsePositiveRates) == bits(kept.falsePositiveRates))
    #expect(bits(roc.truePositiveRates) == bits(kept.truePositiveRates))
    #expect(bits(roc.thresholds) == bits(kept.thresholds))
    #expect(
      try precisionRecallCurve(labels: labels, scores: scores, dropIntermediate: drops)
        == curve.precisionRecall(dropIntermediate: drops))
  }
  #expect(try averagePrecision(labels: labels, scores: scores) == curve.averagePrecision)
}

/// Stops the process unless one-shot curves are those of the accumulated curve.
private func stopUnlessSame() throws {
  for spread in SpreadOfScores.allCases {
    let scores = spread.scores(70_003)
    let labels = scores.indices.map { $0 % 3 == 0 }
    var curve = ScoreCurve()
    try curve.update(labels: labels, scores: scores)
    let roc = try rocCurve(labels: labels, scores: scores)
    precondition(roc == curve.roc())
    let precisionRecall = try precisionRecallCurve(labels: labels, scores: scores)
    precondition(precisionRecall == curve.precisionRecall())
  }
}

/// Bits of numbers, all NaN alike.
private func bits(_ numbers: [Double]) -> [UInt64] {
  numbers.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
}
