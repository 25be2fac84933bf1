/// Writes SVG elements, with every text escaped and every number fixed.
struct SVGWriter {
  private(set) var text = ""

  /// Writes what is already SVG.
  mutating func raw(_ svg: String) { text += svg }

  /// Writes an element without content; numbers go in by ``coordinateText(_:)``.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    open(name, attributes)
    text.removeLast()
    text += "/>"
  }

  /// Writes a start tag.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<" + name
    for (key, value) in attributes where !value.isEmpty {
      text += " " + key + "=\"" + escaped(value) + "\""
    }
    text += ">"
  }

  /// Writes an end tag and a line break.
  mutating func close(_ name: String) { text += "</" + name + ">\n" }

  /// Writes a text whose middle is at the height `y`.
  mutating func label(
    _ label: String, x: Double, y: Double, _ style: TextStyle, turned degrees: Double = 0,
    full: String? = nil
  ) {
    guard !label.isEmpty else { return }
    // Not every viewer knows dominant-baseline: the base line is a third of the size lower.
    let base = y + (degrees == 0 ? style.size * 0.35 : 0)
    let place = coordinateText(x) + " " + coordinateText(y)
    var fill = ""
    if case .exact(let color) = style.paint { fill = "fill:" + color.hexadecimal }
    open(
      "text",
      [
        "class": style.paint.cssClass, "style": fill, "x": coordinateText(x),
        "y": coordinateText(base),
        "dy": degrees == 0 ? "" : coordinateText(style.size * 0.35),
        "transform": degrees == 0 ? "" : "rotate(\(coordinateText(degrees)) \(place))",
        "font-size": style.size == 11 ? "" : coordinateText(style.size),
        "font-weight": style.isBold ? "600" : "",
        "text-anchor": style.anchor == .start ? "" : style.anchor.rawValue,
      ])
    if let full, full != label { text += "<title>" + escaped(full) + "</title>" }
    text += escaped(label)
    close("text")
  }

  /// Writes an open line.
  mutating func path(_ positions: [Position], _ stroke: Stroke, closed: Bool = false) {
    let data = pathData(positions)
    guard !data.isEmpty else { return }
    element(
      "path",
      [
        "class": stroke.paint.cssClass, "fill": "none", "stroke": stroke.paint.attribute,
        "stroke-width": coordinateText(stroke.width),
        "stroke-dasharray": stroke.dash.pattern.map(coordinateText).joined(separator: " "),
        "stroke-opacity": stroke.opacity == 1 ? "" : coordinateText(stroke.opacity),
        "stroke-linejoin": "round", "d": data,
      ])
    text += "\n"
  }
}

extension Paint {
  /// The class that gives an element its colour; empty for an exact colour.
  var cssClass: String {
    switch self {
    case .ink: "ink"
    case .muted: "muted"
    case .faint: "faint"
    case .surface: "surface"
    case .series(let index): "s\(wrapped(index, Palette.count))"
    case .exact: ""
    }
  }

  /// The value of `fill` or `stroke`.
  var attribute: String {
    if case .exact(let color) = self { return color.hexadecimal }
    return "currentColor"
  }
}

/// A path through the positions, without the points that change nothing: repeated ones, and those
/// inside a horizontal or vertical run in one direction.
func pathData(_ positions: [Position]) -> String {
  var kept: [(x: Int, y: Int)] = []
  for position in positions where position.x.isFinite && position.y.isFinite {
    let x = Int((min(max(position.x, -1e7), 1e7) * 100).rounded())
    let y = Int((min(max(position.y, -1e7), 1e7) * 100).rounded())
    if let last = kept.last {
      if last.x == x, last.y == y { continue }
      if kept.count > 1 {
        let before = kept[kept.count - 2]
        let sameX =
          before.x == last.x && last.x == x && (last.y - before.y).signum() == (y - last.y).signum()
        let sameY =
          before.y == last.y && last.y == y && (last.x - before.x).signum() == (x - last.x).signum()
        if sameX || sameY { kept.removeLast() }
      }
    }
    kept.append((x, y))
  }
  guard kept.count > 1 else { return "" }
  return "M"
    + kept.map { coordinateText(Double($0.x) / 100) + " " + coordinateText(Double($0.y) / 100) }
    .joined(separator: " ")
}
