internal import AssayCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Points {
  /// Two half circles, each with an end inside the other.
  ///
  /// The upper one, (cos t, sin t) for t in [0, π], has label 0; the lower one,
  /// (1 − cos t, ½ − sin t), has label 1. The points are shuffled, then normal noise is added.
  ///
  /// scikit-learn: `make_moons(count, noise=, random_state=seed)`, to the bit (see ``Points`` for
  /// where).
  ///
  /// - Parameters:
  ///   - count: the number of points, at least 1; of an odd number the lower one has one more.
  ///   - noise: the standard deviation of the noise; nil adds none and draws none.
  ///   - seed: the same seed gives the same points.
  public static func moons(count: Int = 100, noise: Double? = nil, seed: UInt32) -> Points {
    check(count: count, noise: noise)
    let upper = count / 2
    var inputs: [Double] = []
    inputs.reserveCapacity(2 * count)
    for angle in equallySpaced(upper, to: .pi, includingStop: true) {
      inputs += [cos(angle), sin(angle)]
    }
    for angle in equallySpaced(count - upper, to: .pi, includingStop: true) {
      inputs += [1 - cos(angle), 1 - sin(angle) - 0.5]
    }
    let labels = (0..<count).map { $0 < upper ? 0 : 1 }
    var random = MersenneTwister(seed: seed)
    return Points(inputs: inputs, columns: 2, labels: labels)
      .rows(random.permutation(count)).adding(noise: noise, &random)
  }
}
