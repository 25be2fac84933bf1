public import AssayCore

/// A file of rows and columns, written row by row, that appears whole or not at all.
///
/// ```swift
/// var writer = try CSVWriter("predictions.csv", columns: ["truth", "score"])
/// for (truth, score) in zip(labels, scores) {
///   try writer.write([.text(truth), .number(score)])
/// }
/// try writer.finish()
/// ```
///
/// Numbers are written with the fewest digits that read back as the same Double. The path `-` is
/// standard output. Without ``finish()`` the file is as it was.
public struct CSVWriter: ~Copyable {
  private var file: AtomicFile
  private var pending: CSVText

  /// Starts a file with the names of its columns.
  ///
  /// - Parameters:
  ///   - columns: the header; nil writes none.
  ///   - delimiter: nil is a tabulator for a path that ends in `.tsv`, else a comma.
  /// - Throws: `FileError` if no file can be created there.
  public init(
    _ path: String, columns: [String]?, delimiter: CSVFormat.Delimiter? = nil,
    durable: Bool = true
  ) throws(FileError) {
    file = try AtomicFile(path, durable: durable)
    let usual: CSVFormat.Delimiter = path.lowercased().hasSuffix(".tsv") ? .tab : .comma
    pending = CSVText(delimiter: delimiter ?? usual)
    if let columns { pending.append(columns.map { .text($0) }) }
  }

  /// Adds a row.
  ///
  /// - Throws: `FileError` with the system's reason, for example a full disk.
  public mutating func write(_ row: [CSVField]) throws(FileError) {
    pending.append(row)
    if pending.bytes.count >= 1 << 16 { try flush() }
  }

  /// Puts the finished file in its place.
  ///
  /// - Throws: `FileError`; the old file is then as it was.
  public consuming func finish() throws(FileError) {
    try flush()
    try file.commit()
  }

  private mutating func flush() throws(FileError) {
    try file.write(pending.bytes)
    pending.bytes.removeAll(keepingCapacity: true)
  }
}
