/// Student's t distribution: tail and quantile, for any positive number of degrees of freedom.
///
/// With x = ν / (ν + t²), P(|T| > |t|) = I_x(ν/2, ½).
///
/// SciPy: `scipy.stats.t`.
enum StudentDistribution {
  /// P(T > t); NaN unless there is a positive number of degrees of freedom.
  static func upperTail(_ t: Double, degreesOfFreedom ν: Double) -> Double {
    guard ν > 0, !t.isNaN else { return .nan }
    let half = 0.5 * bothTails(t, degreesOfFreedom: ν)
    return t < 0 ? 1 - half : half
  }

  /// P(|T| > |t|).
  static func bothTails(_ t: Double, degreesOfFreedom ν: Double) -> Double {
    guard ν > 0, !t.isNaN else { return .nan }
    if ν == .infinity { return 2 * NormalDistribution.upperTail(t.magnitude) }
    let square = t * t
    guard square.isFinite else { return 0 }
    // x = ν / (ν + t²) and its complement, each without cancellation.
    return IncompleteBeta.tails(
      at: ν / (ν + square), complement: square / (ν + square), 0.5 * ν, 0.5
    ).lower
  }

  /// The t with P(T > t) = `tail`: 2.2281 for 0.025 and ten degrees of freedom.
  ///
  /// Infinite for 0 and 1, NaN outside.
  static func upperQuantile(_ tail: Double, degreesOfFreedom ν: Double) -> Double {
    guard ν > 0, tail >= 0, tail <= 1 else { return .nan }
    if tail > 0.5 { return -upperQuantile(1 - tail, degreesOfFreedom: ν) }
    if tail == 0 { return .infinity }
    if tail == 0.5 { return 0 }
    if ν == .infinity { return NormalDistribution.upperQuantile(tail) }
    // Each of x and 1 − x is found by itself, so that neither loses its digits.
    let x = IncompleteBeta.quantile(2 * tail, 0.5 * ν, 0.5)
    let complement = IncompleteBeta.quantile(2 * tail, 0.5, 0.5 * ν, fromAbove: true)
    return (ν * complement / x).squareRoot()
  }
}
