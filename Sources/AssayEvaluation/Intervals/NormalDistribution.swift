import AssayCore

/// The standard normal distribution: density, tail and quantile.
///
/// Only additions, multiplications, divisions, square roots and `ElementaryFunctions` are used, so
/// every machine gets the same bits. Relative error below 1e-13 where the result is a normal
/// number.
enum NormalDistribution {
  static let squareRootOfTwoPi = 2.5066282746310002

  /// φ(z) = exp(−z²/2) / √(2π).
  static func density(_ z: Double) -> Double {
    ElementaryFunctions.exp(-0.5 * z * z) / squareRootOfTwoPi
  }

  /// P(Z > z): the part of the distribution above `z`.
  ///
  /// Near zero by the series φ(z) Σ z²ᵏ⁺¹ / (2k+1)!! of the part between 0 and z, further out by
  /// Laplace's continued fraction φ(z) / (z + 1/(z + 2/(z + 3/…))) (Abramowitz and Stegun 26.2.11
  /// and 26.2.14).
  static func upperTail(_ z: Double) -> Double {
    if z.isNaN { return .nan }
    if z < 0 { return 1 - upperTail(-z) }
    if z < 2 {
      var term = z
      var sum = z
      var odd = 1.0
      while term > sum * 1e-17 {
        odd += 2
        term *= z * z / odd
        sum += term
      }
      return 0.5 - density(z) * sum
    }
    if z > 40 { return 0 }
    var fraction = z
    for k in stride(from: 80.0, to: 0, by: -1) { fraction = z + k / fraction }
    return density(z) / fraction
  }

  /// The `z` with P(Z > z) = `tail`: 1.959963984540054 for 0.025.
  ///
  /// A rational first guess (Abramowitz and Stegun 26.2.23), then Halley's steps on the tail
  /// itself. Infinite for 0 and 1, NaN outside.
  static func upperQuantile(_ tail: Double) -> Double {
    guard tail >= 0, tail <= 1 else { return .nan }
    if tail > 0.5 { return -upperQuantile(1 - tail) }
    if tail == 0 { return .infinity }
    if tail == 0.5 { return 0 }
    let t = (-2 * ElementaryFunctions.log(tail)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = t - above / below
    for _ in 0..<4 {
      let error = (upperTail(z) - tail) / density(z)
      guard error.isFinite else { break }
      z += error / (1 - 0.5 * error * z)
    }
    return z
  }

  /// The half-width of a two-sided interval of the given level, in standard errors: 1.96 for 0.95.
  static func twoSidedQuantile(level: Double) -> Double {
    upperQuantile(0.5 * (1 - level))
  }
}
