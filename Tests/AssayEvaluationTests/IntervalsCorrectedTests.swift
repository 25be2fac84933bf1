import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Bias-corrected bootstrap") struct IntervalsCorrectedTests {
  static func reading(_ name: String) -> @Sendable ([Double], inout [Double]) -> Void {
    { counts, readings in
      let counts = BinaryCounts(
        truePositives: counts[3], falsePositives: counts[1], falseNegatives: counts[2],
        trueNegatives: counts[0])
      readings[0] = name == "f1" ? counts.f1 : counts.cohenKappa
    }
  }

  @Test func `counts have SciPy's acceleration, and the ends SciPy reads from the same resamples`()
    throws
  {
    for each in try UncertaintyGolden.load().corrected {
      let jackknife = Jackknife(groups: each.cells.map(Double.init))
      let values = jackknife.values(readings: 1, cost: 100, Self.reading(each.metric))
      let acceleration = try #require(jackknife.acceleration(of: values[0]))
      #expect((acceleration - each.acceleration).magnitude < 1e-12, "\(each.cells)")
      let ends = try BiasCorrected.interval(
        of: each.values, value: each.value, acceleration: acceleration, level: each.level)
      #expect((ends.low - each.ends[0]).magnitude < 1e-12)
      #expect((ends.high - each.ends[1]).magnitude < 1e-12)
    }
  }

  @Test func `areas without a row are scikit-learn's of the other rows`() throws {
    for curve in try UncertaintyGolden.load().curves {
      var blocks = ScoreBlocks()
      for (place, score) in curve.scores.enumerated() {
        blocks.append(score, Double(curve.positives[place]), Double(curve.negatives[place]))
      }
      for (found, expected) in [
        (blocks.areaWithoutRow, curve.areas),
        (blocks.averagePrecisionWithoutRow, curve.averagePrecisions),
      ] {
        for (value, expected) in zip(found, expected) {
          if let expected { #expect((value - expected).magnitude < 1e-13) }
        }
      }
      let groups = blocks.positives + blocks.negatives
      let single = Jackknife(groups: groups)
      let stratified = Jackknife(groups: groups, strata: [blocks.count, blocks.count])
      let accelerations = [
        (single.acceleration(of: blocks.areaWithoutRow), curve.areaAcceleration),
        (
          single.acceleration(of: blocks.averagePrecisionWithoutRow), curve.precisionAcceleration
        ),
        (stratified.acceleration(of: blocks.areaWithoutRow), curve.stratifiedAcceleration),
      ]
      for (found, expected) in accelerations {
        #expect((try #require(found) - expected).magnitude < 1e-12)
      }
      let ends = try BiasCorrected.interval(
        of: curve.areaValues, value: curve.area, acceleration: curve.stratifiedAcceleration,
        level: 0.95)
      #expect((ends.low - curve.areaEnds[0]).magnitude < 1e-12)
      #expect((ends.high - curve.areaEnds[1]).magnitude < 1e-12)
    }
  }

  @Test func `without bias and acceleration it is the percentile interval`() throws {
    let values = (0...400).map { Double($0) / 400 }
    let plain = try #require(Percentiles.interval(of: values, level: 0.9))
    let ends = try BiasCorrected.interval(of: values, value: 0.5, acceleration: 0, level: 0.9)
    #expect((ends.low - plain.low).magnitude < 1e-13)
    #expect((ends.high - plain.high).magnitude < 1e-13)
    let shifted = try BiasCorrected.interval(of: values, value: 0.6, acceleration: 0, level: 0.9)
    #expect(shifted.low > plain.low && shifted.high > plain.high)
    let skewed = try BiasCorrected.interval(of: values, value: 0.5, acceleration: 0.1, level: 0.9)
    #expect(skewed.low > plain.low && skewed.high > plain.high)
  }

  @Test func `the degenerate say why`() throws {
    let resampling = Resampling(ends: .bca)
    func reason(
      _ values: [Double], _ value: Double, _ acceleration: Result<Double, Estimate.MissingInterval>
    ) -> Estimate.MissingInterval? {
      do {
        _ = try resampling.ends(of: values, value: value, level: 0.95) { acceleration }
        return nil
      } catch {
        return error
      }
    }
    let values = (0..<100).map { Double($0) }
    #expect(reason(values, 50, .success(0)) == nil)
    #expect(reason(values, -1, .success(0)) == .valueOutsideResamples)
    #expect(reason(values, 100, .success(0)) == .valueOutsideResamples)
    #expect(reason(values, 50, .success(0.6)) == .accelerationTooLarge)
    #expect(reason(values, 50, .failure(.accelerationUndefined)) == .accelerationUndefined)
    #expect(reason([3, 3, 3], 3, .success(0)) == .noSpread)
    #expect(reason([.nan, .nan, 3, 4], 3, .success(0)) == .resamplesUndefined)
    #expect(reason([], 3, .success(0)) == .resamplesUndefined)
    // One positive row: without it there is no recall, and no area.
    #expect(
      Jackknife(groups: [5, 5, 0, 1]).acceleration(of: [0.5, 0.5, .nan, .nan]) == nil)
    #expect(Jackknife(groups: [5, 5]).acceleration(of: [0.5, 0.5]) == nil)
    for each in [
      Estimate.MissingInterval.valueOutsideResamples, .accelerationTooLarge, .tooManyLeftOut,
      .accelerationUndefined, .tooFewGroups(1), .tooFewGroups(0), .rowsNotKept,
    ] {
      #expect(!each.description.isEmpty)
    }
  }

  @Test func `a group lighter than a row is left out whole, its change in proportion`() {
    let jackknife = Jackknife(groups: [2, 0.25, 7.75], rowWeight: 1)
    let values = jackknife.values(readings: 1, cost: 1) { weights, readings in
      readings[0] = weights[0] + 10 * weights[1]
    }
    #expect(values[0] == [3.5, -5.5, 4.5])
  }
}
