/// Bytes that grow by numbers and texts.
struct EncodedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// A whole number, seven bits a byte from the least up; all bytes but the last have the high bit.
  mutating func count(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A whole number that is not negative.
  mutating func count(_ value: Int) { count(UInt64(clamping: value)) }

  /// Eight bytes, the least first.
  mutating func fixed(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Replaces eight bytes that were written before.
  mutating func setFixed(_ value: UInt64, at offset: Int) {
    for index in 0..<8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
    }
  }

  /// The eight bytes of a Double; −0 as 0, which it equals.
  mutating func number(_ value: Double) { fixed((value + 0).bitPattern) }

  /// A text: the length of its UTF-8, and that.
  mutating func text(_ value: String) {
    let utf8 = Array(value.utf8)
    count(utf8.count)
    bytes += utf8
  }

  /// A text that may be missing.
  mutating func text(_ value: String?) {
    flag(value != nil)
    if let value { text(value) }
  }

  /// Amounts of rows: whole numbers as counts, any others as Doubles.
  mutating func amounts(_ values: [Double]) {
    let isWhole = values.allSatisfy {
      $0 >= 0 && $0 <= Double(EncodedReader.largestCount) && $0 == $0.rounded()
    }
    flag(!isWhole)
    for value in values {
      if isWhole, let whole = UInt64(exactly: value) { count(whole) } else { number(value) }
    }
  }
}
