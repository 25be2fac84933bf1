extension Interval {
  /// The exact interval of a proportion, by inverting the binomial test.
  ///
  /// The lower end is the α/2 quantile of Beta(x, n−x+1), the upper end the 1−α/2 quantile of
  /// Beta(x+1, n−x), where x of n trials succeeded and α = 1 − level. It covers its level for every
  /// proportion, and more than its level for most: choose it where falling short would be worse
  /// than being wide.
  ///
  /// statsmodels: `proportion_confint(method="beta")`; SciPy:
  /// `binomtest(...).proportion_ci("exact")`. Source: C. J. Clopper and E. S. Pearson, *The use of
  /// confidence or fiducial limits*, 1934.
  ///
  /// - Parameters:
  ///   - successes: How many rows count as a success, or their weight.
  ///   - trials: How many rows there are, or their weight.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - effectiveTrials: For weighted rows, Kish's effective number of rows, `EffectiveCount`.
  /// - Returns: nil if there is no trial, if successes are not in 0...trials or the level not
  ///   between 0 and 1.
  public static func clopperPearson(
    successes: Double, trials: Double, level: Double = 0.95, effectiveTrials: Double? = nil
  ) -> Interval? {
    guard let (p, n) = proportion(successes, trials, effectiveTrials), level > 0, level < 1
    else { return nil }
    let tail = 0.5 * (1 - level)
    let x = effectiveTrials == nil ? successes : p * n
    let rest = n - x
    return Interval(
      low: x == 0 ? 0 : IncompleteBeta.quantile(tail, x, rest + 1),
      high: p == 1 ? 1 : IncompleteBeta.quantile(tail, x + 1, rest, fromAbove: true),
      level: level, method: .clopperPearson, effectiveCount: effectiveTrials)
  }

  /// The exact interval of a proportion of counted rows.
  public static func clopperPearson(successes: Int, trials: Int, level: Double = 0.95) -> Interval?
  {
    clopperPearson(successes: Double(successes), trials: Double(trials), level: level)
  }
}
