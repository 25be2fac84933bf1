/// Numbers written in decimal, read as the Double nearest to them.
///
/// The grammar is `[+-] digits [. digits] [e [+-] digits]`, digits on one side of the point at least,
/// and `inf` or `infinity` in any letters. No language setting of the machine matters.
///
/// Up to 19 digits and a power of ten within ±27, which is nearly every number in a file, are read
/// with one exact 128-bit division or multiplication and one rounding; the rest goes to the standard
/// library, which is exact as well.
enum NumberText {
  enum Outcome: Equatable {
    case number(Double)
    case notANumber
    case outOfRange
  }

  /// Reads a text as a number, without the blanks around it.
  static func parse(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8 = 0x2e) -> Outcome {
    var start = 0
    var end = text.count
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    var position = start
    var isNegative = false
    if position < end, text[position] == 0x2d || text[position] == 0x2b {
      isNegative = text[position] == 0x2d
      position += 1
    }
    let unsigned = position
    var digits: UInt64 = 0
    var significant = 0
    var exponent = 0
    var isExact = true
    var count = 0
    var point: Int?
    while position < end {
      let digit = text[position] &- 0x30
      if digit <= 9 {
        count += 1
        if significant < 19 {
          digits = digits &* 10 &+ UInt64(digit)
          if digits != 0 { significant += 1 }
          if point != nil { exponent -= 1 }
        } else {
          if digit != 0 { isExact = false }
          if point == nil { exponent += 1 }
        }
      } else if text[position] == separator, point == nil {
        point = position
      } else {
        break
      }
      position += 1
    }
    guard count > 0 else { return infinity(text, unsigned..<end, isNegative) }
    if position < end {
      guard text[position] | 0x20 == 0x65 else { return .notANumber }
      position += 1
      guard let written = wholeNumber(text, position..<end) else { return .notANumber }
      exponent += written
    }
    if digits == 0 { return .number(isNegative ? -0.0 : 0) }
    guard isExact, (-27...27).contains(exponent) else {
      return slow(text, start..<end, point)
    }
    let value = value(digits, exponent)
    return .number(isNegative ? -value : value)
  }

  /// digits · 10^exponent, rounded once: 10^k is 5^k, exact in 64 bits, and a power of two.
  @inline(__always)
  private static func value(_ digits: UInt64, _ exponent: Int) -> Double {
    if digits <= 1 << 53 {
      // both are exact as Doubles, so that one rounding is left
      if exponent <= 0, exponent >= -22 { return Double(digits) / powersOfTen[-exponent] }
      if exponent > 0, exponent <= 22 { return Double(digits) * powersOfTen[exponent] }
    }
    if exponent == 0 { return Double(digits) }
    if exponent > 0 {
      let (high, low) = digits.multipliedFullWidth(by: powersOfFive[exponent])
      if high == 0 { return Double(low) * powerOfTwo(exponent) }
      let zeros = high.leadingZeroBitCount
      let top = zeros == 0 ? high : high << zeros | low >> (64 - zeros)
      let lost = low << zeros
      // the lowest bit stands for all that were lost, so that the rounding is of the whole product
      return Double(top | (lost == 0 ? 0 : 1)) * powerOfTwo(exponent) * powerOfTwo(64 - zeros)
    }
    let divisor = powersOfFive[-exponent]
    let digitZeros = digits.leadingZeroBitCount
    let divisorZeros = divisor.leadingZeroBitCount
    let shifted = digits << digitZeros
    let (quotient, remainder) = (divisor << divisorZeros).dividingFullWidth(
      (shifted >> 1, shifted << 63))
    let scale = exponent + divisorZeros - digitZeros - 63
    return Double(quotient | (remainder == 0 ? 0 : 1)) * powerOfTwo(scale)
  }

  // literals, since what the compiler lays out needs no check at each use

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let powersOfFive: [UInt64] = [
    1, 5, 25, 125, 625, 3_125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125,
    244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625, 762_939_453_125,
    3_814_697_265_625, 19_073_486_328_125, 95_367_431_640_625, 476_837_158_203_125,
    2_384_185_791_015_625, 11_920_928_955_078_125, 59_604_644_775_390_625, 298_023_223_876_953_125,
    1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
  ]

  /// 2^exponent, for exponents of an ordinary Double.
  @inline(__always)
  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(1023 + exponent) << 52)
  }

  /// Anything of many digits or a far exponent: the text itself, its separator a point.
  private static func slow(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ point: Int?
  ) -> Outcome {
    var bytes = Array(text[range])
    if let point { bytes[point - range.lowerBound] = 0x2e }
    // the standard library wants a digit on both sides of the point
    if let point, point == range.upperBound - 1 || !isDigit(text[point + 1]) {
      bytes.insert(0x30, at: point - range.lowerBound + 1)
    }
    if let point, point == range.lowerBound || !isDigit(text[point - 1]) {
      bytes.insert(0x30, at: point - range.lowerBound)
    }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)) else { return .notANumber }
    return value.isFinite ? .number(value) : .outOfRange
  }

  /// A whole number with its sign; far exponents stay far, however many digits they have.
  private static func wholeNumber(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var position = range.lowerBound
    var isNegative = false
    if position < range.upperBound, text[position] == 0x2d || text[position] == 0x2b {
      isNegative = text[position] == 0x2d
      position += 1
    }
    guard position < range.upperBound else { return nil }
    var value = 0
    while position < range.upperBound {
      guard isDigit(text[position]) else { return nil }
      value = min(value * 10 + Int(text[position] - 0x30), 1_000_000)
      position += 1
    }
    return isNegative ? -value : value
  }

  private static func infinity(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ isNegative: Bool
  ) -> Outcome {
    guard range.count == 3 || range.count == 8 else { return .notANumber }
    let word = String(decoding: text[range], as: UTF8.self).lowercased()
    guard word == "inf" || word == "infinity" else { return .notANumber }
    return .number(isNegative ? -.infinity : .infinity)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}
