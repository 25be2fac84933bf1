public import AssayDatasets

/// How columns of a table become numbers that a network learns well from.
///
/// A column of numbers is standardised: minus its mean, divided by its standard deviation, both of
/// the rows learnt from (a column that never varies becomes zeros). A column of texts becomes one
/// column for each text that occurs in those rows, 1 where it stands and 0 elsewhere; a text not
/// seen then is all zeros, and is counted.
///
/// scikit-learn: `StandardScaler` and `OneHotEncoder(handle_unknown="ignore")`.
public struct Preprocessing: Hashable, Sendable, Codable {
  /// A column, and what becomes of it.
  public struct Column: Hashable, Sendable, Codable {
    /// The column's name.
    public let name: String
    /// What becomes of its values.
    public let encoding: Encoding
  }

  /// What becomes of a column's values.
  public enum Encoding: Hashable, Sendable, Codable {
    /// Numbers, standardised.
    case numbers(mean: Double, deviation: Double)
    /// Texts, a column each.
    case texts([String])
  }

  /// A column with more different texts than this is taken for names, not for categories.
  public static let mostTexts = 1_000

  /// The columns, in the order of the inputs.
  public let columns: [Column]

  /// The number of inputs of a row.
  public var width: Int {
    columns.reduce(0) { sum, column in
      if case .texts(let texts) = column.encoding { sum + texts.count } else { sum + 1 }
    }
  }

  /// Learns from some rows of a table.
  ///
  /// - Parameters:
  ///   - table: the table; a column is of numbers when all its rows are.
  ///   - names: the columns to use.
  ///   - rows: the rows to learn from.
  ///   - standardizes: whether numbers are standardised, or stay as they are.
  /// - Throws: `CSVError` with line and column for a missing or infinite value;
  ///   ``ClassifierError/tooManyTexts(file:column:count:)``.
  public init(
    _ table: Table, columns names: [String], rows: [Int], standardizes: Bool = true
  ) throws {
    columns = try names.map { name in
      guard try table.isNumeric(name) else {
        let all = try table.labels(name)
        let texts = Set(rows.map { all[$0] }).sorted()
        guard texts.count <= Self.mostTexts else {
          throw ClassifierError.tooManyTexts(file: table.file, column: name, count: texts.count)
        }
        return Column(name: name, encoding: .texts(texts))
      }
      let all = try table.finiteColumn(name)
      return Column(name: name, encoding: .numbers(all, rows, standardizes: standardizes))
    }
  }

  private init(columns: [Column]) { self.columns = columns }

  /// Learns from some rows.
  ///
  /// - Parameters:
  ///   - features: the rows, of which some are learnt from.
  ///   - rows: the rows to learn from.
  ///   - standardizes: whether numbers are standardised, or stay as they are.
  /// - Throws: as from a table.
  public init(_ features: Features, rows: [Int], standardizes: Bool = true) throws {
    switch features.storage {
    case .table(let table, let columns):
      try self.init(table, columns: columns, rows: rows, standardizes: standardizes)
    case .numbers(let numbers, let names):
      self.init(
        columns: names.enumerated().map { column, name in
          let all = stride(from: column, to: numbers.count, by: names.count).map { numbers[$0] }
          return Column(name: name, encoding: .numbers(all, rows, standardizes: standardizes))
        })
    }
  }

  /// The inputs for all rows, row after row, and how many texts were not seen before.
  ///
  /// - Throws: as of a table; `DatasetError` with row and column for a number that leaves the range
  ///   of a Float; ``ClassifierError`` for rows of another length or kind.
  public func inputs(
    of features: Features
  ) throws -> (values: [Double], unseen: [(column: String, count: Int)]) {
    switch features.storage {
    case .table(let table, _): return try inputs(of: table)
    case .numbers(var numbers, let names):
      guard names.count == columns.count else {
        throw ClassifierError.columnCount(found: names.count, expected: columns.count)
      }
      for (position, column) in columns.enumerated() {
        guard case .numbers(let mean, let deviation) = column.encoding else {
          throw ClassifierError.textsNeeded(column: column.name)
        }
        for index in stride(from: position, to: numbers.count, by: columns.count) {
          let value = (numbers[index] - mean) / deviation
          guard Float(value).isFinite else {
            throw DatasetError.inputNotFinite(
              row: index / columns.count, column: column.name, value: numbers[index])
          }
          numbers[index] = value
        }
      }
      return (numbers, [])
    }
  }

  /// The inputs for all rows of a table, row after row, and how many texts were not seen before.
  ///
  /// - Throws: `CSVError` with line and column for a column that is not there, a missing value, or a
  ///   text where numbers were learnt.
  public func inputs(
    of table: Table
  ) throws(CSVError) -> (values: [Double], unseen: [(column: String, count: Int)]) {
    let width = width
    var values = [Double](repeating: 0, count: table.count * width)
    var unseen: [(column: String, count: Int)] = []
    var start = 0
    for column in columns {
      switch column.encoding {
      case .numbers(let mean, let deviation):
        for (row, number) in try table.finiteColumn(column.name).enumerated() {
          let value = (number - mean) / deviation
          guard Float(value).isFinite else {
            throw CSVError(
              file: table.file, line: table.line(ofRow: row), column: column.name,
              reason: .notFinite("\(number)"))
          }
          values[row * width + start] = value
        }
        start += 1
      case .texts(let texts):
        let positions = Dictionary(
          zip(texts, texts.indices), uniquingKeysWith: { first, _ in first })
        var count = 0
        for (row, text) in try table.labels(column.name).enumerated() {
          if let position = positions[text] {
            values[row * width + start + position] = 1
          } else {
            count += 1
          }
        }
        if count > 0 { unseen.append((column.name, count)) }
        start += texts.count
      }
    }
    return (values, unseen)
  }
}

extension Preprocessing.Encoding {
  /// Numbers with the mean and the deviation of some rows, or as they are.
  fileprivate static func numbers(_ all: [Double], _ rows: [Int], standardizes: Bool) -> Self {
    guard standardizes else { return .numbers(mean: 0, deviation: 1) }
    let count = Double(max(rows.count, 1))
    let mean = rows.reduce(0) { $0 + all[$1] / count }
    let variance = rows.reduce(0) { $0 + (all[$1] - mean) * (all[$1] - mean) / count }
    let deviation = variance.squareRoot()
    return .numbers(
      mean: mean, deviation: deviation > 0 && deviation.isFinite ? deviation : 1)
  }
}

extension Table {
  /// The numbers of a column, none of them infinite.
  fileprivate func finiteColumn(_ name: String) throws(CSVError) -> [Double] {
    let numbers = try numbers(name)
    if let row = numbers.firstIndex(where: { !$0.isFinite }) {
      throw CSVError(
        file: file, line: line(ofRow: row), column: name,
        reason: .notFinite(self[row, try position(of: name)]))
    }
    return numbers
  }
}
