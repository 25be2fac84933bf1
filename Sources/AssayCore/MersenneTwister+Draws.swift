#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// What `RandomState` makes of its 32-bit words, each in the order and number of draws of NumPy.
extension MersenneTwister {
  /// A number in [0, 1) with 53 random bits (`random_sample`).
  ///
  /// It is (a · 2²⁶ + b) / 2⁵³ of the upper 27 and 26 bits of two draws.
  public mutating func uniform() -> Double {
    let high = Double(next32() >> 5)
    let low = Double(next32() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// A number in [low, high) (`uniform(low, high)`): low + (high − low) · u.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A number of the standard normal distribution (`standard_normal`).
  ///
  /// Marsaglia's polar method: points of the square are drawn until one falls in the unit disc,
  /// and give two normals; the second coordinate's is returned first, the other one next time.
  public mutating func normal() -> Double {
    if let spared = sparedNormal {
      sparedNormal = nil
      return spared
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square < 1, square != 0 {
        let scale = (-2 * log(square) / square).squareRoot()
        sparedNormal = scale * x
        return scale * y
      }
    }
  }

  /// A number of a normal distribution (`normal(loc, scale)`).
  public mutating func normal(mean: Double, deviation: Double) -> Double {
    mean + deviation * normal()
  }

  /// A whole number in 0 … limit, each as likely: draws under a mask of bits until one fits.
  ///
  /// No draw is made when the limit is 0; 32-bit draws are made up to 2³² − 1, 64-bit draws above.
  public mutating func integer(through limit: UInt64) -> UInt64 {
    if limit == 0 { return 0 }
    let mask = UInt64.max >> UInt64(limit.leadingZeroBitCount)
    while true {
      let value = (limit <= 0xffff_ffff ? UInt64(next32()) : next64()) & mask
      if value <= limit { return value }
    }
  }

  /// A whole number of a half-open range (`randint(low, high)`).
  public mutating func integer(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "a random integer was asked of an empty range")
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    return range.lowerBound &+ Int(truncatingIfNeeded: integer(through: width - 1))
  }

  /// Puts the elements in a random order (`shuffle`): from the last on, each changes places with
  /// one at or before it.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(integer(through: UInt64(last))))
    }
  }

  /// The numbers 0 ..< count in a random order (`permutation`).
  public mutating func permutation(_ count: Int) -> [Int] {
    var indices = Array(0..<max(count, 0))
    shuffle(&indices)
    return indices
  }

  /// Different elements drawn at random (`choice` without replacement): the first of a permutation.
  public mutating func choose<Element>(_ count: Int, of elements: [Element]) -> [Element] {
    permutation(elements.count).prefix(max(count, 0)).map { elements[$0] }
  }
}
