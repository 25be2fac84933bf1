/// A stream of random numbers that can be opened at any place.
///
/// Philox 4×32-10: ten rounds of multiplication turn a counter and a key into 128 random bits, so the
/// n-th number of a stream is a function of seed, stream and n. Two sources with the same seed and
/// different streams are independent, and nothing depends on which thread draws first.
///
/// ```swift
/// var random = RandomSource(seed: 1)
/// let x = random.uniform()                  // in [0, 1)
/// var dropout = random.split(7)             // an independent stream
/// ```
///
/// It is not NumPy's generator; `MersenneTwister` is.
///
/// Source: J. Salmon et al., *Parallel Random Numbers: As Easy as 1, 2, 3*, SC 2011.
public struct RandomSource: RandomNumberGenerator, Hashable, Sendable {
  /// The key, spread from the seed so that neighbouring seeds share nothing.
  private let key: UInt64
  /// The upper half of the counter: which stream.
  private let stream: UInt64
  /// The lower half of the counter: which block of the stream is next.
  private var block: UInt64 = 0
  /// The second half of the last block, when it is still unused.
  private var spare: UInt64?
  /// The second normal of the last pair, when it is still unused.
  private var spareNormal: Double?

  /// Opens a stream of a seed at its beginning.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.init(key: RandomSource.spread(seed), stream: stream)
  }

  private init(key: UInt64, stream: UInt64) {
    self.key = key
    self.stream = stream
  }

  /// Returns an independent source for a key: a layer, an epoch, a resample.
  ///
  /// The result does not depend on how many numbers were drawn from this source.
  public func split(_ key: UInt64) -> RandomSource {
    RandomSource(
      key: self.key, stream: RandomSource.spread(stream &+ RandomSource.spread(key &+ 1)))
  }

  /// Returns 64 random bits.
  public mutating func next() -> UInt64 {
    if let bits = spare {
      spare = nil
      return bits
    }
    let (first, second) = philox(counter: (block, stream))
    block &+= 1
    spare = second
    return first
  }

  /// Returns a number uniform in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns an integer uniform in 0..<`bound`, without bias.
  ///
  /// Source: D. Lemire, *Fast Random Integer Generation in an Interval*, 2019.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "the bound must be positive")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let floor = (0 &- bound) % bound
      while product.low < floor { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Returns a standard normal number, by the polar method of Marsaglia.
  public mutating func normal() -> Double {
    if let value = spareNormal {
      spareNormal = nil
      return value
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * ElementaryFunctions.log(square) / square).squareRoot()
      spareNormal = y * factor
      return x * factor
    }
  }

  /// Returns the numbers 0..<`count` in an order drawn at random, every order equally likely.
  ///
  /// The order is a function of the next 64 bits of this stream: they seed a SplitMix64 generator,
  /// whose numbers drive the shuffle of Fisher and Yates.
  public mutating func permutation(_ count: Int) -> [Int32] {
    precondition(count <= Int32.max, "at most 2³¹ − 1 rows can be ordered")
    var state = next()
    return [Int32](unsafeUninitializedCapacity: count) { order, initialized in
      for index in 0..<count { order[index] = Int32(index) }
      initialized = count
      guard count > 1 else { return }
      for last in stride(from: UInt64(count - 1), to: 0, by: -1) {
        let bound = last + 1
        var product = RandomSource.splitMix(&state).multipliedFullWidth(by: bound)
        // Below the bound a number may be one too many: then the exact test decides.
        if product.low < bound {
          let floor = (0 &- bound) % bound
          while product.low < floor {
            product = RandomSource.splitMix(&state).multipliedFullWidth(by: bound)
          }
        }
        order.swapAt(Int(last), Int(product.high))
      }
    }
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mix(state)
  }

  private func philox(counter: (UInt64, UInt64)) -> (UInt64, UInt64) {
    var (c0, c1) = (UInt32(truncatingIfNeeded: counter.0), UInt32(counter.0 >> 32))
    var (c2, c3) = (UInt32(truncatingIfNeeded: counter.1), UInt32(counter.1 >> 32))
    var (k0, k1) = (UInt32(truncatingIfNeeded: key), UInt32(key >> 32))
    for _ in 0..<10 {
      let first = 0xD251_1F53 &* UInt64(c0)
      let second = 0xCD9E_8D57 &* UInt64(c2)
      let (high0, low0) = (UInt32(first >> 32), UInt32(truncatingIfNeeded: first))
      let (high1, low1) = (UInt32(second >> 32), UInt32(truncatingIfNeeded: second))
      (c0, c1, c2, c3) = (high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (UInt64(c0) | UInt64(c1) << 32, UInt64(c2) | UInt64(c3) << 32)
  }

  /// Spreads neighbouring values.
  private static func spread(_ value: UInt64) -> UInt64 { mix(value &+ 0x9E37_79B9_7F4A_7C15) }

  /// The finaliser of SplitMix64, a bijection.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
