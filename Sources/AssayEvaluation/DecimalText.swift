/// Numbers as decimal text, the same in every locale and on every platform.
enum DecimalText {
  /// The shortest text that reads back as the number; whole numbers without a point.
  static func shortest(_ number: Double) -> String {
    guard number.isFinite, number == number.rounded(), abs(number) < 1e15 else {
      return "\(number)"
    }
    return String(Int(number))
  }

  /// The number with this many digits after the point, rounded from its exact value: to the
  /// nearest, ties to even, as Python's `format(x, ".2f")` and C's `printf`.
  static func fixed(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    let sign = number.sign == .minus ? "-" : ""
    let magnitude = number.magnitude
    if magnitude < 1e9 && digits <= 9 { return sign + short(magnitude, digits: max(0, digits)) }
    var whole = wholeDigits(magnitude.rounded(.down))
    let (fraction, roundsUp) = fractionDigits(
      magnitude - magnitude.rounded(.down), count: max(0, digits), lastWhole: whole.last ?? 0)
    var all = whole + fraction
    if roundsUp {
      var position = all.count - 1
      while position >= 0 && all[position] == 9 {
        all[position] = 0
        position -= 1
      }
      if position >= 0 { all[position] += 1 } else { all.insert(1, at: 0) }
    }
    whole = Array(all.dropLast(fraction.count))
    let wholeText = whole.map { String($0) }.joined()
    guard digits > 0 else { return sign + wholeText }
    return sign + wholeText + "." + all.suffix(fraction.count).map { String($0) }.joined()
  }

  /// The same of a number below 10^9 with at most 9 digits, in whole numbers of 128 bits.
  private static func short(_ magnitude: Double, digits: Int) -> String {
    var unit: UInt64 = 1
    for _ in 0..<digits { unit *= 10 }
    // A normal number is its 53 bits, of which so many are after the point; others round to 0.
    var units: UInt64 = 0
    let after = magnitude.isNormal ? 52 - Int(magnitude.exponent) : 128
    if after < 128 {
      // An exponent below 30 leaves at least 23 bits after the point.
      let product = UInt128(magnitude.significandBitPattern | (1 << 52)) * UInt128(unit)
      let (rest, half) = (product & ((1 << after) - 1), UInt128(1) << (after - 1))
      units = UInt64(truncatingIfNeeded: product >> after)
      if rest > half || (rest == half && units % 2 == 1) { units += 1 }
    }
    return text(units, digits: digits)
  }

  /// A whole number of units of 10^-digits, written from its last digit up.
  private static func text(_ units: UInt64, digits: Int) -> String {
    let most = 24  // 2^64 has 20 digits; a point, and a zero before it
    return String(unsafeUninitializedCapacity: most) { buffer in
      var place = most
      var rest = units
      var written = 0
      while rest > 0 || written <= digits {
        if written == digits && digits > 0 {
          place -= 1
          buffer.initializeElement(at: place, to: UInt8(ascii: "."))
        }
        place -= 1
        buffer.initializeElement(at: place, to: UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
        written += 1
      }
      for index in place..<most { buffer.initializeElement(at: index - place, to: buffer[index]) }
      return most - place
    }
  }

  /// The decimal digits of a whole number, exactly.
  private static func wholeDigits(_ number: Double) -> [Int] {
    guard number >= 1 else { return [0] }
    // Base 10^9 limbs, least first: the 53 bits, then doubled once for each power of two.
    var limbs = [UInt64(number.significandBitPattern | (1 << 52))]
    var power = Int(number.exponent) - 52
    while power < 0 {
      limbs[0] >>= 1
      power += 1
    }
    limbs = [limbs[0] % 1_000_000_000, limbs[0] / 1_000_000_000]
    if limbs[1] >= 1_000_000_000 {
      limbs = [limbs[0], limbs[1] % 1_000_000_000, limbs[1] / 1_000_000_000]
    }
    for _ in 0..<power {
      var carry: UInt64 = 0
      for index in limbs.indices {
        let doubled = limbs[index] * 2 + carry
        limbs[index] = doubled % 1_000_000_000
        carry = doubled / 1_000_000_000
      }
      if carry > 0 { limbs.append(carry) }
    }
    var digits: [Int] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(Int(rest % 10))
        rest /= 10
      }
    }
    while digits.count > 1 && digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }

  /// The first decimal digits of a fraction, and whether the rest rounds them up.
  private static func fractionDigits(
    _ fraction: Double, count: Int, lastWhole: Int
  ) -> (digits: [Int], roundsUp: Bool) {
    // The fraction as 35 words of 32 bits after the point: 1,120 bits hold any Double's.
    var words = [UInt64](repeating: 0, count: 35)
    var rest = fraction
    for index in words.indices where rest > 0 {
      rest *= 4_294_967_296
      words[index] = UInt64(rest.rounded(.down))
      rest -= rest.rounded(.down)
    }
    var digits: [Int] = []
    for _ in 0..<count {
      var carry: UInt64 = 0
      for index in words.indices.reversed() {
        let scaled = words[index] * 10 + carry
        words[index] = scaled & 0xFFFF_FFFF
        carry = scaled >> 32
      }
      digits.append(Int(carry))
    }
    let half: UInt64 = 0x8000_0000
    let isTie = words[0] == half && words.dropFirst().allSatisfy { $0 == 0 }
    let isOdd = (digits.last ?? lastWhole) % 2 == 1
    return (digits, isTie ? isOdd : words[0] >= half)
  }
}
