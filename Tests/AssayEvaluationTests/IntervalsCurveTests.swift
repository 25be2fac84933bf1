import Testing

@testable import AssayEvaluation

@Suite("Intervals of curves") struct IntervalsCurveTests {
  @Test func `DeLong's error and interval agree with the definition over all pairs`() throws {
    for curve in try IntervalsGolden.load().curves {
      let found = DeLong(
        positives: curve.positives.map(Double.init), negatives: curve.negatives.map(Double.init))
      #expect((found.area - curve.area).magnitude < 1e-15)
      #expect(relativeError(try #require(found.standardError), curve.error) < 1e-12)
      let interval = try #require(found.interval())
      #expect((interval.low - curve.logit[0]).magnitude < 1e-12)
      #expect((interval.high - curve.logit[1]).magnitude < 1e-12)
      #expect(interval.method == .deLong(.logit))
      let plain = try #require(found.interval(scale: .plain))
      #expect((plain.low + plain.high - 2 * curve.area).magnitude < 1e-12)
    }
  }

  @Test func `DeLong's interval of a published example is the published one`() throws {
    // The outcome of 113 patients by the five grades of the WFNS, the data set `aSAH` of pROC
    // (N. Turck et al., 2010; X. Robin et al., 2011), and `ci.auc` of pROC's own tests.
    let grades = DeLong(positives: [18, 8, 1, 12, 2], negatives: [4, 8, 3, 20, 37])
    #expect((grades.area - 0.823678861788618).magnitude < 1e-14)
    let interval = try #require(grades.interval(scale: .plain))
    #expect((interval.low - 0.748534887819453).magnitude < 1e-14)
    #expect((interval.high - 0.898822835757783).magnitude < 1e-14)
  }

  @Test func `a perfect order is not certain`() throws {
    let perfect = DeLong(positives: [20, 10, 0, 0], negatives: [0, 0, 25, 15])
    #expect(perfect.area == 1)
    let interval = try #require(perfect.interval())
    #expect(interval.method == .clopperPearsonOfPairs)
    #expect(interval.high == 1)
    // (0.025)^(1/30): thirty disjoint pairs, all in order.
    #expect((interval.low - 0.884296_7).magnitude < 1e-4)
    let reversed = try #require(
      DeLong(positives: [0, 30], negatives: [40, 0]).interval())
    #expect(reversed.low == 0)
    #expect((reversed.high - (1 - interval.low)).magnitude < 1e-12)
    let constant = try #require(DeLong(positives: [30], negatives: [40]).interval())
    #expect(constant.contains(0.5) && constant.low > 0.3 && constant.high < 0.7)
  }

  @Test func `an area without two classes has no interval`() {
    #expect(DeLong(positives: [3, 2], negatives: [0, 0]).area.isNaN)
    #expect(DeLong(positives: [3, 2], negatives: [0, 0]).interval() == nil)
    #expect(DeLong(positives: [], negatives: []).interval() == nil)
    let one = DeLong(positives: [1, 0], negatives: [3, 4])
    #expect(one.standardError == nil)
    #expect(one.interval()?.method == .clopperPearsonOfPairs)
  }

  @Test func `equal weights change nothing but the note`() throws {
    let counted = DeLong(positives: [5, 3, 2], negatives: [1, 4, 6])
    let weighted = DeLong(
      positives: [15, 9, 6], negatives: [3, 12, 18], effectivePositives: 10, effectiveNegatives: 11)
    #expect(
      (try #require(counted.standardError) - (try #require(weighted.standardError))).magnitude
        < 1e-15)
    #expect(weighted.interval()?.effectiveCount == 21)
    #expect(counted.interval()?.effectiveCount == nil)
  }

  @Test func `average precision agrees with scikit-learn, its interval with NumPy's bootstrap`()
    throws
  {
    for curve in try IntervalsGolden.load().curves {
      let counts = (curve.positives + curve.negatives).map(Double.init)
      #expect((Bootstrap.averagePrecision(counts) - curve.averagePrecision).magnitude < 1e-14)
      guard !curve.averagePrecisionInterval.isEmpty else { continue }
      let interval = try #require(
        Bootstrap.averagePrecisionInterval(
          positives: curve.positives, negatives: curve.negatives, resamples: 4_000))
      // Two bootstraps of 4,000: their ends differ by some hundredths of the width.
      let width = curve.averagePrecisionInterval[1] - curve.averagePrecisionInterval[0]
      #expect((interval.low - curve.averagePrecisionInterval[0]).magnitude < 0.06 * width)
      #expect((interval.high - curve.averagePrecisionInterval[1]).magnitude < 0.06 * width)
    }
  }
}
