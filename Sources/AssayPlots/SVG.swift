extension Plot {
  /// The figure as an SVG document.
  ///
  /// The text is real text in the reader's own sans-serif font, nothing outside of the file is
  /// needed, and the same plot gives the same bytes everywhere: coordinates have two decimals,
  /// nothing depends on the locale. `.automatic` is light, and dark for readers whose system asks
  /// for it. For readers who do not see it the figure has a title and a description.
  ///
  /// Rules of style are confined to elements inside `svg.assay`, so figures may stand in one HTML
  /// page, whatever their themes.
  public func svg(theme: Theme = .automatic) -> String {
    let margin = 14.0
    let limit = width.isFinite ? min(max(width, 160), 4_000) : 520
    var layouts: [SVGPanelLayout] = zip(panels, horizontalRanges).enumerated().map { index, pair in
      SVGPanelLayout(
        pair.0, xRange: pair.1, hasXLabels: !sharesX || index == panels.count - 1)
    }
    for index in layouts.indices { layouts[index].measure(available: limit - 2 * margin) }
    // Panels stand exactly above each other: all keep the widest margins.
    let left = layouts.map(\.left).max() ?? 0
    let right = layouts.map(\.right).max() ?? 0
    for index in layouts.indices { layouts[index].right = right }

    var body = SVGWriter()
    var top = margin
    // A figure of cells takes less than its limit; the headings then wrap at what it takes.
    let widths = layouts.map { layout -> Double in
      guard case .cells = layout.panel.aspect else { return limit }
      var copy = layout
      copy.place(x: 0, y: 0, width: limit - 2 * margin - left - right)
      return copy.width + 2 * margin + left + right
    }
    let total = max(widths.max() ?? limit, min(limit, 330)).rounded(.up)
    heading(&body, top: &top, margin: margin, width: total - 2 * margin)
    for index in layouts.indices {
      layouts[index].place(
        x: margin + left, y: top, width: total - 2 * margin - left - right)
      body.panel(layouts[index], margin: margin)
      top = layouts[index].bottom + (index == layouts.count - 1 ? 0 : 16)
    }
    footing(&body, top: &top, margin: margin, width: total - 2 * margin)
    return document(body.text, theme: theme, width: total, height: (top + margin).rounded(.up))
  }

  /// Writes the title and the line below it.
  private func heading(
    _ body: inout SVGWriter, top: inout Double, margin: Double, width: Double
  ) {
    let start = top
    let titles = lines(of: title, width: width) { textWidth($0, size: 15, bold: true) }
    for line in titles {
      body.label(line, x: margin, y: top + 9, TextStyle(size: 15, isBold: true))
      top += 20
    }
    for line in lines(of: subtitle, width: width, measure: { textWidth($0, size: 12) }) {
      body.label(line, x: margin, y: top + 8, TextStyle(.muted, size: 12))
      top += 17
    }
    if top > start { top += 8 }
  }

  /// Writes the caption.
  private func footing(
    _ body: inout SVGWriter, top: inout Double, margin: Double, width: Double
  ) {
    let captions = lines(of: caption, width: width) { textWidth($0, size: 11) }
    if !captions.isEmpty { top += 10 }
    for line in captions {
      body.label(line, x: margin, y: top + 8, TextStyle(.muted))
      top += 16
    }
  }

  /// The whole document around its content.
  private func document(
    _ content: String, theme: Theme, width: Double, height: Double
  ) -> String {
    let scope = theme == .automatic ? "auto" : theme.rawValue
    var writer = SVGWriter()
    writer.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "assay \(scope)", "role": "img",
        "width": coordinateText(width), "height": coordinateText(height),
        "viewBox": "0 0 \(coordinateText(width)) \(coordinateText(height))",
        "font-family":
          "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
        "font-size": "11",
      ])
    writer.raw("\n<title>" + escaped(title) + "</title>\n")
    if !description.isEmpty { writer.raw("<desc>" + escaped(description) + "</desc>\n") }
    writer.raw("<style>\n" + style(theme, scope: ".assay." + scope) + "</style>\n")
    writer.element(
      "rect",
      [
        "class": "surface", "width": coordinateText(width), "height": coordinateText(height),
        "fill": "currentColor",
      ])
    writer.raw("\n" + content)
    writer.close("svg")
    return writer.text
  }

  /// The rules that give every role its colour.
  ///
  /// There are no CSS variables in them, so programs that know less CSS than a browser show the
  /// figure as well.
  private func style(_ theme: Theme, scope: String) -> String {
    func rules(_ palette: Palette) -> String {
      let roles: [(String, RGB)] =
        [
          ("ink", palette.ink), ("muted", palette.muted), ("faint", palette.faint),
          ("surface", palette.surface),
        ] + palette.series.enumerated().map { ("s\($0)", $1) }
      return roles.map { "\(scope) .\($0){color:\($1.hexadecimal)}" }.joined(separator: "\n")
        + "\n\(scope) .points *,\(scope) .halo text{stroke:\(palette.surface.hexadecimal)}\n"
    }
    return
      "\(scope) text,\(scope) .points *{fill:currentColor}\n"
      + "\(scope) .points *{stroke-width:.7}\n\(scope) .halo text{stroke-width:3;paint-order:stroke}\n"
      + (theme == .dark ? rules(.dark) : rules(.light))
      + "\(scope) .plain *{stroke:none}\n"
      + (theme == .automatic
        ? "@media (prefers-color-scheme:dark){\n" + rules(.dark)
          + "\(scope) .plain *{stroke:none}\n}\n"
        : "")
  }
}
