/// One field to be written: a text, a number or nothing.
public enum CSVField: Hashable, Sendable {
  /// A text, put in quotes where it must be.
  case text(String)
  /// A number, with the fewest digits that read back as the same Double; `nan`, `inf`, `-inf`.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A missing value: an empty field.
  case missing
}

extension CSVField: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral
{
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
  /// A whole number.
  public init(integerLiteral number: Int) { self = .integer(number) }
  /// A number.
  public init(floatLiteral number: Double) { self = .number(number) }
}

/// Rows of fields as text: RFC 4180's quotes, LF at the end of each row.
///
/// ```swift
/// var text = CSVText()
/// text.append(["truth", "score"])
/// text.append([1, 0.9278774778828034])
/// print(text.text)
/// ```
public struct CSVText: Sendable {
  /// The character between fields.
  public let delimiter: CSVFormat.Delimiter
  /// The text so far, as UTF-8.
  public internal(set) var bytes: [UInt8] = []

  /// Starts an empty text.
  public init(delimiter: CSVFormat.Delimiter = .comma) { self.delimiter = delimiter }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a row.
  public mutating func append(_ fields: [CSVField]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(delimiter.rawValue) }
      switch field {
      case .text(let text): append(text, isAlone: fields.count == 1)
      case .number(let number): bytes += number.description.utf8
      case .integer(let number): bytes += number.description.utf8
      case .missing: if fields.count == 1 { append("", isAlone: true) }
      }
    }
    bytes.append(.lineFeed)
  }

  /// Quotes what would otherwise read back as something else; an empty row would be a blank line.
  private mutating func append(_ text: String, isAlone: Bool) {
    let special: [UInt8] = [delimiter.rawValue, .quote, .lineFeed, .carriageReturn]
    let mustQuote =
      text.utf8.contains(where: special.contains) || (text.isEmpty && isAlone)
      || (bytes.isEmpty && text.utf8.starts(with: [0xef, 0xbb, 0xbf]))
    guard mustQuote else {
      bytes += text.utf8
      return
    }
    bytes.append(.quote)
    for byte in text.utf8 {
      if byte == .quote { bytes.append(.quote) }
      bytes.append(byte)
    }
    bytes.append(.quote)
  }
}
