extension Interval {
  /// Wilson's score interval of a proportion.
  ///
  /// With p = successes / trials, n = trials and z the normal quantile of the level, the ends are
  /// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n): the proportions a score test does not
  /// reject. It stays inside 0 and 1, is never empty, and covers its level on average over the
  /// proportions, where the textbook interval p ± z √(p(1−p)/n) falls short for proportions close
  /// to 0 or 1.
  ///
  /// statsmodels: `proportion_confint(method="wilson")`. Source: E. B. Wilson, *Probable inference,
  /// the law of succession, and statistical inference*, 1927.
  ///
  /// - Parameters:
  ///   - successes: How many rows count as a success, or their weight.
  ///   - trials: How many rows there are, or their weight.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - effectiveTrials: For weighted rows, Kish's effective number of rows, `EffectiveCount`.
  /// - Returns: nil if there is no trial, if successes are not in 0...trials or the level not
  ///   between 0 and 1.
  public static func wilson(
    successes: Double, trials: Double, level: Double = 0.95, effectiveTrials: Double? = nil
  ) -> Interval? {
    guard let (p, n) = proportion(successes, trials, effectiveTrials), level > 0, level < 1
    else { return nil }
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let square = z * z / n
    let center = p + square / 2
    let half = z * (p * (1 - p) / n + square / (4 * n)).squareRoot()
    return Interval(
      low: p == 0 ? 0 : max(0, (center - half) / (1 + square)),
      high: p == 1 ? 1 : min(1, (center + half) / (1 + square)),
      level: level, method: .wilson, effectiveCount: effectiveTrials)
  }

  /// Wilson's score interval of a proportion of counted rows.
  public static func wilson(successes: Int, trials: Int, level: Double = 0.95) -> Interval? {
    wilson(successes: Double(successes), trials: Double(trials), level: level)
  }

  /// The proportion and the number of rows it rests on; nil where there is none.
  static func proportion(
    _ successes: Double, _ trials: Double, _ effectiveTrials: Double?
  ) -> (proportion: Double, count: Double)? {
    let n = effectiveTrials ?? trials
    guard trials > 0, trials.isFinite, n > 0, n.isFinite, successes >= 0, successes <= trials
    else { return nil }
    return (successes / trials, n)
  }
}
