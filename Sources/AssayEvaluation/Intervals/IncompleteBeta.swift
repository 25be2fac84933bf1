import AssayCore

/// The regularised incomplete beta function I_x(a, b) and its inverse: the tails of the beta
/// distribution.
enum IncompleteBeta {
  /// I_x(a, b) and 1 − I_x(a, b), both to full relative accuracy; `y` is 1 − x.
  ///
  /// The factor xᵃyᵇ/B(a, b) comes from the binomial density, the rest from a continued fraction,
  /// evaluated by Lentz's method on the side where it converges fast: O(√max(a, b)) steps.
  static func tails(
    at x: Double, complement y: Double, _ a: Double, _ b: Double
  ) -> (lower: Double, upper: Double) {
    if x <= 0 { return (0, 1) }
    if y <= 0 { return (1, 0) }
    let factor = weight(at: x, complement: y, a, b)
    if b * x <= a * y {
      let lower = factor * continuedFraction(x, y, a, b)
      return (lower, 1 - lower)
    }
    let upper = factor * continuedFraction(y, x, b, a)
    return (1 - upper, upper)
  }

  /// xᵃyᵇ / B(a, b): the beta density times xy.
  static func weight(at x: Double, complement y: Double, _ a: Double, _ b: Double) -> Double {
    a * b / (a + b) * BinomialDistribution.density(a, of: a + b, p: x, q: y)
  }

  /// α₁/(β₁ + α₂/(β₂ + …)), in which y enters by itself and not as 1 − x: equation 9 of DiDonato
  /// and Morris, *Significant digit computation of the incomplete beta function ratios*, 1992.
  private static func continuedFraction(
    _ x: Double, _ y: Double, _ a: Double, _ b: Double
  ) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    let lead = a * y - b * x + 1
    func beta(_ n: Double) -> Double {
      n + n * (b - n) * x / (a + 2 * n - 1) + (a + n) / (a + 2 * n + 1) * (lead + n * (1 + y))
    }
    var result = nonzero(a / (a + 1) * lead)
    var c = result
    var d = 0.0
    var n = 1.0
    while n < 1_000_000 {
      let root = x / (a + 2 * n - 1)
      let alpha = (a + n - 1) * (a + b + n - 1) * n * (b - n) * root * root
      let next = beta(n)
      d = 1 / nonzero(next + alpha * d)
      c = nonzero(next + alpha / c)
      let change = d * c
      result *= change
      if (change - 1).magnitude < 2e-16 { break }
      n += 1
    }
    return 1 / result
  }

  /// The x with I_x(a, b) = `tail`, or, `fromAbove`, with 1 − I_x(a, b) = `tail`; a, b > 0.
  ///
  /// Newton's method on the logarithm of the tail as a function of t = log(x/(1−x)). On that scale
  /// the beta density is log-concave, hence so are its tails: after one step the method walks
  /// towards the root from one side and cannot leave it. x keeps its relative accuracy however
  /// small it is.
  static func quantile(_ tail: Double, _ a: Double, _ b: Double, fromAbove: Bool = false) -> Double
  {
    guard tail > 0, tail < 1 else {
      return (tail <= 0) == fromAbove ? 1 : 0
    }
    if fromAbove {
      return solve(tail, b, a).complement
    }
    return solve(tail, a, b).x
  }

  private static func solve(
    _ tail: Double, _ a: Double, _ b: Double
  ) -> (x: Double, complement: Double) {
    func point(_ t: Double) -> (x: Double, complement: Double) {
      let e = ElementaryFunctions.exp(-t.magnitude)
      return t < 0 ? (e / (1 + e), 1 / (1 + e)) : (1 / (1 + e), e / (1 + e))
    }
    let goal = ElementaryFunctions.log(tail)
    var t = ElementaryFunctions.log(a / b)
    var last = t
    for _ in 0..<200 {
      let (x, y) = point(t)
      let lower = tails(at: x, complement: y, a, b).lower
      // Too far out for Double: half the way back.
      guard lower > 1e-300 else {
        t = 0.5 * (t + last)
        continue
      }
      last = t
      let step =
        (ElementaryFunctions.log(lower) - goal) * lower / weight(at: x, complement: y, a, b)
      guard step.isFinite else { break }
      t -= step
      if step.magnitude <= 4e-16 * max(1, t.magnitude) { break }
    }
    return point(t)
  }
}
