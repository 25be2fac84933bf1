/// Why bytes are not the encoded statistic that was asked for: the place, what was expected and
/// what came.
///
/// Offsets count bytes from the beginning.
///
/// ```swift
/// do {
///   _ = try ScoreCurve(decoding: bytes)
/// } catch EvaluationError.undecodable(.laterVersion(let found, let known)) {
///   print("written by version \(found), this one reads \(known)")
/// }
/// ```
public enum DecodingFault: Hashable, Sendable {
  /// The bytes do not begin as an encoded statistic does.
  case notEncoded(found: [UInt8], expected: [UInt8])
  /// They are of a version of the form that this package does not know.
  case laterVersion(found: Int, known: Int)
  /// They are another statistic.
  case otherKind(found: String, expected: String)
  /// They end too early.
  case cut(offset: Int, needed: Int, count: Int)
  /// Something follows the statistic.
  case trailing(offset: Int, count: Int)
  /// The checksum is not that of the bytes: something was altered.
  case altered(offset: Int, found: UInt64, expected: UInt64)
  /// A part has a value that no statistic has.
  case invalid(offset: Int, field: String, found: String, expected: String)
}

extension DecodingFault: CustomStringConvertible {
  /// What was expected, what came, and how to put it right.
  public var description: String {
    switch self {
    case .notEncoded(let found, let expected):
      return "they begin with \(Self.hex(found)) where every encoded statistic begins with "
        + "\(Self.hex(expected)): is this the right file?"
    case .laterVersion(let found, let known):
      return "they are in version \(found) of the form, and this package reads version \(known): "
        + "update the package"
    case .otherKind(let found, let expected):
      return "they are \(found), not \(expected): decode them as what they are"
    case .cut(let offset, let needed, let count):
      return "at byte \(offset), \(needed) more are needed and \(count) are left: "
        + "the end is missing, copy them anew"
    case .trailing(let offset, let count):
      return "the statistic ends at byte \(offset) and \(count) more follow: "
        + "decode one statistic at a time"
    case .altered(let offset, let found, let expected):
      return "the checksum at byte \(offset) is \(Self.hex(found)), but that of the bytes is "
        + "\(Self.hex(expected)): something was altered on the way, copy them anew"
    case .invalid(let offset, let field, let found, let expected):
      return "at byte \(offset), \(field) is \(found), expected \(expected)"
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.isEmpty ? "nothing" : bytes.map { hex(UInt64($0), digits: 2) }.joined(separator: " ")
  }

  private static func hex(_ number: UInt64, digits: Int = 16) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
