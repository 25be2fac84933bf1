import AssayCore

extension Interval {
  /// The value plus and minus a multiple of its standard error, cut to a range.
  ///
  /// - Returns: nil unless value and standard error are finite and the level between 0 and 1.
  public static func normal(
    value: Double, standardError: Double, level: Double = 0.95,
    range: ClosedRange<Double> = -Double.infinity...Double.infinity, effectiveCount: Double? = nil
  ) -> Interval? {
    guard value.isFinite, standardError.isFinite, standardError >= 0, level > 0, level < 1
    else { return nil }
    let half = NormalDistribution.twoSidedQuantile(level: level) * standardError
    return Interval(
      low: max(range.lowerBound, value - half), high: min(range.upperBound, value + half),
      level: level, method: .normal, effectiveCount: effectiveCount)
  }

  /// The ends of an interval symmetric on the logit scale: log(x/(1−x)) ± z SE / (x(1−x)), taken
  /// back.
  static func logitEnds(
    of value: Double, standardError: Double, level: Double
  ) -> (low: Double, high: Double) {
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let factor = ElementaryFunctions.exp(z * standardError / (value * (1 - value)))
    let high = factor.isFinite ? value * factor / (1 - value + value * factor) : 1
    return (value / (value + (1 - value) * factor), high)
  }
}
