public import AssayCore

/// What is wrong with a file of rows and columns, and where.
public struct CSVError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(FileError)
    /// The file is packed by gzip, and cannot be unpacked.
    case gzip(GzipError)
    /// The file has no bytes but blank lines.
    case empty
    /// The file has a header and no row after it.
    case noRows
    /// The text is UTF-16.
    case utf16
    /// A zero byte: the file is not text.
    case zeroByte
    /// Bytes that are no UTF-8.
    case notUTF8
    /// A quote that is never closed; the line is where it was opened.
    case unterminatedQuote
    /// Something other than a delimiter after a closing quote.
    case textAfterQuote
    /// A row with more bytes than the given number.
    case rowTooLong(limit: Int)
    /// A row with another number of fields than the header or the first row.
    case ragged(expected: Int, found: Int)
    /// Two columns with one name, counted from 1.
    case duplicateColumn(first: Int, second: Int)
    /// A header that is made of numbers.
    case headerOfNumbers
    /// No column has the name.
    case noSuchColumn(suggestion: String?, columns: [String])
    /// A text where a number is needed.
    case notANumber(String)
    /// A number with decimals where a whole one is needed.
    case notWhole(String)
    /// An infinite number, or one beyond the range of a Float, where data is needed.
    case notFinite(String)
    /// A number beyond the range of a Double.
    case outOfRange(String)
    /// A number with a decimal comma in a column of decimal points, or the other way round.
    case mixedDecimals(String)
    /// A missing value where one is needed.
    case missing(String)
  }

  /// The file, as the caller named it.
  public let file: String
  /// The line, counted from 1, of the row (or of the quote) in question.
  public let line: Int?
  /// The name of the column in question.
  public let column: String?
  /// What is wrong.
  public let reason: Reason

  /// Creates an error from its facts.
  public init(file: String, line: Int? = nil, column: String? = nil, reason: Reason) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }

  init(file: String, _ failure: ByteSource.Failure) {
    switch failure {
    case .file(let error): self.init(file: file, reason: .unreadable(error))
    case .gzip(let error): self.init(file: file, reason: .gzip(error))
    }
  }
}

extension CSVError: CustomStringConvertible {
  /// One line: the file, the line and column, what is wrong there and the remedy.
  public var description: String {
    if case .unreadable(let error) = reason { return error.description }
    if case .gzip(let error) = reason { return error.description }
    let place = [file, line.map { "line \($0)" }, column.map { "column \($0)" }]
    return place.compactMap { $0 }.joined(separator: ", ") + ": " + wording
  }

  private var wording: String {
    switch reason {
    case .unreadable, .gzip: ""
    case .empty: "the file is empty; it needs a header and at least one row"
    case .noRows: "there is a header and no row after it"
    case .utf16: "the text is UTF-16; save it as UTF-8"
    case .zeroByte: "there is a zero byte; the file is not text, or not in UTF-8"
    case .notUTF8: "the text is not UTF-8; save it as UTF-8"
    case .unterminatedQuote:
      "a quote is opened here and never closed; the file may have been cut"
    case .textAfterQuote:
      "there is text after a closing quote; write a quote within a field twice"
    case .rowTooLong(let limit):
      "the row is longer than \(limit) bytes; a quote may have been left open"
    case .ragged(let expected, let found):
      "expected \(fields(expected)), found \(found)"
    case .duplicateColumn(let first, let second):
      "columns \(first) and \(second) have the same name; rename one"
    case .headerOfNumbers:
      "the header is made of numbers; say so if the file has no header"
    case .noSuchColumn(let suggestion, let columns):
      "there is no such column" + (suggestion.map { "; did you mean \($0)?" } ?? known(columns))
    case .notANumber(let text): "expected a number, found \(quoted(text))"
    case .notWhole(let text): "expected a whole number, found \(quoted(text))"
    case .notFinite(let text):
      "expected a finite number in the range of a Float, found \(quoted(text))"
    case .outOfRange(let text): "\(quoted(text)) is beyond the range of a Double"
    case .mixedDecimals(let text):
      "\(quoted(text)) has another decimal separator than the rows before"
    case .missing(let text):
      "the value is missing\(text.isEmpty ? "" : " (\(quoted(text)))"); fill it in or drop the row"
    }
  }

  private func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }

  private func known(_ columns: [String]) -> String {
    let shown = columns.prefix(12).joined(separator: ", ")
    return "; there are: " + shown + (columns.count > 12 ? ", …" : "")
  }

  /// The beginning of a text, on one line and in quotes.
  private func quoted(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : $0 }
    return "\"" + String(line.prefix(40)) + (line.count > 40 ? "…\"" : "\"")
  }
}
