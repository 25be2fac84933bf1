extension Plot {
  /// The figure as text for a terminal.
  ///
  /// Lines are drawn in braille dots, eight to a character, classes as the letters `o x + *` and so
  /// on, heat maps as tables. Dash and letter tell series apart; colours (ANSI codes) come only when
  /// asked for. No line ends in spaces, and labels cannot smuggle in control codes.
  ///
  /// - Parameters:
  ///   - width: how many columns there are; at least 24 are taken.
  ///   - height: how many rows the figure should have; it takes more where panels or classes need
  ///     them, and less where the shape asks for it.
  ///   - color: whether to use colours.
  ///   - characters: Unicode, or ASCII for terminals without it.
  public func text(
    width: Int = 80, height: Int = 24, color: Bool = false,
    characters: TerminalCharacters = .unicode
  ) -> String {
    let columns = min(max(width, 24), 1_000)
    var screen = TerminalScreen(columns: columns)
    func heading(_ text: String, _ style: TerminalScreen.Style) {
      for line in lines(of: text, width: Double(columns), measure: { Double(terminalColumns($0)) })
      {
        screen.write(line, row: screen.addRow(), column: 0, style)
      }
    }
    heading(withoutControls(title), .init(isBold: true))
    heading(withoutControls(subtitle), .init(paint: .muted))
    var foot = TerminalScreen(columns: columns)
    for line in lines(
      of: withoutControls(caption), width: Double(columns),
      measure: { Double(terminalColumns($0)) })
    {
      foot.write(line, row: foot.addRow(), column: 0, .init(paint: .muted))
    }
    let room = min(max(height, 8), 1_000) - screen.rows.count - foot.rows.count
    let layouts = zip(panels, horizontalRanges).enumerated().map { index, pair in
      TerminalPanel(
        pair.0, xRange: pair.1, hasXLabels: !sharesX || index == panels.count - 1,
        characters: characters, color: color)
    }
    let left = layouts.map { $0.leftColumns(limit: columns / 3) }.max() ?? 0
    for layout in layouts {
      layout.write(on: &screen, left: left, rows: room / max(layouts.count, 1))
    }
    return screen.text(color: color) + foot.text(color: color)
  }
}
