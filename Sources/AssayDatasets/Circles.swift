internal import AssayCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Points {
  /// Two circles around the origin, one within the other: no straight line tells them apart.
  ///
  /// The outer circle has radius 1 and label 0, the inner one the radius `factor` and label 1. The
  /// points are shuffled, then normal noise is added to each coordinate.
  ///
  /// scikit-learn: `make_circles(count, noise=, factor=, random_state=seed)`, to the bit (see
  /// ``Points`` for where).
  ///
  /// - Parameters:
  ///   - count: the number of points, at least 1; of an odd number the inner circle has one more.
  ///   - noise: the standard deviation of the noise; nil adds none and draws none.
  ///   - factor: the inner radius as a part of the outer one, in [0, 1).
  ///   - seed: the same seed gives the same points.
  public static func circles(
    count: Int = 100, noise: Double? = nil, factor: Double = 0.8, seed: UInt32
  ) -> Points {
    check(count: count, noise: noise)
    guard factor >= 0, factor < 1 else {
      fatalError("the factor of two circles is at least 0 and below 1, not \(factor)")
    }
    let outer = count / 2
    var inputs: [Double] = []
    inputs.reserveCapacity(2 * count)
    for angle in equallySpaced(outer, to: 2 * .pi, includingStop: false) {
      inputs += [cos(angle), sin(angle)]
    }
    for angle in equallySpaced(count - outer, to: 2 * .pi, includingStop: false) {
      inputs += [cos(angle) * factor, sin(angle) * factor]
    }
    let labels = (0..<count).map { $0 < outer ? 0 : 1 }
    var random = MersenneTwister(seed: seed)
    return Points(inputs: inputs, columns: 2, labels: labels)
      .rows(random.permutation(count)).adding(noise: noise, &random)
  }
}
