/// A confusion matrix for people: truth down, predictions across, and the part of each row that is
/// right.
struct ConfusionTable {
  let names: [String]
  let cells: [Double]

  init<Label>(_ confusion: ConfusionMatrix<Label>) {
    names = confusion.classes.map { String(describing: $0) }
    cells = confusion.cells
  }

  /// More classes than this do not fit on a screen.
  static let mostClasses = 20

  var text: String {
    let width = names.count
    guard width <= Self.mostClasses else {
      return "  (a matrix of \(width) classes is not printed)"
    }
    let texts = cells.map { DecimalText.shortest($0) }
    let column = max(5, (names + texts).map(\.count).max() ?? 0)
    let labels = names.map { "true \($0)" }
    let side = labels.map(\.count).max() ?? 0
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    func left(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    var lines = ["  " + left("", side) + "   predicted"]
    lines.append(
      "  " + left("", side) + names.map { "  " + right($0, column) }.joined() + "     right")
    for row in 0..<width {
      let counts = texts[row * width..<(row + 1) * width].map { "  " + right($0, column) }
      let total = cells[row * width..<(row + 1) * width].reduce(0, +)
      let part =
        total > 0
        ? DecimalText.fixed(100 * cells[row * width + row] / total, digits: 1) + " %" : "–"
      lines.append("  " + left(labels[row], side) + counts.joined() + "   " + right(part, 7))
    }
    return lines.joined(separator: "\n")
  }
}
