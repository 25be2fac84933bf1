internal import AssayCore

/// The names of a file's columns, and how its fields are read.
struct CSVColumns: Hashable, Sendable {
  let file: String
  let names: [String]
  let format: CSVFormat

  /// Where a column stands, counted from 0.
  func position(of name: String) throws(CSVError) -> Int {
    if let position = names.firstIndex(of: name) { return position }
    let suggestion = Spelling.nearest(to: name, among: names)
    throw CSVError(
      file: file, column: name, reason: .noSuchColumn(suggestion: suggestion, columns: names))
  }

  func error(_ reason: CSVError.Reason, line: Int, column: Int) -> CSVError {
    CSVError(file: file, line: line, column: names[column], reason: reason)
  }

  /// Whether a field holds one of the words for a missing value.
  func isMissing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.count > 16 { return false }
    if text.isEmpty { return format.missing.contains("") }
    // most numbers begin with a digit, and no word for a missing value does
    if text[0] &- 0x30 <= 9 { return false }
    let word = String(decoding: text, as: UTF8.self)
    let bare = word.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    return format.missing.contains(String(bare).lowercased())
  }

  /// Reads a field as a number; nil if it is missing.
  func number(
    _ text: UnsafeBufferPointer<UInt8>, line: Int, column: Int,
    decimal: inout CSVFormat.Decimal
  ) throws(CSVError) -> Double? {
    var outcome = NumberText.parse(text, separator: decimal == .comma ? 0x2c : 0x2e)
    if decimal == .either, let separator = text.first(where: { $0 == 0x2c || $0 == 0x2e }) {
      decimal = separator == 0x2c ? .comma : .point
      outcome = NumberText.parse(text, separator: separator)
    }
    if case .number(let value) = outcome { return value }
    if isMissing(text) { return nil }
    let word = String(decoding: text, as: UTF8.self)
    if outcome == .outOfRange { throw error(.outOfRange(word), line: line, column: column) }
    let other: UInt8 = decimal == .comma ? 0x2e : 0x2c
    if format.resolvedDecimal == .either, case .number = NumberText.parse(text, separator: other) {
      throw error(.mixedDecimals(word), line: line, column: column)
    }
    throw error(.notANumber(word), line: line, column: column)
  }

  /// Names the columns of a first row: without the blanks around them, and each once.
  static func names(
    of row: CSVRow, file: String, line: Int
  ) throws(CSVError) -> [String] {
    let names = (0..<row.count).map { index in
      String(
        row[index].drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    var seen: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      if let first = seen.updateValue(index, forKey: name) {
        throw CSVError(
          file: file, line: line, column: name,
          reason: .duplicateColumn(first: first + 1, second: index + 1))
      }
    }
    let areNumbers = names.allSatisfy { Double($0) != nil }
    // a table written without names has them counted from 0: that is a header
    if areNumbers, names != names.indices.map({ "\($0)" }) {
      throw CSVError(file: file, line: line, reason: .headerOfNumbers)
    }
    return names
  }
}
