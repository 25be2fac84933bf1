/// NumPy's legacy stream of random numbers (`numpy.random.RandomState`), number for number.
///
/// The generator is MT19937: 624 words of 32 bits, seeded as Matsumoto and Nishimura's
/// `init_genrand`. It exists so that a seed means here what it means in NumPy and scikit-learn:
/// the same points, the same shuffles, the same splits. Networks draw from a `RandomSource`.
///
/// ```swift
/// var random = MersenneTwister(seed: 1)
/// random.uniform()                      // 0.417022004702574, as RandomState(1).random_sample()
/// ```
///
/// Integers, doubles and shuffles are the same on every machine. Normals need a logarithm: they
/// equal NumPy's to the bit where the platform's `log` is that of NumPy's build (Linux with glibc),
/// and to one unit in the last place elsewhere.
///
/// M. Matsumoto, T. Nishimura: Mersenne Twister, ACM Transactions on Modeling and Computer
/// Simulation 8 (1998).
public struct MersenneTwister: Hashable, Sendable {
  private static let size = 624
  private static let offset = 397

  private var state: [UInt32]
  private var position = MersenneTwister.size
  /// The second normal of the last pair, until it is drawn.
  var sparedNormal: Double?

  /// The stream of `RandomState(seed)`.
  ///
  /// - Parameter seed: 0 … 2³² − 1, the integers that NumPy accepts.
  public init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(MersenneTwister.size)
    var last = seed
    for index in 1..<UInt32(MersenneTwister.size) {
      last = 1_812_433_253 &* (last ^ (last >> 30)) &+ index
      state.append(last)
    }
  }

  /// The next 32 bits.
  public mutating func next32() -> UInt32 {
    if position == MersenneTwister.size { twist() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  /// The next 64 bits: two draws of 32, the first one above the second.
  public mutating func next64() -> UInt64 {
    let high = UInt64(next32())
    return high << 32 | UInt64(next32())
  }

  /// Replaces the whole state: each word from itself, the one after and the one 397 further on.
  private mutating func twist() {
    let size = MersenneTwister.size
    state.withUnsafeMutableBufferPointer { state in
      for index in 0..<size {
        let after = index + 1 == size ? 0 : index + 1
        let far = index + MersenneTwister.offset
        let word = (state[index] & 0x8000_0000) | (state[after] & 0x7fff_ffff)
        let odd: UInt32 = word & 1 == 0 ? 0 : 0x9908_b0df
        state[index] = state[far < size ? far : far - size] ^ (word >> 1) ^ odd
      }
    }
    position = 0
  }
}
