/// How a file of rows and columns is written: its delimiter, its header, its numbers.
///
/// ```swift
/// CSVFormat()                                        // a header; the delimiter is found out
/// CSVFormat(delimiter: .tab, hasHeader: false)
/// ```
public struct CSVFormat: Hashable, Sendable {
  /// The character between the fields of a row.
  public enum Delimiter: UInt8, CaseIterable, Hashable, Sendable {
    /// A comma.
    case comma = 0x2c
    /// A semicolon.
    case semicolon = 0x3b
    /// A tabulator.
    case tab = 0x09
    /// A vertical bar.
    case bar = 0x7c
  }

  /// The character between the whole part of a number and its decimals.
  public enum Decimal: Hashable, Sendable {
    /// A point: 3.14.
    case point
    /// A comma: 3,14.
    case comma
    /// A point or a comma, but only one of them in a column.
    case either
  }

  /// The character between fields; nil finds it out from the first rows.
  public var delimiter: Delimiter?
  /// Whether the first row names the columns; without, they are called "column 1" and so on.
  public var hasHeader: Bool
  /// The decimal separator; nil is a point, or either one where the delimiter is a semicolon.
  public var decimal: Decimal?
  /// The words for a missing value, in small letters; capital letters in the file do not matter.
  public var missing: [String]

  /// Creates a format; what is not given is found out or has its usual value.
  public init(
    delimiter: Delimiter? = nil, hasHeader: Bool = true, decimal: Decimal? = nil,
    missing: [String] = ["", "na", "n/a", "nan", "null"]
  ) {
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.decimal = decimal
    self.missing = missing
  }

  /// The separator that numbers are read with.
  var resolvedDecimal: Decimal { decimal ?? (delimiter == .semicolon ? .either : .point) }

  /// The delimiter with which the first rows of a text fall into equally many fields.
  ///
  /// Of several such delimiters the one with the most fields is taken; if the rows never agree, the
  /// one with the most fields in the first row; a comma if no delimiter occurs at all.
  static func delimiter(of sample: ArraySlice<UInt8>, isWhole: Bool) -> Delimiter {
    var regular: (delimiter: Delimiter, fields: Int)?
    var first: (delimiter: Delimiter, fields: Int)?
    for delimiter in Delimiter.allCases {
      let counts = fieldCounts(sample, delimiter, isWhole: isWhole)
      guard let count = counts.first, count > 1 else { continue }
      if count > first?.fields ?? 0 { first = (delimiter, count) }
      if counts.allSatisfy({ $0 == count }), count > regular?.fields ?? 0 {
        regular = (delimiter, count)
      }
    }
    return (regular ?? first)?.delimiter ?? .comma
  }

  /// The number of fields in each of the first rows.
  private static func fieldCounts(
    _ sample: ArraySlice<UInt8>, _ delimiter: Delimiter, isWhole: Bool
  ) -> [Int] {
    var scanner = CSVScanner(file: "", delimiter: delimiter)
    var records = CSVRecords()
    var counts: [Int] = []
    var position = sample.startIndex
    do throws(CSVError) {
      while counts.count < 32 {
        let before = records.ends.count
        var isComplete = try scanner.scan(sample, &position, into: &records)
        if !isComplete, isWhole { isComplete = try scanner.finish(into: &records) }
        guard isComplete else { break }
        counts.append(records.ends.count - before)
      }
    } catch {
      // what is wrong shows again, with its place, when the rows are read
    }
    return counts
  }
}
