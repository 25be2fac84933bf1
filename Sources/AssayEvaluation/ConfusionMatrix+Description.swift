extension ConfusionMatrix: CustomStringConvertible {
  /// An aligned table, the truth down and the predictions across.
  ///
  /// ```
  ///        predicted
  /// truth    0    1
  ///     0  206   42
  ///     1   37  215
  /// ```
  public var description: String {
    guard !classes.isEmpty else { return "no rows" }
    let names = index.names
    let texts = cells.map { DecimalText.shortest($0) }
    let width = (names + texts).map(\.count).max() ?? 1
    let side = max(5, names.map(\.count).max() ?? 0)
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    var lines = [padded("", side) + "  predicted"]
    lines.append(padded("truth", side) + names.map { "  " + padded($0, width) }.joined())
    for (row, name) in names.enumerated() {
      let cells = texts[(row * names.count)..<((row + 1) * names.count)]
      lines.append(padded(name, side) + cells.map { "  " + padded($0, width) }.joined())
    }
    return lines.joined(separator: "\n")
  }
}
