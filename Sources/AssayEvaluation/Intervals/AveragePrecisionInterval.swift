import AssayCore

extension Bootstrap {
  /// The percentile interval of average precision, from rows drawn anew.
  ///
  /// Average precision is Σ (Rₖ − Rₖ₋₁) Pₖ over the distinct scores, the highest first.
  /// scikit-learn: `average_precision_score` of each resample.
  ///
  /// - Parameters:
  ///   - positives: How many positive rows have each score; scores descend.
  ///   - negatives: How many negative rows have each score.
  ///   - level: The level of confidence.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed of the resamples.
  /// - Complexity: O(resamples × rows).
  public static func averagePrecisionInterval(
    positives: [Int], negatives: [Int], level: Double = 0.95, resamples: Int = 2_000,
    seed: UInt64 = 1
  ) -> Interval? {
    let scores = min(positives.count, negatives.count)
    let cells = positives.prefix(scores) + negatives.prefix(scores)
    let bootstrap = Bootstrap(of: Array(cells), resamples: resamples, seed: seed)
    let values = bootstrap.values(readings: 1, cost: 2 * scores) { counts, readings in
      readings[0] = averagePrecision(counts)
    }
    guard let ends = Percentiles.interval(of: values[0], level: level) else { return nil }
    return Interval(
      low: ends.low, high: ends.high, level: level,
      method: .bootstrap(.rows, resamples: resamples, seed: seed))
  }

  /// Average precision of positive counts followed by negative counts; NaN without positives.
  static func averagePrecision(_ counts: [Double]) -> Double {
    counts.withUnsafeBufferPointer { counts in
      let scores = counts.count / 2
      var positives = 0.0
      var predicted = 0.0
      var sum = 0.0
      for index in 0..<scores {
        let here = counts[index]
        positives += here
        predicted += here + counts[scores + index]
        if here > 0 { sum += here * (positives / predicted) }
      }
      return sum / positives
    }
  }
}
