/// SHA-256 (FIPS 180-4), for tests that compare many numbers with one golden value.
public enum SHA256 {
  /// The digest of some bytes, as 64 hexadecimal digits.
  public static func hex(_ bytes: some Collection<UInt8>) -> String {
    digest(bytes).map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The digest of numbers as little-endian bytes, one after the other.
  public static func hex(littleEndian numbers: some Sequence<Double>) -> String {
    hex(numbers.flatMap { bytes(of: $0.bitPattern) })
  }

  /// The digest of numbers as little-endian bytes, one after the other.
  public static func hex(littleEndian numbers: some Sequence<Float>) -> String {
    hex(numbers.flatMap { bytes(of: $0.bitPattern) })
  }

  /// The digest of numbers as little-endian bytes, one after the other.
  public static func hex(littleEndian numbers: some Sequence<Int64>) -> String {
    hex(numbers.flatMap { bytes(of: UInt64(bitPattern: $0)) })
  }

  private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// The first 32 bits of the fractional parts of a root (2: square, 3: cube) of the first primes.
  private static func constants(_ count: Int, root: Int) -> [UInt32] {
    let primes = (2...).lazy.filter { n in !(2..<n).contains { n.isMultiple(of: $0) } }
    return primes.prefix(count).map { prime in
      // the largest whole r with r^root <= prime * 2^(32 * root)
      var low: UInt128 = 0
      var high: UInt128 = 1 << 40
      while high - low > 1 {
        let middle = (low + high) / 2
        let fits =
          root == 2
          ? middle * middle <= UInt128(prime) << 64
          : middle * middle <= (UInt128(prime) << 96) / middle
        if fits { low = middle } else { high = middle }
      }
      return UInt32(truncatingIfNeeded: low)
    }
  }

  private static let rounds = constants(64, root: 3)
  private static let start = constants(8, root: 2)

  private static func digest(_ bytes: some Collection<UInt8>) -> [UInt32] {
    var message = Array(bytes)
    let bits = UInt64(message.count) * 8
    message.append(0x80)
    while message.count % 64 != 56 { message.append(0) }
    message += withUnsafeBytes(of: bits.bigEndian) { Array($0) }
    var state = start
    var words = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: message.count, by: 64) {
      for i in 0..<16 {
        words[i] = (0..<4).reduce(0) { $0 << 8 | UInt32(message[block + 4 * i + $1]) }
      }
      for i in 16..<64 {
        let a = words[i - 15]
        let b = words[i - 2]
        words[i] =
          words[i - 16] &+ (turn(a, 7) ^ turn(a, 18) ^ a >> 3) &+ words[i - 7]
          &+ (turn(b, 17) ^ turn(b, 19) ^ b >> 10)
      }
      mix(words, into: &state)
    }
    return state
  }

  private static func mix(_ words: [UInt32], into state: inout [UInt32]) {
    var s = state
    for i in 0..<64 {
      let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
      let high = turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)
      let first = s[7] &+ high &+ choice &+ rounds[i] &+ words[i]
      let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
      let low = turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)
      s = [first &+ low &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for i in 0..<8 { state[i] &+= s[i] }
  }

  private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }
}
