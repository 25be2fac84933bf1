import AssayCore

/// Draws from the binomial distribution, exactly, in time that does not grow with the count.
enum BinomialSampler {
  /// How many of `count` independent trials of probability `p` succeed.
  ///
  /// Small means by inversion, others by transformed rejection with a squeeze (W. Hörmann, *The
  /// generation of binomial random variates*, 1993): the densities compared are those of
  /// `BinomialDistribution`, no normal approximation anywhere.
  static func draw(_ count: Int, p: Double, from random: inout RandomSource) -> Int {
    if count <= 0 || !(p > 0) { return 0 }
    if p >= 1 { return count }
    if p > 0.5 { return count - draw(count, p: 1 - p, from: &random) }
    return Double(count) * p < 10
      ? inversion(count, p, &random) : rejection(count, p, &random)
  }

  /// Walks up the distribution function until it passes a uniform number.
  private static func inversion(_ count: Int, _ p: Double, _ random: inout RandomSource) -> Int {
    let n = Double(count)
    let odds = p / (1 - p)
    let start = ElementaryFunctions.exp(n * ElementaryFunctions.log1p(-p))
    while true {
      var rest = random.uniform()
      var density = start
      var k = 0.0
      // Beyond 110 the density is far below the spacing of uniform numbers: rounding, draw again.
      while k <= n, k < 110 {
        if rest < density { return Int(k) }
        rest -= density
        density *= odds * (n - k) / (k + 1)
        k += 1
      }
    }
  }

  private static func rejection(_ count: Int, _ p: Double, _ random: inout RandomSource) -> Int {
    let n = Double(count)
    let q = 1 - p
    let spread = (n * p * q).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let center = n * p + 0.5
    let alpha = (2.83 + 5.1 / b) * spread
    let squeeze = 0.92 - 4.2 / b
    let mode = ((n + 1) * p).rounded(.down)
    while true {
      let u = random.uniform() - 0.5
      let v = random.uniform()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + center).rounded(.down)
      if us >= 0.07, v <= squeeze { return Int(k) }
      if k < 0 || k > n || us <= 0 { continue }
      let bound = ElementaryFunctions.log(v * alpha / (a / (us * us) + b))
      let density = logarithmOfDensity(k, n, p, q)
      if bound <= density - logarithmOfDensity(mode, n, p, q) { return Int(k) }
    }
  }

  /// log f(k) without the terms that k does not change.
  private static func logarithmOfDensity(
    _ k: Double, _ n: Double, _ p: Double, _ q: Double
  ) -> Double {
    let rest = n - k
    // k! is 1 for k = 0, where Stirling's √k has no logarithm.
    let product = (k > 0 ? 2 * Double.pi * k : 1) * (rest > 0 ? 2 * Double.pi * rest : 1)
    let errors =
      (k > 0 ? StirlingError.at(count: Int(k)) : 0)
      + (rest > 0 ? StirlingError.at(count: Int(rest)) : 0)
    return -errors - StirlingError.deviance(k, mean: n * p)
      - StirlingError.deviance(rest, mean: n * q) - 0.5 * ElementaryFunctions.log(product)
  }
}
