/// The rows and columns of a whole file, kept as text and read as numbers or labels on demand.
///
/// ```swift
/// let table = try Table(contentsOf: "iris.csv")
/// table.columns                                      // ["sepal length", …, "species"]
/// let lengths = try table.numbers("sepal length")
/// let species = try table.labels("species")
/// ```
public struct Table: Sendable {
  /// The file, as the caller named it.
  public var file: String { heading.file }
  /// The names of the columns.
  public var columns: [String] { heading.names }
  /// The format, with the delimiter that was given or found out.
  public var format: CSVFormat { heading.format }
  /// The number of rows.
  public let count: Int

  let heading: CSVColumns
  private let records: CSVRecords

  /// Reads a file; the path `-` is standard input.
  ///
  /// - Throws: `CSVError` with file and line for all that is wrong with it; a header without rows is
  ///   an error too.
  public init(contentsOf path: String, format: CSVFormat = CSVFormat()) throws(CSVError) {
    try self.init(try CSVReader(path, format: format))
  }

  /// Reads a text.
  ///
  /// - Parameter file: what errors call the text.
  /// - Throws: `CSVError` with the line for all that is wrong with it.
  public init(
    text: String, file: String = "text", format: CSVFormat = CSVFormat()
  ) throws(CSVError) {
    try self.init(try CSVReader(text: text, file: file, format: format))
  }

  /// Reads all rows that a reader still has.
  ///
  /// - Throws: `CSVError` with file and line for all that is wrong with them.
  public init(_ reader: consuming CSVReader) throws(CSVError) {
    var records = CSVRecords()
    while try reader.readRow(into: &records) {}
    guard !records.lines.isEmpty else { throw CSVError(file: reader.file, reason: .noRows) }
    heading = reader.columns
    count = records.lines.count
    self.records = records
  }

  /// Where a column stands, counted from 0.
  ///
  /// - Throws: `CSVError` with the name that may have been meant.
  public func position(of name: String) throws(CSVError) -> Int {
    try heading.position(of: name)
  }

  /// The line of the file that a row begins on, counted from 1.
  public func line(ofRow row: Int) -> Int { records.lines[row] }

  /// The text of one field, row and column counted from 0.
  public subscript(row: Int, column: Int) -> String {
    records.string(row * columns.count + column)
  }

  /// The texts of a column as they are, missing ones included.
  ///
  /// - Throws: `CSVError` if there is no such column.
  public func texts(_ name: String) throws(CSVError) -> [String] {
    let column = try position(of: name)
    return (0..<count).map { self[$0, column] }
  }

  /// The texts of a column whose values are labels.
  ///
  /// - Throws: `CSVError` if there is no such column, or a label is missing.
  public func labels(_ name: String) throws(CSVError) -> [String] {
    let column = try position(of: name)
    var labels: [String] = []
    labels.reserveCapacity(count)
    for row in 0..<count {
      let isMissing = withField(row, column) { heading.isMissing($0) }
      guard !isMissing else {
        throw heading.error(.missing(self[row, column]), line: records.lines[row], column: column)
      }
      labels.append(self[row, column])
    }
    return labels
  }

  /// The numbers of a column.
  ///
  /// - Parameter missing: what a missing value reads as, for example `.nan`; nil makes it an error.
  /// - Throws: `CSVError` with line and column for a text that is no number.
  public func numbers(_ name: String, missing: Double? = nil) throws(CSVError) -> [Double] {
    try numbers(columns: [try position(of: name)], missing: missing)
  }

  /// The numbers of several columns, one row after the other.
  ///
  /// - Throws: `CSVError` with line and column for a text that is no number.
  public func numbers(_ names: [String], missing: Double? = nil) throws(CSVError) -> [Double] {
    var positions: [Int] = []
    for name in names { positions.append(try position(of: name)) }
    return try numbers(columns: positions, missing: missing)
  }

  /// Whether every value of a column that is not missing is a number, and there is one at least.
  ///
  /// - Throws: `CSVError` if there is no such column.
  public func isNumeric(_ name: String) throws(CSVError) -> Bool {
    let column = try position(of: name)
    var decimal = format.resolvedDecimal
    var hasNumber = false
    for row in 0..<count {
      let number = withField(row, column) { field in
        Result { () throws(CSVError) -> Double? in
          try heading.number(field, line: 0, column: column, decimal: &decimal)
        }
      }
      guard case .success(let value) = number else { return false }
      if value != nil { hasNumber = true }
    }
    return hasNumber
  }

  private func numbers(columns: [Int], missing: Double?) throws(CSVError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count * columns.count)
    var decimals = [CSVFormat.Decimal](repeating: format.resolvedDecimal, count: columns.count)
    let width = heading.names.count
    let result = records.text.withUnsafeBufferPointer { text in
      Result { () throws(CSVError) in
        for row in 0..<count {
          for (index, column) in columns.enumerated() {
            let field = UnsafeBufferPointer(rebasing: text[records.range(row * width + column)])
            let line = records.lines[row]
            let number = try heading.number(
              field, line: line, column: column, decimal: &decimals[index])
            guard let number = number ?? missing else {
              throw heading.error(.missing(self[row, column]), line: line, column: column)
            }
            numbers.append(number)
          }
        }
      }
    }
    try result.get()
    return numbers
  }

  private func withField<Value>(
    _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    records.text.withUnsafeBufferPointer { text in
      body(UnsafeBufferPointer(rebasing: text[records.range(row * heading.names.count + column)]))
    }
  }
}
