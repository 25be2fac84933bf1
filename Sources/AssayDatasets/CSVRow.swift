/// One row of a file.
public struct CSVRow: Sendable {
  let columns: CSVColumns
  var records = CSVRecords()

  /// The number of fields.
  public var count: Int { records.ends.count }

  /// The line the row begins on, counted from 1.
  public var line: Int { records.lines.first ?? 0 }

  /// The text of a field, counted from 0.
  public subscript(column: Int) -> String { records.string(column) }

  /// A field as a number.
  ///
  /// - Parameter missing: what a missing value reads as; nil makes it an error.
  /// - Throws: `CSVError` with line and column for a text that is no number.
  public func number(_ column: Int, missing: Double? = nil) throws(CSVError) -> Double {
    let result = records.text.withUnsafeBufferPointer { text in
      Result { () throws(CSVError) -> Double in
        let field = UnsafeBufferPointer(rebasing: text[records.range(column)])
        var decimal = columns.format.resolvedDecimal
        let number = try columns.number(field, line: line, column: column, decimal: &decimal)
        guard let number = number ?? missing else {
          throw columns.error(.missing(self[column]), line: line, column: column)
        }
        return number
      }
    }
    return try result.get()
  }
}
