/// The canvas of one panel in an SVG file.
struct SVGCanvas: Canvas {
  private(set) var writer = SVGWriter()

  mutating func line(_ positions: [Position], _ stroke: Stroke) {
    writer.path(positions, stroke)
  }

  mutating func area(_ outlines: [[Position]], _ paint: Paint, opacity: Double) {
    let data = outlines.map(pathData).filter { !$0.isEmpty }.map { $0 + "Z" }.joined()
    guard !data.isEmpty else { return }
    writer.element(
      "path",
      [
        "class": paint.cssClass, "fill": paint.attribute, "fill-rule": "evenodd",
        "fill-opacity": opacity == 1 ? "" : coordinateText(opacity), "d": data,
      ])
    writer.raw("\n")
  }

  mutating func markers(_ markers: [PlacedMarker]) {
    guard !markers.isEmpty else { return }
    // An outline in the background's colour keeps neighbours apart, until there are too many.
    let isOutlined = markers.count <= 2_500
    writer.open("g", ["class": isOutlined ? "points" : "points plain"])
    for (index, placed) in markers.enumerated() {
      if index % 4 == 0 { writer.raw("\n") }
      writer.marker(placed)
    }
    writer.raw("\n")
    writer.close("g")
  }

  mutating func cell(from: Position, to: Position, _ cell: Cell) {
    var (left, top) = (min(from.x, to.x), min(from.y, to.y))
    var (width, height) = (abs(to.x - from.x), abs(to.y - from.y))
    // A hairline of background parts the cells, as long as they are large enough.
    if min(width, height) > 8 {
      (left, top) = (left + 0.5, top + 0.5)
      (width, height) = (width - 1, height - 1)
    }
    writer.element(
      "rect",
      [
        "class": cell.level == nil ? "faint" : "",
        "x": coordinateText(left), "y": coordinateText(top), "width": coordinateText(width),
        "height": coordinateText(height),
        "fill": cell.level == nil ? "currentColor" : cell.color.hexadecimal,
      ])
    let (lines, size) = fitting(cell, width: width, height: height)
    let paint: Paint = cell.level == nil ? .ink : .exact(cell.color.textColor)
    for (index, line) in lines.enumerated() {
      let shift = (Double(index) - Double(lines.count - 1) / 2) * size * 1.35
      writer.label(
        line, x: left + width / 2, y: top + height / 2 + shift,
        TextStyle(
          paint, size: index == 0 ? size : size * 0.88, isBold: cell.isBold && index == 0,
          anchor: .middle))
    }
    writer.raw("\n")
  }

  /// The lines of a cell that have room, and their size.
  ///
  /// The size is that of the grid's longest lines, so that all cells agree; below 6.5 points
  /// nothing is written.
  private func fitting(_ cell: Cell, width: Double, height: Double) -> ([String], Double) {
    var count = cell.texts.count
    while count > 0 {
      let longest = cell.widest.prefix(count) + cell.texts.prefix(count)
      let wide = longest.map { textWidth($0, size: 1, bold: cell.isBold) }.max() ?? 0
      let size = min(14, (width - 4) / max(wide, 0.1), (height - 4) / (1.35 * Double(count)))
      if size >= 6.5 { return (Array(cell.texts.prefix(count)), (size * 2).rounded(.down) / 2) }
      count -= 1
    }
    return ([], 0)
  }

  mutating func bar(from: Position, to: Position, _ paint: Paint) {
    writer.element(
      "rect",
      [
        "class": paint.cssClass, "fill": paint.attribute, "x": coordinateText(min(from.x, to.x)),
        "y": coordinateText(min(from.y, to.y)), "width": coordinateText(abs(to.x - from.x)),
        "height": coordinateText(abs(to.y - from.y)),
      ])
    writer.raw("\n")
  }

  mutating func text(_ text: String, at position: Position, _ style: TextStyle) {
    // The background's colour around the letters keeps them readable on lines.
    writer.open("g", ["class": "halo"])
    writer.label(text, x: position.x, y: position.y, style)
    writer.close("g")
  }
}
