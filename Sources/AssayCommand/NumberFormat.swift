#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number with a fixed count of digits after the point, as C's `printf` rounds; «–» for NaN.
func fixed(_ number: Double, _ digits: Int) -> String {
  guard number.isFinite else { return number.isNaN ? "–" : number < 0 ? "-∞" : "∞" }
  var bytes = [CChar](repeating: 0, count: 400)
  let count = bytes.count
  let written = withVaList([number]) { vsnprintf(&bytes, count, "%.\(digits)f", $0) }
  guard written > 0, written < count else { return "\(number)" }
  return String(decoding: bytes[..<Int(written)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A count with commas between thousands.
func grouped(_ count: Int) -> String {
  var (digits, groups) = ("\(count)", [String]())
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}

/// A text with blanks behind it, up to a width.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

/// A text with blanks before it, up to a width.
func rightAligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
