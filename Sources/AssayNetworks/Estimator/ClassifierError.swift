/// Why rows cannot be learnt from, or answered for.
public enum ClassifierError: Error, Hashable, Sendable {
  /// All rows have the same label; file and column where the rows come from a table.
  case oneClass(file: String?, column: String?, label: String)
  /// Every row's set of labels is empty, and no class was given.
  case noLabels(file: String?)
  /// So many different texts that they are names rather than categories.
  case tooManyTexts(file: String, column: String, count: Int)
  /// No column is left to learn from.
  case noColumns(file: String?)
  /// A class with a single row cannot be in both parts.
  case loneRow(file: String?, label: String)
  /// A class has no row, or all rows, in the part that calibrates.
  case cannotCalibrate(file: String?, label: String)
  /// Rows of another length than the ones learnt from.
  case columnCount(found: Int, expected: Int)
  /// Numbers alone, given to a classifier that learnt from texts too.
  case textsNeeded(column: String)
}

extension ClassifierError: CustomStringConvertible {
  /// One line: the file, what is wrong and the remedy.
  public var description: String {
    switch self {
    case .oneClass(let file, let column, let label):
      Self.place(file, column)
        + "every row has the label \(label); there must be two classes"
    case .noLabels(let file):
      Self.place(file) + "no row has a label; there must be one"
    case .tooManyTexts(let file, let column, let count):
      Self.place(file, column)
        + "\(count) different texts are too many to be categories; leave the column out"
    case .noColumns(let file):
      Self.place(file) + "no column is left to learn from"
    case .loneRow(let file, let label):
      Self.place(file)
        + "the class \(label) has a single row, which cannot be learnt from and judged by; "
        + "add rows, or keep none aside"
    case .cannotCalibrate(let file, let label):
      Self.place(file)
        + "the part that calibrates needs rows of the class \(label) and of others; "
        + "add rows, or make the validation part larger"
    case .columnCount(let found, let expected):
      "the rows have \(found) columns, and the classifier learnt from \(expected)"
    case .textsNeeded(let column):
      "the classifier learnt from texts in the column \(column); give it a Table"
    }
  }

  private static func place(_ file: String?, _ column: String? = nil) -> String {
    let parts = [file, column.map { "column \($0)" }].compactMap(\.self)
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
  }
}
