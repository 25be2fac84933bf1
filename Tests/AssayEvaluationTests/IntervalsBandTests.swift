import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Bands of curves") struct IntervalsBandTests {
  private func sample(
    positives: Int = 80, negatives: Int = 120, distinct: Int? = nil
  ) throws -> ScoreCurve {
    var random = RandomSource(seed: 9)
    var labels: [Bool] = []
    var scores: [Double] = []
    for row in 0..<positives + negatives {
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
      let score = noise + (row < positives ? 1.2 : 0)
      labels.append(row < positives)
      scores.append(distinct.map { (score * Double($0) / 6).rounded() } ?? score)
    }
    var curve = ScoreCurve()
    try curve.update(labels: labels, scores: scores)
    return curve
  }

  @Test func `a band is read where the curve is, in any order of places`() throws {
    for curve in [try sample(), try sample(distinct: 8)] {
      let roc = curve.roc(dropIntermediate: false)
      let band = curve.rocBand(at: roc.falsePositiveRates, resamples: 200)
      #expect(band.missing == nil)
      for (place, value) in zip(band.places, band.values) {
        // Where the curve rises straight up, its upper point counts.
        let upper = zip(roc.falsePositiveRates, roc.truePositiveRates)
          .filter { $0.0 == place }.map(\.1).max()
        #expect(value == upper)
      }
      let back = curve.rocBand(at: roc.falsePositiveRates.reversed(), resamples: 200)
      #expect(back.values == band.values.reversed() && back.low == band.low.reversed())
      let shape = curve.precisionRecall()
      let precisions = curve.precisionRecallBand(at: shape.recalls, resamples: 200)
      for (place, value) in zip(precisions.places, precisions.values) where place > 0 {
        let first = shape.recalls.lastIndex(of: place).map { shape.precisions[$0] }
        #expect(value == first, "recall \(place)")
      }
    }
  }

  @Test func `a band holds its curve, the same for any number of threads`() throws {
    let curve = try sample()
    for coverage in [CurveBand.Coverage.pointwise, .simultaneous] {
      for isStratified in [false, true] {
        let roc = curve.rocBand(
          coverage: coverage, resamples: 400, isStratified: isStratified)
        let shape = curve.precisionRecallBand(
          at: (1...99).map { Double($0) / 100 }, coverage: coverage, resamples: 400,
          isStratified: isStratified)
        for band in [roc, shape] {
          #expect(band.missing == nil)
          #expect(band.level == 0.95 && band.coverage == coverage)
          for place in band.places.indices {
            #expect(band.low[place] <= band.values[place])
            #expect(band.high[place] >= band.values[place])
            #expect(band.low[place] >= 0 && band.high[place] <= 1)
          }
          #expect(
            band.method
              == .bootstrap(isStratified ? .rowsOfEachClass : .rows, resamples: 400, seed: 1))
        }
        for threads in [1, 2, 3, 8] {
          Workers.limited(to: threads) {
            #expect(
              curve.rocBand(
                coverage: coverage, resamples: 400, isStratified: isStratified) == roc)
          }
        }
      }
    }
    #expect(curve.rocBand(resamples: 400, seed: 2) != curve.rocBand(resamples: 400))
  }

  /// The curves of resamples, each row of each resample put into a curve of its own and its points
  /// searched one by one.
  private func slowCurves(_ curve: ScoreCurve, resamples: Int) throws -> [ROC] {
    let points = curve.points
    let groups = points.map { Int($0.positives) } + points.map { Int($0.negatives) }
    let bootstrap = Bootstrap(of: groups, resamples: resamples)
    var counts = [Double](repeating: 0, count: groups.count)
    return try (0..<resamples).map { resample in
      bootstrap.draw(resample, into: &counts)
      var drawn = ScoreCurve()
      for (place, count) in counts.enumerated() {
        let rows = Int(count)
        try drawn.update(
          labels: [Bool](repeating: place < points.count, count: rows),
          scores: [Double](repeating: points[place % points.count].score, count: rows))
      }
      return drawn.roc(dropIntermediate: false)
    }
  }

  private func slowRate(_ roc: ROC, at place: Double) -> Double {
    let (x, y) = (roc.falsePositiveRates, roc.truePositiveRates)
    let last = x.indices.last { x[$0] <= place + 1e-13 } ?? 0
    guard last + 1 < x.count else { return y[last] }
    return y[last] + (y[last + 1] - y[last]) * max(0, place - x[last]) / (x[last + 1] - x[last])
  }

  @Test func `pointwise ends are the quantiles of the resampled curves`() throws {
    let curve = try sample(positives: 30, negatives: 40, distinct: 12)
    let places = [0, 0.05, 0.1, 0.25, 1.0 / 3, 0.5, 0.8, 1]
    let band = curve.rocBand(at: places, level: 0.9, resamples: 300)
    let curves = try slowCurves(curve, resamples: 300)
    for (index, place) in places.enumerated() {
      let sorted = curves.map { slowRate($0, at: place) }.sorted()
      // 299 steps: the ends lie at steps 14.95 and 284.05.
      let low = sorted[14] + 0.95 * (sorted[15] - sorted[14])
      let high = sorted[284] + 0.05 * (sorted[285] - sorted[284])
      #expect((band.low[index] - low).magnitude < 1e-10)
      #expect((band.high[index] - high).magnitude < 1e-10)
    }
  }

  @Test func `a simultaneous band holds whole curves, and is wider`() throws {
    let curve = try sample(positives: 40, negatives: 40)
    let places = (1...19).map { Double($0) / 20 }
    let resamples = 300
    let pointwise = curve.rocBand(at: places, resamples: resamples)
    let band = curve.rocBand(at: places, coverage: .simultaneous, resamples: resamples)
    let curves = try slowCurves(curve, resamples: resamples)
    func held(_ band: CurveBand) -> Int {
      curves.count { curve in
        places.indices.allSatisfy {
          let rate = slowRate(curve, at: places[$0])
          return rate >= band.low[$0] - 1e-10 && rate <= band.high[$0] + 1e-10
        }
      }
    }
    #expect(held(band) >= 285)
    #expect(held(pointwise) < 285)
    var widths = (0.0, 0.0)
    for place in places.indices {
      #expect(band.low[place] <= pointwise.low[place] + 1e-12)
      #expect(band.high[place] >= pointwise.high[place] - 1e-12)
      widths.0 += band.high[place] - band.low[place]
      widths.1 += pointwise.high[place] - pointwise.low[place]
    }
    #expect(widths.0 > 1.1 * widths.1)
  }

  @Test func `what cannot have a band says why`() throws {
    #expect(ScoreCurve().rocBand().missing == .valueUndefined)
    #expect(ScoreCurve().precisionRecallBand().missing == .valueUndefined)
    var one = ScoreCurve()
    try one.update(labels: [true, true, true], scores: [0.1, 0.2, 0.3])
    #expect(one.rocBand().missing == .valueUndefined)
    #expect(one.rocBand().low.allSatisfy { $0.isNaN } && one.rocBand().low.count == 101)
    // Every call is a hit.
    #expect(one.precisionRecallBand().low == [Double](repeating: 1, count: 101))
    let curve = try sample()
    #expect(curve.rocBand(at: [0.5, 1.5]).missing == .valueUndefined)
    #expect(curve.rocBand(at: [.nan]).missing == .valueUndefined)
    for coverage in [CurveBand.Coverage.pointwise, .simultaneous] {
      #expect(curve.rocBand(at: [], coverage: coverage).missing == nil)
      #expect(curve.rocBand(level: 1, coverage: coverage).missing == .resamplesUndefined)
      #expect(curve.rocBand(coverage: coverage, resamples: 0).missing == .resamplesUndefined)
      // One in nine resamples has no negative row, and one score draws the diagonal.
      var few = ScoreCurve()
      try few.update(labels: [true, true, false], scores: [0.5, 0.5, 0.5])
      #expect(few.rocBand(coverage: coverage).missing == .resamplesUndefined)
      let kept = few.rocBand(at: [0.25], coverage: coverage, isStratified: true)
      #expect(kept.values == [0.25] && kept.low == [0.25] && kept.high == [0.25])
    }
  }

  @Test func `weighted curves need their effective number of rows`() throws {
    let plain = try sample()
    var weighted = ScoreCurve()
    for point in plain.points {
      for (isPositive, count) in [(true, point.positives), (false, point.negatives)]
      where count > 0 {
        try weighted.update(labels: [isPositive], scores: [point.score], weights: [2 * count])
      }
    }
    #expect(weighted.rocBand().missing == .weightsUnknown)
    #expect(weighted.estimate("area") { $0.rocAUC }.missing == .weightsUnknown)
    let places = (1...9).map { Double($0) / 10 }
    for isStratified in [false, true] {
      func width(_ curve: ScoreCurve, _ effective: Double?) -> Double {
        let band = curve.rocBand(
          at: places, isStratified: isStratified, effectiveCount: effective)
        return zip(band.low, band.high).reduce(0) { $0 + $1.1 - $1.0 }
      }
      #expect(relativeError(width(weighted, 200), width(plain, nil)) < 0.05)
      #expect(relativeError(width(weighted, 50), 2 * width(plain, nil)) < 0.15)
    }
  }

  @Test func `any number of a curve has its interval`() throws {
    let curve = try sample()
    let area = curve.estimate("area", title: "Area") { $0.rocAUC }
    let deLong = try #require(
      DeLong(positives: curve.points.map(\.positives), negatives: curve.points.map(\.negatives))
        .interval())
    let interval = try #require(area.interval)
    #expect(area.value == curve.rocAUC && area.title == "Area")
    #expect(interval.method == .bootstrap(.rows, resamples: 2_000, seed: 1))
    #expect((interval.low - deLong.low).magnitude < 0.15 * deLong.width)
    #expect((interval.high - deLong.high).magnitude < 0.15 * deLong.width)
    for threads in [1, 2, 3, 8] {
      Workers.limited(to: threads) {
        #expect(curve.estimate("area", title: "Area") { $0.rocAUC } == area)
      }
    }
    let corrected = curve.estimate(
      "area", resampling: Resampling(ends: .bca, isStratified: true)
    ) { $0.rocAUC }
    #expect(corrected.interval?.method == .bca(.rowsOfEachClass, resamples: 2_000, seed: 1))
    #expect(corrected.interval?.contains(area.value) == true)
    #expect(curve.estimate("one") { _ in 1 }.missing == .noSpread)
    #expect(curve.estimate("none") { _ in .nan }.missing == .valueUndefined)
  }
}
