/// Columns of text under each other, for people.
struct AlignedTable {
  /// How the cells of a column stand.
  enum Alignment {
    case left
    case right
    /// The decimal points under each other.
    case point
  }

  private var columns: [[String]] = []

  /// Adds a column.
  mutating func add(_ title: String, _ cells: [String], _ alignment: Alignment = .left) {
    let cells = alignment == .point ? Self.aligned(cells) : cells
    let width = ([title] + cells).map(\.count).max() ?? 0
    columns.append(
      ([title] + cells).map { text in
        let space = String(repeating: " ", count: width - text.count)
        return alignment == .left ? text + space : space + text
      })
  }

  /// Adds a column of intervals, their ends under each other; where there is none, a reason.
  mutating func add(intervals title: String, _ ends: [(low: String, high: String)?]) {
    let lows = Self.aligned(ends.map { $0?.low ?? "" })
    let highs = Self.aligned(ends.map { $0?.high ?? "" })
    let cells = ends.indices.map { row in
      ends[row] == nil ? "" : "\(lows[row]) to \(highs[row])"
    }
    add(title, cells)
  }

  /// The lines, two spaces in, without spaces at their ends.
  var text: String {
    let rows = columns.first?.count ?? 0
    return (0..<rows).map { row in
      var line = "  " + columns.map { $0[row] }.joined(separator: "   ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// Numbers padded so that their points stand under each other.
  private static func aligned(_ texts: [String]) -> [String] {
    let whole = texts.map { $0.prefix { $0 != "." }.count }
    let before = whole.max() ?? 0
    let after = zip(texts, whole).map { $0.count - $1 }.max() ?? 0
    return zip(texts, whole).map { text, count in
      String(repeating: " ", count: before - count) + text
        + String(repeating: " ", count: after - (text.count - count))
    }
  }
}
