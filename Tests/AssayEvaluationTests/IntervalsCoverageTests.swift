import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("Coverage of intervals") struct IntervalsCoverageTests: CoverageSimulation {
  // MARK: Proportions, exactly

  private struct Case: Decodable {
    let trials: Int
    let p: Double
    let wilson: Double
    let exact: Double
  }

  private struct Cases: Decodable {
    let coverage: [Case]
  }

  private func coverage(_ intervals: [Interval], _ p: Double) -> Double {
    let trials = Double(intervals.count - 1)
    return intervals.indices.reduce(0) { sum, successes in
      guard intervals[successes].contains(p) else { return sum }
      return sum + BinomialDistribution.density(Double(successes), of: trials, p: p, q: 1 - p)
    }
  }

  @Test func `proportions are covered as SciPy's enumeration says`() throws {
    let cases = try Golden.load("uncertainty.json", as: Cases.self).coverage
    #expect(cases.count == 9)
    show("| n | p | Wilson | Clopper–Pearson |\n|---|---|---|---|")
    for each in cases {
      let counts = 0...each.trials
      let wilson = counts.compactMap { Interval.wilson(successes: $0, trials: each.trials) }
      let exact = counts.compactMap { Interval.clopperPearson(successes: $0, trials: each.trials) }
      let found = (coverage(wilson, each.p), coverage(exact, each.p))
      #expect((found.0 - each.wilson).magnitude < 1e-9, "\(each)")
      #expect((found.1 - each.exact).magnitude < 1e-9, "\(each)")
      show("| \(each.trials) | \(each.p) | \(text(found.0)) | \(text(found.1)) |")
    }
  }

  @Test func `the exact interval never falls short`() {
    for trials in [30, 100, 1_000] {
      let exact = (0...trials).compactMap {
        Interval.clopperPearson(successes: $0, trials: trials)
      }
      let steps = (trials > 100 ? 500 : 2_000) / Self.part
      for step in 1..<steps {
        let p = Double(step) / Double(steps)
        let held = coverage(exact, p)
        #expect(held >= 0.95 - 1e-12, "\(held) of \(trials) at \(p)")
      }
    }
  }

  // MARK: By simulation

  /// Positive and negative rows; the first are within the bounds promised.
  private static let sizes =
    part == 1 ? [(30, 30), (10, 10), (100, 100), (20, 200)] : [(30, 30)]

  /// Scores of two normal distributions a distance apart.
  private static func binormal(
    _ positives: Int, _ negatives: Int, distance: Double, _ random: inout RandomSource
  ) -> ScoreBlocks {
    func normal() -> Double { NormalDistribution.upperQuantile(random.uniform() + 0x1p-60) }
    let above = (0..<positives).map { _ in normal() + distance }
    return ScoreBlocks(positives: above, negatives: (0..<negatives).map { _ in normal() })
  }

  /// The distance that gives an area: √2 Φ⁻¹(A).
  private func distance(area: Double) -> Double {
    NormalDistribution.upperQuantile(1 - area) * 2.squareRoot()
  }

  @Test func `areas are covered by DeLong's interval on the logit scale`() {
    show("| rows of each class | area | DeLong, logit | DeLong, plain |\n|---|---|---|---|")
    for (positives, negatives) in Self.sizes {
      for area in [0.7, 0.8, 0.9, 0.95, 0.98] {
        let distance = distance(area: area)
        let simulations = 4_000 / Self.part
        let found = held(simulations, [area, area]) { random in
          let blocks = Self.binormal(positives, negatives, distance: distance, &random)
          let deLong = DeLong(positives: blocks.positives, negatives: blocks.negatives)
          return [deLong.interval(), deLong.interval(scale: .plain)]
        }
        if positives == 30 {
          #expect(isWithin(0.93...0.97, found[0], of: simulations), "\(found[0]) at \(area)")
        }
        show(
          "| \(positives), \(negatives) | \(area) | \(text(found[0])) | \(text(found[1])) |")
      }
    }
  }

  @Test func `F1 and kappa are covered by percentiles of resamples`() {
    show(
      "| rows of each class | recalls | F1 | kappa | F1, BCa | kappa, BCa |\n"
        + "|---|---|---|---|---|---|")
    for rows in Self.part == 1 ? [50, 15] : [50] {
      for recall in [0.6, 0.7, 0.8, 0.9, 0.95] {
        let simulations = 1_000 / Self.part
        // With as many rows of each class and equal recalls F1 is the recall.
        let truths = [recall, 2 * recall - 1, recall, 2 * recall - 1]
        let found = held(simulations, truths) { random in
          let hits = BinomialSampler.draw(rows, p: recall, from: &random)
          let rejections = BinomialSampler.draw(rows, p: recall, from: &random)
          guard
            var statistics = try? ClassifierStatistics(classCount: 2, parts: .counts)
          else { return [nil, nil, nil, nil] }
          statistics.cells = Cells(counts: [rejections, rows - rejections, rows - hits, hits])
          return [Resampling.Ends.percentile, .bca].flatMap { ends in
            statistics.estimates(
              [.f1, .cohenKappa],
              options: IntervalOptions(
                resampling: Resampling(resamples: Self.resamples, ends: ends))
            ).map(\.interval)
          }
        }
        if rows == 50 {
          for part in found[..<2] {
            #expect(isWithin(0.92...0.98, part, of: simulations), "\(found) at \(recall)")
          }
        }
        show(
          "| \(rows) | \(recall) | " + found.map { text($0) }.joined(separator: " | ") + " |")
      }
    }
  }

  /// Average precision of two normal distributions, half the rows positive: the mean, over the
  /// positive rows, of the part of positives among the rows above.
  private func averagePrecision(distance: Double) -> Double {
    let steps = 20_000
    return (0..<steps).reduce(0) { sum, step in
      // The score above which this part of the positives lies.
      let recall = (Double(step) + 0.5) / Double(steps)
      let alarms = NormalDistribution.upperTail(
        NormalDistribution.upperQuantile(recall) + distance)
      return sum + recall / (recall + alarms) / Double(steps)
    }
  }

  @Test func `average precision is covered about as often as it says`() {
    show(
      "| rows of each class | area | average precision | BCa | jackknife, logit |\n"
        + "|---|---|---|---|---|")
    for rows in Self.part == 1 ? [50, 15] : [50] {
      for area in [0.7, 0.8, 0.9, 0.95] {
        let distance = distance(area: area)
        let truth = averagePrecision(distance: distance)
        let simulations = 500 / Self.part
        let found = held(simulations, [truth, truth, truth]) { random in
          let blocks = Self.binormal(rows, rows, distance: distance, &random)
          guard var statistics = try? ClassifierStatistics(classCount: 2, parts: .curve)
          else { return [nil, nil, nil] }
          statistics.width = 1
          statistics.curves = [ScoreCurve(blocks: blocks, isWeighted: false)]
          let drawn = [Resampling.Ends.percentile, .bca].map { ends in
            statistics.curve.estimate(
              "average_precision", resampling: Resampling(resamples: Self.resamples, ends: ends)
            ) { $0.averagePrecision }.interval
          }
          guard let error = blocks.averagePrecisionError, error > 0 else { return drawn + [nil] }
          let ends = Interval.logitEnds(
            of: statistics.curve.averagePrecision, standardError: error, level: 0.95)
          return drawn + [
            Interval(low: ends.low, high: ends.high, level: 0.95, method: .jackknife(.logit))
          ]
        }
        if rows == 50 {
          #expect(isWithin(0.85...0.99, found[0], of: simulations), "\(found) at \(area)")
        }
        show("| \(rows) | \(area) | " + found.map { text($0) }.joined(separator: " | ") + " |")
      }
    }
  }
}
