import AssayCore
import Foundation
import Testing

@testable import AssayEvaluation

@Suite("Coverage of intervals from rows") struct IntervalsRowsCoverageTests: CoverageSimulation {
  /// A part of the simulations has to do, and shows blunders alone: rows drawn anew take their time.
  ///
  /// The environment's ASSAY_FULL_COVERAGE asks for all of them.
  private static let share =
    ProcessInfo.processInfo.environment["ASSAY_FULL_COVERAGE"] == nil ? 10 : 1
  private static let sizes = [50]

  /// An interval of rows by percentiles, and one by BCa.
  private func drawn(
    _ rows: Int, _ reading: @escaping @Sendable ([Double]) throws -> Double
  ) -> [Interval?] {
    [Resampling.Ends.percentile, .bca].map { ends in
      try? Estimate.ofRows(
        rows, name: "", resampling: Resampling(resamples: Self.resamples, ends: ends), reading
      ).interval
    }
  }

  @Test func `R², RMSE and MAE of normal errors`() {
    show(
      "| rows | R² | RMSE, delta | MAE, normal | R², percentiles | R², BCa |\n|---|---|---|---|---|---|"
    )
    for rows in Self.sizes {
      for error in [1.0, 0.5] {
        let simulations = 500 / Self.share
        let explained = 1 - error * error / (1 + error * error)
        // The mean of |x| of a normal distribution is √(2 / π).
        let truths = [error, error * (2 / Double.pi).squareRoot(), explained, explained]
        let found = held(simulations, truths) { random in
          let predictions = (0..<rows).map { _ in Self.normal(&random) }
          let truth = predictions.map { $0 + error * Self.normal(&random) }
          var seen = RegressionStatistics()
          try? seen.update(truth: truth, predictions: predictions)
          return [
            seen.estimate(.rootMeanSquaredError).interval,
            seen.estimate(.meanAbsoluteError).interval,
          ] + drawn(rows) { try r2Score(truth: truth, predictions: predictions, weights: $0) }
        }
        if rows == 50 {
          for part in found {
            #expect((0.7...1).contains(part), "\(found) at \(error)")
          }
        }
        show(
          "| \(rows) | \(DecimalText.fixed(explained, digits: 1)) | "
            + found.map { text($0) }.joined(separator: " | ") + " |")
      }
    }
  }

  @Test func `the mean area of three classes, one against the rest`() {
    show("| rows of each class | area | percentiles | BCa |\n|---|---|---|---|")
    for rows in [30] {
      for area in [0.7, 0.9] {
        let distance = NormalDistribution.upperQuantile(1 - area) * 2.squareRoot()
        let simulations = 200 / Self.share
        let found = held(simulations, [area, area]) { random in
          let truth = (0..<3 * rows).map { $0 % 3 }
          let scores = (0..<3).map { label in
            truth.map { Self.normal(&random) + ($0 == label ? distance : 0) }
          }
          let labels = (0..<3).map { label in truth.map { $0 == label } }
          return drawn(3 * rows) { weights in
            try (0..<3).reduce(0) {
              try $0 + rocAUC(labels: labels[$1], scores: scores[$1], weights: weights) / 3
            }
          }
        }
        if rows == 30 {
          #expect((0.7...1).contains(found[0]), "\(found) at \(area)")
        }
        show("| \(rows) | \(area) | " + found.map { text($0) }.joined(separator: " | ") + " |")
      }
    }
  }

  @Test func `F1 of sets of labels that depend on one another`() {
    show(
      "| rows | F1, micro | micro, delta | Hamming, normal | macro, percentiles | macro, BCa |\n"
        + "|---|---|---|---|---|---|")
    for rows in Self.sizes {
      for (easy, hard) in [(0.9, 0.6), (0.99, 0.85)] {
        let simulations = 300 / Self.share
        // A row is easy or hard for all its labels; with as many yes as no F1 is the part that is right.
        let right = (easy + hard) / 2
        let found = held(simulations, [right, 1 - right, right, right]) { random in
          var truth: [[Bool]] = []
          var called: [[Bool]] = []
          for _ in 0..<rows {
            let chance = random.uniform() < 0.5 ? easy : hard
            truth.append((0..<3).map { _ in random.uniform() < 0.5 })
            called.append(truth[truth.count - 1].map { (random.uniform() < chance) == $0 })
          }
          var seen = MultilabelStatistics(labelCount: 3)
          try? seen.update(truth: truth.flatMap { $0 }, predictions: called.flatMap { $0 })
          let (labels, answers) = (truth, called)
          return [seen.estimate(.microF1).interval, seen.estimate(.hammingLoss).interval]
            + drawn(rows) {
              try f1Score(labels: labels, predictions: answers, average: .macro, weights: $0)
            }
        }
        if rows == 50 {
          for part in found {
            #expect((0.7...1).contains(part), "\(found) at \(right)")
          }
        }
        show(
          "| \(rows) | \(DecimalText.fixed(right, digits: 2)) | "
            + found.map { text($0) }.joined(separator: " | ") + " |")
      }
    }
  }
}
