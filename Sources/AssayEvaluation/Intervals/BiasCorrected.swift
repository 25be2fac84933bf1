/// The interval between two percentiles of resampled values, corrected for bias and acceleration.
enum BiasCorrected {
  /// The normal quantile of the part of the values below the number itself, ties counting half.
  ///
  /// Infinite where the number lies outside all its resamples.
  static func bias(of values: [Double], value: Double) -> Double {
    var (below, ties, count) = (0, 0, 0)
    for each in values where !each.isNaN {
      count += 1
      if each < value { below += 1 } else if each == value { ties += 1 }
    }
    guard count > 0 else { return .nan }
    return -NormalDistribution.upperQuantile(
      (Double(below) + 0.5 * Double(ties)) / Double(count))
  }

  /// The part of the values below an end: Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))).
  ///
  /// - Returns: nil where the denominator is not positive: so skewed that the correction has no
  ///   meaning.
  static func part(_ z: Double, bias: Double, acceleration: Double) -> Double? {
    let sum = bias + z
    let denominator = 1 - acceleration * sum
    guard denominator > 0 else { return nil }
    return NormalDistribution.upperTail(-(bias + sum / denominator))
  }

  /// The interval's ends.
  static func interval(
    of values: [Double], value: Double, acceleration: Double, level: Double
  ) throws(Estimate.MissingInterval) -> (low: Double, high: Double) {
    let bias = bias(of: values, value: value)
    guard bias.isFinite else { throw .valueOutsideResamples }
    let z = NormalDistribution.twoSidedQuantile(level: level)
    guard let low = part(-z, bias: bias, acceleration: acceleration),
      let high = part(z, bias: bias, acceleration: acceleration)
    else { throw .accelerationTooLarge }
    let sorted = values.filter { !$0.isNaN }.sorted()
    return (Percentiles.quantile(low, sorted), Percentiles.quantile(high, sorted))
  }
}
