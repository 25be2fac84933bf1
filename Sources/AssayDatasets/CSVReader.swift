/// A file of rows and columns (CSV, TSV), read row by row: it may be larger than memory.
///
/// Quotes, delimiters and line ends within quotes, LF, CRLF and CR, and a byte order mark are read as
/// RFC 4180 and custom have them; blank lines are skipped. Every row must have as many fields as the
/// header. The path `-` is standard input. Files packed by gzip are read in a build with the package
/// trait `Gzip`; whether their checksum is right is known behind the last row.
///
/// ```swift
/// var reader = try CSVReader("measurements.csv")
/// let age = try reader.position(of: "age")
/// while let row = try reader.next() { sum += try row.number(age) }
/// ```
///
/// To read a whole file, use ``Table``.
public struct CSVReader: ~Copyable {
  /// The file, as the caller named it.
  public let file: String
  /// The format, with the delimiter that was given or found out.
  public private(set) var format: CSVFormat
  /// The names of the columns; without a header "column 1" and so on.
  public var names: [String] { columns.names }

  private(set) var columns: CSVColumns
  private var source: ByteSource
  private var piece: [UInt8]
  private var position = 0
  private var scanner: CSVScanner
  private var mayHoldNonASCII = false
  /// The first row of a file without a header, read to know how many columns there are.
  private var pending: CSVRow?

  /// Opens a file and reads its header.
  ///
  /// - Throws: `CSVError` for a file that cannot be read, is empty or is not UTF-8 text.
  public init(_ path: String, format: CSVFormat = CSVFormat()) throws(CSVError) {
    let source: ByteSource
    do throws(ByteSource.Failure) {
      source = try ByteSource(contentsOf: path)
    } catch {
      throw CSVError(file: path, error)
    }
    try self.init(file: path == "-" ? "standard input" : path, source, format)
  }

  /// Reads rows from a text.
  ///
  /// - Parameter file: what errors call the text.
  /// - Throws: `CSVError` for a text without a row.
  public init(
    text: String, file: String = "text", format: CSVFormat = CSVFormat()
  ) throws(CSVError) {
    try self.init(bytes: Array(text.utf8), file: file, format: format)
  }

  /// Reads rows from bytes.
  ///
  /// - Parameter file: what errors call the bytes.
  /// - Throws: `CSVError` for bytes without a row, or that are not UTF-8 text.
  public init(
    bytes: [UInt8], file: String = "text", format: CSVFormat = CSVFormat()
  ) throws(CSVError) {
    let source: ByteSource
    do throws(ByteSource.Failure) {
      source = try ByteSource(bytes, file: file)
    } catch {
      throw CSVError(file: file, error)
    }
    try self.init(file: file, source, format)
  }

  private init(
    file: String, _ source: consuming ByteSource, _ format: CSVFormat
  ) throws(CSVError) {
    self.file = file
    self.source = source
    piece = []
    self.format = format
    columns = CSVColumns(file: file, names: [], format: format)
    scanner = CSVScanner(file: file, delimiter: format.delimiter ?? .comma)
    try begin()
  }

  /// Finds out the delimiter and the names of the columns.
  private mutating func begin() throws(CSVError) {
    var isWhole = false
    while piece.count <= 1 << 15 {
      guard let more = try nextPiece() else {
        isWhole = true
        break
      }
      if piece.isEmpty { piece = more } else { piece += more }
    }
    if piece.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    if piece.starts(with: [0xff, 0xfe]) || piece.starts(with: [0xfe, 0xff]) {
      throw CSVError(file: file, line: 1, reason: .utf16)
    }
    mayHoldNonASCII = !CSVReader.isASCII(piece)
    if format.delimiter == nil {
      let sample = piece[position...].prefix(1 << 15)
      format.delimiter = CSVFormat.delimiter(
        of: sample, isWhole: isWhole && sample.count == piece.count - position)
    }
    scanner = CSVScanner(file: file, delimiter: format.delimiter ?? .comma)
    var first = CSVRow(columns: columns)
    guard try readRecord(into: &first.records) else { throw CSVError(file: file, reason: .empty) }
    let names =
      format.hasHeader
      ? try CSVColumns.names(of: first, file: file, line: first.line)
      : (1...first.count).map { "column \($0)" }
    columns = CSVColumns(file: file, names: names, format: format)
    if !format.hasHeader { pending = CSVRow(columns: columns, records: first.records) }
  }

  /// Where a column stands, counted from 0.
  ///
  /// - Throws: `CSVError` with the name that may have been meant.
  public func position(of name: String) throws(CSVError) -> Int {
    try columns.position(of: name)
  }

  /// The next row, nil at the end.
  ///
  /// - Throws: `CSVError` with the line for a row with other fields than the header, a quote that is
  ///   never closed, bytes that are not UTF-8.
  public mutating func next() throws(CSVError) -> CSVRow? {
    var row = CSVRow(columns: columns)
    return try readRow(into: &row.records) ? row : nil
  }

  /// Appends the next row, and checks that it has as many fields as there are columns.
  mutating func readRow(into records: inout CSVRecords) throws(CSVError) -> Bool {
    if let row = pending {
      pending = nil
      records.ends += row.records.ends.map { $0 + records.text.count }
      records.text += row.records.text
      records.lines += row.records.lines
      return true
    }
    let before = records.ends.count
    guard try readRecord(into: &records) else { return false }
    let found = records.ends.count - before
    guard found == columns.names.count else {
      throw CSVError(
        file: file, line: records.lines.last,
        reason: .ragged(expected: columns.names.count, found: found))
    }
    return true
  }

  private mutating func readRecord(into records: inout CSVRecords) throws(CSVError) -> Bool {
    let firstField = records.ends.count
    while true {
      let isComplete = try scanner.scan(piece[...], &position, into: &records)
      if isComplete { break }
      guard let more = try nextPiece() else {
        guard try scanner.finish(into: &records) else { return false }
        break
      }
      piece = more
      position = 0
      mayHoldNonASCII = mayHoldNonASCII || !CSVReader.isASCII(more)
    }
    if mayHoldNonASCII {
      for field in firstField..<records.ends.count {
        guard String(validating: records.text[records.range(field)], as: UTF8.self) != nil else {
          throw CSVError(file: file, line: records.lines.last, reason: .notUTF8)
        }
      }
    }
    return true
  }

  private mutating func nextPiece() throws(CSVError) -> [UInt8]? {
    do throws(ByteSource.Failure) {
      return try source.next()
    } catch {
      throw CSVError(file: file, error)
    }
  }

  private static func isASCII(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { $0.reduce(0, |) } < 0x80
  }
}
