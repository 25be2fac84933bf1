import AssayCore

/// The binomial distribution: density and tails, for whole and for weighted (real) counts.
enum BinomialDistribution {
  /// P(X = x) for X ~ Binomial(n, p), continued to real x and n; `q` is 1 − p.
  ///
  /// Loader's form: exp(δ(n) − δ(x) − δ(n−x) − D(x, np) − D(n−x, nq)) √(n / 2πx(n−x)).
  static func density(_ x: Double, of n: Double, p: Double, q: Double) -> Double {
    if x < 0 || x > n { return 0 }
    if p <= 0 { return x == 0 ? 1 : 0 }
    if q <= 0 { return x == n ? 1 : 0 }
    if x == 0 { return ElementaryFunctions.exp(n * logarithm(of: q, complement: p)) }
    if x == n { return ElementaryFunctions.exp(n * logarithm(of: p, complement: q)) }
    let rest = n - x
    let exponent =
      StirlingError.at(n) - StirlingError.at(x) - StirlingError.at(rest)
      - StirlingError.deviance(x, mean: n * p) - StirlingError.deviance(rest, mean: n * q)
    return ElementaryFunctions.exp(exponent) * (n / (2 * Double.pi * x * rest)).squareRoot()
  }

  private static func logarithm(of p: Double, complement q: Double) -> Double {
    p > 0.5 ? ElementaryFunctions.log1p(-q) : ElementaryFunctions.log(p)
  }

  /// P(X ≥ k) for X ~ Binomial(n, p): I_p(k, n − k + 1).
  static func upperTail(_ k: Int, of n: Int, p: Double) -> Double {
    if k <= 0 { return 1 }
    if k > n { return 0 }
    return IncompleteBeta.tails(at: p, complement: 1 - p, Double(k), Double(n - k) + 1).lower
  }

  /// P(X ≤ k) for X ~ Binomial(n, p).
  static func lowerTail(_ k: Int, of n: Int, p: Double) -> Double {
    if k < 0 { return 0 }
    if k >= n { return 1 }
    return IncompleteBeta.tails(at: p, complement: 1 - p, Double(k) + 1, Double(n - k)).upper
  }
}
