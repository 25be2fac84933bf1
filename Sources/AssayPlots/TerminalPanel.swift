/// One panel of a figure in a terminal.
struct TerminalPanel {
  let panel: Panel
  let xRange: Extent.Range
  let yRange: Extent.Range
  let hasXLabels: Bool
  let characters: TerminalCharacters
  let color: Bool

  init(
    _ panel: Panel, xRange: Extent.Range, hasXLabels: Bool, characters: TerminalCharacters,
    color: Bool
  ) {
    self.panel = panel
    self.xRange = xRange
    self.hasXLabels = hasXLabels
    self.characters = characters
    self.color = color
    yRange = panel.y.span(of: panel.extent.y)
  }

  /// The columns the ticks of y take with their axis, at most this many.
  func leftColumns(limit: Int) -> Int {
    let ticks = panel.y.ticks(in: yRange, atMost: 12)
    return min(ticks.map { terminalColumns(plain($0.label)) }.max() ?? 0, limit) + 2
  }

  /// Adds the panel's rows: names, area, axis.
  func write(on screen: inout TerminalScreen, left: Int, rows: Int) {
    writeNames(on: &screen)
    let below = (hasXLabels ? 2 : 1) + (hasXLabels && !panel.x.label.isEmpty ? 1 : 0)
    let (columns, height) = area(
      columns: screen.columns - left - 1, rows: max(rows - below - 1, 4))
    let frame = Frame(
      width: Double(columns * 2), height: Double(height * 4), x: xRange, y: yRange,
      point: 0.3, axes: (panel.x, panel.y))
    var canvas: any Canvas = TerminalCanvas(
      columns: columns, rows: height, characters: characters, color: color)
    for mark in panel.marks { mark.draw(on: &canvas, in: frame) }
    let extent = panel.extent
    if extent.x == nil && extent.y == nil {
      canvas.text(
        "no data", at: Position(x: frame.width / 2, y: frame.height / 2),
        TextStyle(.muted, anchor: .middle))
    }
    let top = screen.rows.count
    for _ in 0..<height { screen.addRow() }
    if let drawn = canvas as? TerminalCanvas {
      for (row, places) in drawn.finished().rows.enumerated() {
        for (column, place) in places.enumerated() where place != .init() && !place.isCovered {
          screen.write(
            String(place.character), row: top + row, column: left + column, place.style)
        }
      }
    }
    writeAxes(on: &screen, frame: frame, top: top, left: left, columns: columns, rows: height)
  }

  /// How many characters the area has across and down.
  private func area(columns: Int, rows: Int) -> (Int, Int) {
    switch panel.aspect {
    case .ratio(let ratio):
      // Squares may be half as wide again: that much resolution is worth more than the shape.
      let widest = ratio >= 0.9 && ratio.isFinite ? Int(Double(rows) * 3 / ratio) : columns
      return (min(columns, max(widest, 10)), rows)
    case .equal:
      let ratio = (xRange.greatest - xRange.least) / (yRange.greatest - yRange.least)
      guard ratio.isFinite else { return (columns, rows) }
      let wide = Double(rows) * 2 * ratio
      if wide <= Double(columns) { return (max(Int(wide.rounded()), 10), rows) }
      return (columns, max(Int((Double(columns) / ratio / 2).rounded()), 4))
    case .cells(let across, let down):
      var widest = 4
      if case .names(let names) = panel.x.ticks {
        widest = max(widest, names.map { terminalColumns($0) }.max() ?? 0)
      }
      let room = columns / max(across, 1)
      let tall = min(max(rows / max(down, 1), 1), 3)
      return (
        max(min(max(widest + 2, 9), 16, room), 1) * max(across, 1), tall * max(down, 1)
      )
    }
  }

  /// The label of y and the names of the marks with their samples, above the area.
  private func writeNames(on screen: inout TerminalScreen) {
    let entries = panel.legend == .none ? [] : panel.entries
    guard !entries.isEmpty || !panel.y.label.isEmpty else { return }
    var row = screen.addRow()
    screen.write(panel.y.label, row: row, column: 0)
    var column = panel.y.label.isEmpty ? 0 : terminalColumns(panel.y.label) + 3
    let start = column + 12 < screen.columns / 2 ? column : 0
    for entry in entries {
      let sample = sample(entry.sample)
      let width = sample.columns + 1 + terminalColumns(entry.name)
      if column > start, column + width > screen.columns {
        row = screen.addRow()
        column = start
      }
      for (offset, place) in sample.rows[0].enumerated() {
        screen.set(place.character, row: row, column: column + offset, place.style)
      }
      screen.write(entry.name, row: row, column: column + sample.columns + 1)
      column += width + 3
    }
  }

  /// A sample of a mark, drawn as the mark itself is.
  private func sample(_ sample: LegendEntry.Sample) -> TerminalScreen {
    switch sample {
    case .line(var stroke):
      stroke.opacity = 1
      var canvas = TerminalCanvas(columns: 4, rows: 1, characters: characters, color: color)
      canvas.line([Position(x: 0, y: 2), Position(x: 7, y: 2)], stroke)
      return canvas.finished()
    case .marker(let marker, let paint):
      var screen = TerminalScreen(columns: 1, rows: 1)
      screen.set(marker.character, row: 0, column: 0, .init(paint: paint))
      return screen
    case .patch(let paint):
      var screen = TerminalScreen(columns: 2, rows: 1)
      let block = characters == .unicode ? "\u{2588}\u{2588}" : "##"
      screen.write(block, row: 0, column: 0, .init(paint: paint))
      return screen
    }
  }

  /// The axes with their ticks, and the label of x.
  private func writeAxes(
    on screen: inout TerminalScreen, frame: Frame, top: Int, left: Int, columns: Int, rows: Int
  ) {
    let isTable = if case .cells = panel.aspect { true } else { false }
    let muted = TerminalScreen.Style(paint: .muted)
    let signs: [Character] =
      characters == .unicode
      ? ["\u{2502}", "\u{2524}", "\u{2500}", "\u{252C}", "\u{2514}"] : ["|", "+", "-", "+", "+"]
    if !isTable {
      for row in 0..<rows { screen.set(signs[0], row: top + row, column: left - 1, muted) }
    }
    for tick in panel.y.ticks(in: yRange, atMost: max(rows / (rows > 12 ? 3 : 2), 2)) {
      guard let down = frame.down(tick.value) else { continue }
      // The name of a table's row stands beside its first line.
      let first = isTable ? Double(rows) / Double(max(yRange.greatest - yRange.least, 1)) / 2 : 0
      let row = top + min(max(Int(down / 4 - first + 1e-6), 0), rows - 1)
      let label = shortened(plain(tick.label), to: Double(left - 2)) { Double(terminalColumns($0)) }
      screen.write(label, row: row, column: left - 2 - terminalColumns(label))
      if !isTable { screen.set(signs[1], row: row, column: left - 1, muted) }
    }
    let axis = isTable ? -1 : screen.addRow()
    if !isTable {
      screen.set(signs[4], row: axis, column: left - 1, muted)
      for column in 0..<columns { screen.set(signs[2], row: axis, column: left + column, muted) }
    }
    let ticks = xTicks(columns: columns)
    let labels = hasXLabels && !ticks.isEmpty ? screen.addRow() : -1
    var free = 0
    for tick in ticks {
      guard let across = frame.across(tick.value) else { continue }
      let column = left + min(max(Int(across / 2), 0), columns - 1)
      if !isTable { screen.set(signs[3], row: axis, column: column, muted) }
      let label = plain(tick.label)
      let width = terminalColumns(label)
      let start = min(column - (width - (isTable ? 0 : 1)) / 2, screen.columns - width)
      guard hasXLabels, start >= free else { continue }
      screen.write(label, row: labels, column: start)
      free = start + width + 1
    }
    guard hasXLabels, !panel.x.label.isEmpty else { return }
    let label = panel.x.label
    let start = left + (columns - terminalColumns(label)) / 2
    screen.write(label, row: screen.addRow(), column: max(start, 0))
  }

  /// As many ticks of x as have room; names are shortened to their column, or left out where
  /// less than three characters of them would be left.
  private func xTicks(columns: Int) -> [Tick] {
    if case .names(let names) = panel.x.ticks {
      let room = columns / max(names.count, 1) - 1
      let widest = names.map { terminalColumns($0) }.max() ?? 0
      guard widest <= room || room >= 3 else { return [] }
      return panel.x.ticks(in: xRange, atMost: 2).map { tick in
        Tick(
          value: tick.value,
          label: shortened(tick.label, to: Double(room)) { Double(terminalColumns($0)) })
      }
    }
    var count = max(columns / 8, 2)
    while count > 2 {
      let ticks = panel.x.ticks(in: xRange, atMost: count)
      let needed = ticks.reduce(0) { $0 + terminalColumns(plain($1.label)) + 2 }
      if needed <= columns { return ticks }
      count -= 1
    }
    return panel.x.ticks(in: xRange, atMost: 2)
  }

  /// A tick's label in the characters there are: `2×10⁶` is `2e6` in ASCII.
  private func plain(_ label: String) -> String {
    let label = withoutControls(label)
    guard characters == .ascii else { return label }
    let raised: [Character: Character] = [
      "\u{2070}": "0", "\u{00B9}": "1", "\u{00B2}": "2", "\u{00B3}": "3", "\u{2074}": "4",
      "\u{2075}": "5", "\u{2076}": "6", "\u{2077}": "7", "\u{2078}": "8", "\u{2079}": "9",
      "\u{207B}": "-",
    ]
    var result = ""
    for character in label {
      if let digit = raised[character] {
        // The ten whose power begins becomes an e.
        if result.hasSuffix("10") {
          result.removeLast(2)
          result += result.isEmpty || result == "-" ? "1e" : "e"
        }
        result.append(digit)
      } else if character == "\u{2212}" {
        result.append("-")
      } else if character != "\u{00D7}" {
        result.append(character)
      }
    }
    return result
  }
}
