public import AssayDatasets
internal import AssayTensors

/// Rows that a classifier learns from or answers for: a `Table`, a `Dataset`, or an array of rows.
///
/// ```swift
/// try classifier.predict([[5.1, 3.5, 1.4, 0.2]])
/// try classifier.predict(Table(contentsOf: "new.csv"))
/// ```
public protocol FeatureRows {
  /// The rows in the one form that a classifier reads.
  var features: Features { get throws }
}

/// The rows of a table or of an array, checked.
public struct Features: Sendable {
  enum Storage: Sendable {
    /// Columns of numbers or of texts.
    case table(Table, columns: [String])
    /// Numbers, row after row, under their columns' names.
    case numbers([Double], columns: [String])
  }

  let storage: Storage
  /// The number of rows.
  public let count: Int

  /// Some columns of a table; nil for all.
  ///
  /// - Throws: `CSVError` for a column that is not there.
  public init(_ table: Table, columns: [String]? = nil) throws(CSVError) {
    for name in columns ?? [] { _ = try table.position(of: name) }
    storage = .table(table, columns: columns ?? table.columns)
    count = table.count
  }

  /// Rows of numbers.
  ///
  /// - Parameters:
  ///   - rows: the rows, of equal length.
  ///   - columns: the columns' names; nil for their positions.
  /// - Throws: `DatasetError` for rows of different lengths, and for a number that is NaN, infinite
  ///   or beyond the range of a Float, with row and column.
  public init<Row: Collection>(
    _ rows: some Collection<Row>, columns: [String]? = nil
  ) throws(DatasetError) where Row.Element: BinaryFloatingPoint {
    let width = rows.first?.count ?? columns?.count ?? 0
    let names = columns ?? (0..<width).map { "\($0)" }
    guard names.count == width else {
      throw .columnCount(names: names.count, columns: width)
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count * width)
    for (row, values) in rows.enumerated() {
      guard values.count == width else {
        throw .raggedInputs(row: row, expected: width, found: values.count)
      }
      for (column, value) in values.enumerated() {
        guard Float(value).isFinite else {
          throw .inputNotFinite(row: row, column: names[column], value: Double(value))
        }
        numbers.append(Double(value))
      }
    }
    storage = .numbers(numbers, columns: names)
    count = rows.count
  }

  /// The names of the columns.
  public var columns: [String] {
    switch storage {
    case .table(_, let columns), .numbers(_, let columns): columns
    }
  }

  /// The file that the rows come from, if they come from one.
  var file: String? {
    if case .table(let table, _) = storage { table.file } else { nil }
  }
}

extension Features: FeatureRows {
  /// The rows themselves.
  public var features: Features { self }
}

extension Table: FeatureRows {
  /// All columns.
  public var features: Features { get throws { try Features(self) } }
}

extension Dataset: FeatureRows {
  /// The inputs; those of several axes, such as images, as one row of numbers each.
  public var features: Features {
    get throws {
      let width = inputShape.count
      return try inputs.withScalars { scalars in
        try Features(
          (0..<count).map { scalars[$0 * width..<($0 + 1) * width] },
          columns: inputShape.rank == 1 ? columns : nil)
      }
    }
  }
}

extension Array: FeatureRows where Element: Collection, Element.Element: BinaryFloatingPoint {
  /// The numbers, each column under its position.
  public var features: Features { get throws { try Features(self) } }
}
