/// Which characters a figure in a terminal is made of.
public enum TerminalCharacters: Hashable, Sendable {
  /// Braille dots for lines, and box drawing: eight times the resolution.
  case unicode
  /// ASCII alone, but for what the labels bring.
  case ascii
}

/// The canvas of one panel in a terminal: two dots across and four down in each character.
struct TerminalCanvas: Canvas {
  let columns: Int
  let rows: Int
  let characters: TerminalCharacters
  let color: Bool
  private var dots: [UInt8]
  private var strokes: [Stroke?]
  /// How many markers of each kind fell into each character.
  private var votes: [Int: [PlacedMarker: Int]] = [:]
  private(set) var screen: TerminalScreen

  init(columns: Int, rows: Int, characters: TerminalCharacters, color: Bool) {
    self.columns = columns
    self.rows = rows
    self.characters = characters
    self.color = color
    dots = [UInt8](repeating: 0, count: columns * rows)
    strokes = [Stroke?](repeating: nil, count: columns * rows)
    screen = TerminalScreen(columns: columns, rows: rows)
  }

  /// Lines that let others shine through are details for paper, and left out here.
  mutating func line(_ positions: [Position], _ stroke: Stroke) {
    guard stroke.opacity == 1, let first = positions.first else { return }
    let pattern = Self.pattern(stroke.dash)
    var (steps, last) = (0, first)
    for position in positions.dropFirst() {
      if let (start, end) = clipped(last, position) {
        let length = max(abs(end.x - start.x), abs(end.y - start.y))
        let count = max(Int(length.rounded()), 1)
        for step in 0...count {
          let t = Double(step) / Double(count)
          if pattern[steps % pattern.count] {
            dot(start.x + (end.x - start.x) * t, start.y + (end.y - start.y) * t, stroke)
          }
          if step > 0 { steps += 1 }
        }
      }
      last = position
    }
  }

  /// Which dots along a line are set.
  private static func pattern(_ dash: Dash) -> [Bool] {
    switch dash {
    case .solid: [true]
    case .dashed: [true, true, true, true, false, false, false]
    case .dashDotted: [true, true, true, true, true, false, false, true, false, false]
    case .dotted: [true, false, false]
    }
  }

  private mutating func dot(_ x: Double, _ y: Double, _ stroke: Stroke) {
    let (across, down) = (min(Int(x), columns * 2 - 1), min(Int(y), rows * 4 - 1))
    guard across >= 0, down >= 0 else { return }
    let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
    let index = down / 4 * columns + across / 2
    dots[index] |= bits[across % 2 * 4 + down % 4]
    strokes[index] = stroke
  }

  /// The part of a piece of line inside the canvas (Liang and Barsky, 1984).
  private func clipped(_ a: Position, _ b: Position) -> (Position, Position)? {
    guard a.x.isFinite, a.y.isFinite, b.x.isFinite, b.y.isFinite else { return nil }
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (start, end) = (0.0, 1.0)
    let sides = [
      (-dx, a.x), (dx, Double(columns * 2) - a.x), (-dy, a.y), (dy, Double(rows * 4) - a.y),
    ]
    for (slope, distance) in sides {
      if slope == 0 {
        if distance < 0 { return nil }
      } else if slope < 0 {
        start = max(start, distance / slope)
      } else {
        end = min(end, distance / slope)
      }
    }
    guard start <= end else { return nil }
    return (
      Position(x: a.x + dx * start, y: a.y + dy * start),
      Position(x: a.x + dx * end, y: a.y + dy * end)
    )
  }

  /// Marks the areas of all series but the first, whose area is the one left blank.
  mutating func area(_ outlines: [[Position]], _ paint: Paint, opacity: Double) {
    guard case .series(let index) = paint, index % 4 != 0 else { return }
    let shades: [Character] = characters == .unicode ? ["\u{00B7}", ":", "'"] : [".", ":", "'"]
    for row in 0..<rows {
      for column in 0..<columns {
        let place = Position(x: Double(column) * 2 + 1, y: Double(row) * 4 + 2)
        if isInside(place, outlines) {
          screen.set(
            shades[wrapped(index - 1, 4) % 3], row: row, column: column, .init(paint: paint))
        }
      }
    }
  }

  /// Whether a ray from the place crosses the outlines an odd number of times.
  private func isInside(_ place: Position, _ outlines: [[Position]]) -> Bool {
    var inside = false
    for outline in outlines {
      guard var last = outline.last else { continue }
      for next in outline {
        if (last.y > place.y) != (next.y > place.y) {
          let crossing = last.x + (next.x - last.x) * (place.y - last.y) / (next.y - last.y)
          if crossing > place.x { inside.toggle() }
        }
        last = next
      }
    }
    return inside
  }

  /// Points of one kind are dots; of several, each character shows the kind it has most of.
  mutating func markers(_ markers: [PlacedMarker]) {
    let isUniform = markers.count > 1 && Set(markers.map(\.marker)).count == 1
    for placed in markers {
      let (x, y) = (placed.position.x, placed.position.y)
      guard x >= 0, y >= 0, x <= Double(columns * 2), y <= Double(rows * 4) else { continue }
      if isUniform, characters == .unicode {
        dot(x, y, Stroke(placed.paint))
        continue
      }
      var kind = placed
      kind.position = Position(x: 0, y: 0)
      let index = min(Int(y) / 4, rows - 1) * columns + min(Int(x) / 2, columns - 1)
      votes[index, default: [:]][kind, default: 0] += 1
    }
  }

  mutating func cell(from: Position, to: Position, _ cell: Cell) {
    let (left, right) = (column(min(from.x, to.x)), column(max(from.x, to.x)))
    let (top, bottom) = (row(min(from.y, to.y)), row(max(from.y, to.y)))
    let (width, height) = (right - left, bottom - top)
    guard width > 0, height > 0 else { return }
    let widest = (cell.texts + cell.widest).map { terminalColumns($0) }.max() ?? 0
    let hasText = !cell.texts.isEmpty && widest < width
    var style = TerminalScreen.Style()
    if color, cell.level != nil {
      style = .init(paint: .exact(cell.color.textColor), ground: cell.color)
    }
    let shades: [Character] =
      characters == .unicode
      ? [" ", "\u{2591}", "\u{2592}", "\u{2593}", "\u{2588}"] : [" ", ".", ":", "*", "#"]
    let level = cell.level.map { Int(($0 * 4).rounded()) } ?? 0
    for row in top..<bottom {
      for column in left..<right {
        screen.set(hasText || color ? " " : shades[level], row: row, column: column, style)
      }
    }
    guard hasText else { return }
    style.isBold = cell.isBold
    for (index, line) in cell.texts.prefix(height).enumerated() {
      let room = width - terminalColumns(line)
      screen.write(line, row: top + index, column: left + (room + 1) / 2, style)
      style.isBold = false
    }
  }

  mutating func bar(from: Position, to: Position, _ paint: Paint) {
    let (left, right) = (column(min(from.x, to.x)), column(max(from.x, to.x)))
    let (top, bottom) = (min(from.y, to.y), max(from.y, to.y))
    for row in max(0, Int(max(top, 0)) / 4)..<max(rows, 0) where Double(row * 4) < bottom {
      // How many eighths of the character are filled from below.
      let filled = min(max((Double(row * 4 + 4) - top) * 2, 0), 8)
      let eighth = Int(filled.rounded())
      guard eighth > 0 else { continue }
      let block =
        Unicode.Scalar(0x2580 + UInt32(eighth)).map { Character($0) } ?? "#"
      for column in left..<max(right, left + 1) {
        screen.set(
          characters == .unicode ? block : "#", row: row, column: column, .init(paint: paint))
      }
    }
  }

  mutating func text(_ text: String, at position: Position, _ style: TextStyle) {
    let width = terminalColumns(text)
    let shift = style.anchor == .start ? 0 : style.anchor == .middle ? width / 2 : width
    let row = min(max(self.row(position.y - 2), 0), rows - 1)
    let column = min(max(self.column(position.x) - shift, 0), max(columns - width, 0))
    // Written at once, so that later dots do not run through it: see `finished`.
    texts.append((text, row, column, style))
  }

  private var texts: [(text: String, row: Int, column: Int, style: TextStyle)] = []

  private func column(_ x: Double) -> Int { Int((min(max(x, 0), 1e6) / 2).rounded()) }
  private func row(_ y: Double) -> Int { Int((min(max(y, 0), 1e6) / 4).rounded()) }

  /// The panel's characters: areas and cells, over them lines, over them points, over them texts.
  func finished() -> TerminalScreen {
    var result = screen
    for index in dots.indices {
      guard dots[index] != 0, let stroke = strokes[index] else { continue }
      let (row, column) = (index / columns, index % columns)
      result.set(glyph(index, stroke), row: row, column: column, .init(paint: stroke.paint))
    }
    for (index, kinds) in votes {
      let most = kinds.max {
        ($0.value, -$0.key.marker.rawValue) < ($1.value, -$1.key.marker.rawValue)
      }
      guard let kind = most?.key else { continue }
      result.set(
        kind.marker.character, row: index / columns, column: index % columns,
        .init(paint: kind.paint))
    }
    for (text, row, column, style) in texts {
      result.write(text, row: row, column: column, .init(paint: style.paint, isBold: style.isBold))
    }
    return result
  }

  /// The dots of a character, or in ASCII one that tells the lines apart.
  private func glyph(_ index: Int, _ stroke: Stroke) -> Character {
    switch characters {
    case .unicode:
      return Unicode.Scalar(0x2800 + UInt32(dots[index])).map { Character($0) } ?? "*"
    case .ascii:
      switch stroke.dash {
      case .solid: return "*"
      case .dashed: return "-"
      case .dashDotted: return "~"
      case .dotted: return "."
      }
    }
  }
}
