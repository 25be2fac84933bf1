/// A grid of characters with colours, which becomes lines of text.
struct TerminalScreen {
  /// One place of the grid.
  struct Place: Hashable {
    var character: Character = " "
    var style = Style()
    /// The second half of a wide character to the left.
    var isCovered = false
  }

  /// The colours of a character; nil: the terminal's own.
  struct Style: Hashable {
    var paint: Paint = .ink
    var ground: RGB?
    var isBold = false
  }

  let columns: Int
  private(set) var rows: [[Place]] = []

  init(columns: Int, rows: Int = 0) {
    self.columns = columns
    for _ in 0..<rows { addRow() }
  }

  /// Adds an empty row and says which it is.
  @discardableResult mutating func addRow() -> Int {
    rows.append([Place](repeating: Place(), count: columns))
    return rows.count - 1
  }

  /// Sets one character; places outside of the grid are ignored.
  mutating func set(_ character: Character, row: Int, column: Int, _ style: Style = Style()) {
    guard rows.indices.contains(row), column >= 0, column < columns else { return }
    rows[row][column] = Place(character: character, style: style)
  }

  /// Writes a text from a column on; what does not fit is cut off.
  mutating func write(_ text: String, row: Int, column: Int, _ style: Style = Style()) {
    guard rows.indices.contains(row) else { return }
    var column = column
    for character in withoutControls(text) {
      let width = terminalColumns(character)
      guard width > 0 else { continue }
      if column >= 0, column + width <= columns {
        // A cell's ground stays under a text without one of its own.
        let ground = style.ground ?? rows[row][column].style.ground
        rows[row][column] = Place(
          character: character,
          style: Style(paint: style.paint, ground: ground, isBold: style.isBold))
        if width == 2 { rows[row][column + 1] = Place(isCovered: true) }
      }
      column += width
    }
  }

  /// The lines without trailing spaces, with the colours of ANSI terminals if asked for.
  func text(color: Bool) -> String {
    rows.map { row in
      var line = ""
      var current = Style()
      let last = row.lastIndex { $0.character != " " || (color && $0.style.ground != nil) } ?? -1
      for place in row.prefix(last + 1) where !place.isCovered {
        if color, place.style != current {
          line += "\u{1B}[" + Self.code(place.style) + "m"
          current = place.style
        }
        line.append(place.character)
      }
      if color, current != Style() { line += "\u{1B}[0m" }
      return line + "\n"
    }.joined()
  }

  /// The codes that select a style, from a reset on.
  ///
  /// Series have the sixteen colours, which follow the user's own scheme; exact colours the nearest
  /// of the cube of 216.
  private static func code(_ style: Style) -> String {
    var codes = ["0"]
    if style.isBold { codes.append("1") }
    switch style.paint {
    case .ink, .surface: break
    case .muted, .faint: codes.append("90")
    case .series(let index):
      let colors = ["34", "33", "32", "35", "36", "31", "94", "93"]
      codes.append(colors[wrapped(index, colors.count)])
    case .exact(let color): codes.append("38;5;\(cube(color))")
    }
    if let ground = style.ground { codes.append("48;5;\(cube(ground))") }
    return codes.joined(separator: ";")
  }

  /// The number of the nearest colour in the cube 6 × 6 × 6.
  private static func cube(_ color: RGB) -> Int {
    func level(_ channel: UInt8) -> Int {
      // The cube's levels are 0, 95, 135, 175, 215, 255.
      channel < 48 ? 0 : channel < 115 ? 1 : (Int(channel) - 35) / 40
    }
    return 16 + 36 * level(color.red) + 6 * level(color.green) + level(color.blue)
  }
}
