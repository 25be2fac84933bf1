/// A sum of Doubles without rounding: the order of the terms and of the merges never shows.
///
/// The exact sum is kept as a fixed-point number as wide as the range of Double, in 67 chunks of
/// 32 bits that overlap by carrying (a «small superaccumulator»). It is rounded once, to the
/// nearest Double, ties to even, when ``value`` is read. Two sums are equal when their exact
/// values are equal, however they came about.
///
/// ```swift
/// var sum = ExactSum()
/// for term in [1e100, 1, -1e100] { sum.add(term) }
/// print(sum.value)  // 1.0
/// ```
///
/// **Edge cases:** the empty sum is 0; a sum too large for Double reads as an infinity, and comes
/// back when later terms bring it into range; infinities and NaN behave as in ordinary addition.
///
/// - Complexity: O(1) an addition, a few nanoseconds; O(67) a merge, a reading or a comparison.
///
/// Radford M. Neal, «Fast exact summation using small and large superaccumulators», 2015,
/// arXiv:1505.05571.
public struct ExactSum: Sendable {
  /// The number of chunks: 64 for the exponents of Double, three for the mantissa and carries.
  static let chunkCount = 67

  /// A term adds less than 2^52 to a chunk, so a chunk holds 2,047 terms before it may overflow.
  private static let termsBetweenCarries = 2_000

  /// Chunk i counts units of 2^(32 i - 1075); empty until the first term that is not zero.
  var chunks: [Int64] = []

  /// Terms added since the carries were last propagated.
  private var uncarried = 0

  /// What has no place on the fixed-point line.
  var hasNaN = false
  var hasPositiveInfinity = false
  var hasNegativeInfinity = false

  /// An empty sum, which is 0.
  public init() {}

  /// Adds one term.
  public mutating func add(_ term: Double) {
    guard term != 0 else { return }
    guard term.isFinite else { return addSpecial(term) }
    prepare()
    chunks.withUnsafeMutableBufferPointer { Self.add(term, to: $0) }
    uncarried += 1
  }

  /// Adds the terms of a buffer, of any size.
  mutating func addOneByOne(_ terms: UnsafeBufferPointer<Double>) {
    var start = 0
    while start < terms.count {
      prepare()
      let end = Swift.min(terms.count, start + Self.termsBetweenCarries - uncarried)
      var specials = false
      chunks.withUnsafeMutableBufferPointer { chunks in
        for index in start..<end {
          if terms[index].isFinite {
            Self.add(terms[index], to: chunks)
          } else {
            specials = true
          }
        }
      }
      if specials {
        for index in start..<end where !terms[index].isFinite { addSpecial(terms[index]) }
      }
      uncarried += end - start
      start = end
    }
  }

  /// Adds the terms of an array.
  public mutating func add(_ terms: [Double]) {
    terms.withUnsafeBufferPointer { add($0) }
  }

  /// Adds the product of two factors, exactly (unless it is too small or too large for Double).
  ///
  /// Adding `3 × x` equals adding x three times, to the bit.
  public mutating func add(_ factor: Double, times other: Double) {
    let product = factor * other
    add(product)
    guard product.isFinite, product != 0 else { return }
    add((-product).addingProduct(factor, other))
  }

  /// Adds the exact value of another sum.
  public mutating func merge(_ other: ExactSum) {
    hasNaN = hasNaN || other.hasNaN
    hasPositiveInfinity = hasPositiveInfinity || other.hasPositiveInfinity
    hasNegativeInfinity = hasNegativeInfinity || other.hasNegativeInfinity
    let terms = other.canonical
    guard !terms.isEmpty else { return }
    carry()
    if chunks.isEmpty {
      chunks = terms
    } else {
      for index in chunks.indices { chunks[index] += terms[index] }
    }
    uncarried = 1
  }

  /// The sum, rounded once to the nearest Double, ties to even.
  public var value: Double {
    if hasNaN || (hasPositiveInfinity && hasNegativeInfinity) { return .nan }
    if hasPositiveInfinity { return .infinity }
    if hasNegativeInfinity { return -.infinity }
    return Self.rounded(canonical)
  }

  /// What ``value`` leaves out: the two together have twice the digits of a Double.
  ///
  /// 0 where the sum is not finite.
  public var remainder: Double {
    let rounded = value
    guard rounded.isFinite else { return 0 }
    var rest = self
    rest.add(-rounded)
    return rest.value
  }

  /// Whether the sum is 0 exactly.
  public var isZero: Bool {
    !hasNaN && !hasPositiveInfinity && !hasNegativeInfinity && canonical.allSatisfy { $0 == 0 }
  }
}

extension ExactSum: Hashable {
  /// Whether two sums are the same number, exactly.
  public static func == (one: ExactSum, other: ExactSum) -> Bool {
    one.hasNaN == other.hasNaN
      && one.hasPositiveInfinity == other.hasPositiveInfinity
      && one.hasNegativeInfinity == other.hasNegativeInfinity
      && one.canonical == other.canonical
  }

  /// Feeds the exact value to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(hasNaN)
    hasher.combine(hasPositiveInfinity)
    hasher.combine(hasNegativeInfinity)
    hasher.combine(canonical)
  }
}

extension ExactSum {
  /// Adds a finite term to the two chunks its mantissa falls into.
  @inline(__always)
  private static func add(_ term: Double, to chunks: UnsafeMutableBufferPointer<Int64>) {
    let bits = term.bitPattern
    let field = Int((bits >> 52) & 0x7FF)
    let fraction = Int64(bits & 0xF_FFFF_FFFF_FFFF)
    // A subnormal has the exponent of the smallest normal number and no implicit bit.
    let exponent = field == 0 ? 1 : field
    let mantissa = field == 0 ? fraction : fraction | 0x10_0000_0000_0000
    let chunk = exponent >> 5
    let shift = Int64(exponent & 31)
    let low = (mantissa &<< shift) & 0xFFFF_FFFF
    let high = mantissa &>> (32 &- shift)
    // All ones for a negative term: (x ^ sign) - sign is then -x.
    let sign = Int64(bitPattern: bits) >> 63
    chunks[chunk] &+= (low ^ sign) &- sign
    chunks[chunk + 1] &+= (high ^ sign) &- sign
  }

  private mutating func addSpecial(_ term: Double) {
    if term.isNaN {
      hasNaN = true
    } else if term > 0 {
      hasPositiveInfinity = true
    } else {
      hasNegativeInfinity = true
    }
  }

  /// Makes room for at least one more term.
  @inline(__always)
  private mutating func prepare() {
    if chunks.isEmpty {
      chunks = [Int64](repeating: 0, count: Self.chunkCount)
    } else if uncarried >= Self.termsBetweenCarries {
      carry()
    }
  }

  private mutating func carry() {
    guard uncarried > 0 else { return }
    Self.carry(&chunks)
    uncarried = 0
  }

  /// Leaves every chunk but the last in 0 ..< 2^32; the last carries the sign.
  static func carry(_ chunks: inout [Int64]) {
    for index in 0..<(chunkCount - 1) {
      let excess = chunks[index] >> 32
      chunks[index] &= 0xFFFF_FFFF
      chunks[index + 1] += excess
    }
  }

  /// The chunks after all carries: one form for each number, empty for 0.
  var canonical: [Int64] {
    guard !chunks.isEmpty else { return [] }
    var result = chunks
    if uncarried > 0 { Self.carry(&result) }
    return result.allSatisfy { $0 == 0 } ? [] : result
  }

  /// Rounds canonical chunks to the nearest Double.
  private static func rounded(_ canonical: [Int64]) -> Double {
    guard let last = canonical.last else { return 0 }
    var magnitude = canonical
    if last < 0 {
      for index in magnitude.indices { magnitude[index] = -magnitude[index] }
      carry(&magnitude)
    }
    guard let top = magnitude.lastIndex(where: { $0 != 0 }) else { return 0 }

    // The 64 bits from the highest one down, and whether anything is left below them.
    func chunk(_ index: Int) -> UInt64 { index < 0 ? 0 : UInt64(magnitude[index]) }
    let width = UInt64.bitWidth - chunk(top).leadingZeroBitCount
    var window: UInt64
    let lowestBit: Int  // of the window, in units of 2^-1075
    var rest: UInt64 = 0
    if width > 32 {  // only the last chunk may be so wide; it is far above the range of Double
      return last < 0 ? -.infinity : .infinity
    }
    window = chunk(top) << UInt64(64 - width)
    window |= chunk(top - 1) << UInt64(32 - width)
    window |= chunk(top - 2) >> UInt64(width)
    lowestBit = 32 * top + width - 64
    rest = chunk(top - 2) & ((1 << UInt64(width)) - 1)
    if top > 2 {
      for index in 0..<(top - 2) { rest |= UInt64(magnitude[index]) }
    }
    // A one below the window only matters as «more than nothing»: rounding to 53 bits of 64
    // looks no further.
    if rest != 0 { window |= 1 }
    let result = scaled(Double(window), by: lowestBit - 1075)
    return last < 0 ? -result : result
  }

  /// x · 2^exponent in two exact steps, for a power of two itself may be out of range.
  private static func scaled(_ x: Double, by exponent: Int) -> Double {
    let half = exponent / 2
    return x * powerOfTwo(half) * powerOfTwo(exponent - half)
  }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
