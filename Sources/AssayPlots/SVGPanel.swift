extension SVGWriter {
  /// Writes one panel: grid, marks, axes, names.
  mutating func panel(_ layout: SVGPanelLayout, margin: Double) {
    open("g", [:])
    raw("\n")
    grid(layout)
    marks(layout)
    axes(layout, margin: margin)
    legend(layout)
    if let bar = layout.panel.colorBar { colorBar(bar, layout) }
    close("g")
  }

  /// Faint lines at the ticks.
  private mutating func grid(_ layout: SVGPanelLayout) {
    let frame = layout.frame
    let stroke = Stroke(.faint, width: 1)
    if layout.panel.x.hasGrid {
      for tick in layout.xTicks {
        guard let across = frame.across(tick.value) else { continue }
        path(
          [
            Position(x: layout.x + across, y: layout.y),
            Position(x: layout.x + across, y: layout.y + layout.height),
          ], stroke)
      }
    }
    if layout.panel.y.hasGrid {
      for tick in layout.yTicks {
        guard let down = frame.down(tick.value) else { continue }
        path(
          [
            Position(x: layout.x, y: layout.y + down),
            Position(x: layout.x + layout.width, y: layout.y + down),
          ], stroke)
      }
    }
  }

  /// The marks, cut off a little outside of the axes.
  private mutating func marks(_ layout: SVGPanelLayout) {
    var canvas: any Canvas = SVGCanvas()
    let frame = layout.frame
    for mark in layout.panel.marks { mark.draw(on: &canvas, in: frame) }
    let extent = layout.panel.extent
    if extent.x == nil && extent.y == nil {
      canvas.text(
        "no data", at: Position(x: layout.width / 2, y: layout.height / 2),
        TextStyle(.muted, size: 13, anchor: .middle))
    }
    guard let drawn = canvas as? SVGCanvas else { return }
    let overlap = 4.0
    let (width, height) = (layout.width + 2 * overlap, layout.height + 2 * overlap)
    open(
      "svg",
      [
        "x": coordinateText(layout.x - overlap), "y": coordinateText(layout.y - overlap),
        "width": coordinateText(width), "height": coordinateText(height),
        "viewBox":
          "-4 -4 \(coordinateText(width)) \(coordinateText(height))", "overflow": "hidden",
      ])
    raw("\n" + drawn.writer.text)
    close("svg")
  }

  /// The axes' lines, ticks and labels.
  private mutating func axes(_ layout: SVGPanelLayout, margin: Double) {
    let frame = layout.frame
    let stroke = Stroke(.muted, width: 1)
    let foot = layout.y + layout.height
    if case .cells = layout.panel.aspect {
    } else {
      path(
        [
          Position(x: layout.x, y: layout.y), Position(x: layout.x, y: foot),
          Position(x: layout.x + layout.width, y: foot),
        ], stroke)
    }
    for tick in layout.xTicks {
      guard let across = frame.across(tick.value) else { continue }
      let x = layout.x + across
      path([Position(x: x, y: foot), Position(x: x, y: foot + 4)], stroke)
      guard layout.hasXLabels else { continue }
      let label = shortened(tick.label)
      if layout.isAslant {
        self.label(
          label, x: x + 3, y: foot + 9, TextStyle(.muted, anchor: .end), turned: -45,
          full: tick.label)
      } else {
        self.label(label, x: x, y: foot + 13, TextStyle(.muted, anchor: .middle), full: tick.label)
      }
    }
    for tick in layout.yTicks {
      guard let down = frame.down(tick.value) else { continue }
      let y = layout.y + down
      path([Position(x: layout.x - 4, y: y), Position(x: layout.x, y: y)], stroke)
      label(
        shortened(tick.label), x: layout.x - 7, y: y, TextStyle(.muted, anchor: .end),
        full: tick.label)
    }
    for edge in layout.panel.edgeTexts {
      guard let down = frame.down(edge.y), down >= 0, down <= layout.height else { continue }
      label(
        edge.text, x: layout.x + layout.width + 5, y: layout.y + down, TextStyle(.muted, size: 10))
    }
    let style = TextStyle(.ink, size: SVGPanelLayout.Size.label, anchor: .middle)
    if layout.hasXLabels {
      let room = layout.width + 2 * min(layout.right, layout.x - margin)
      title(
        layout.panel.x.label, x: layout.x + layout.width / 2, y: layout.bottom - 9, style,
        room: room)
    }
    title(
      layout.panel.y.label, x: margin + 8, y: layout.y + layout.height / 2, style,
      room: layout.height + 20, turned: -90)
  }

  /// Writes an axis's label, shortened to its room.
  private mutating func title(
    _ text: String, x: Double, y: Double, _ style: TextStyle, room: Double, turned: Double = 0
  ) {
    let short = AssayPlots.shortened(text, to: room) { textWidth($0, size: style.size) }
    label(short, x: x, y: y, style, turned: turned, full: text)
  }

  /// A tick's label, shortened to its room.
  private func shortened(_ text: String) -> String {
    AssayPlots.shortened(text, to: SVGPanelLayout.Size.longestName) {
      textWidth($0, size: SVGPanelLayout.Size.tick)
    }
  }

  /// The names above the panel, beside its lines, or in a box in one of its corners.
  private mutating func legend(_ layout: SVGPanelLayout) {
    var names = layout.names
    if case .inside(let corner) = layout.panel.legend { names += box(corner, layout) }
    for name in names {
      sample(name.entry.sample, x: name.x, y: name.y)
      let short = AssayPlots.shortened(
        name.entry.name, to: SVGPanelLayout.nameWidth(name.entry.name)
      ) { textWidth($0, size: SVGPanelLayout.Size.tick) }
      label(
        short, x: name.x + SVGPanelLayout.Size.sample, y: name.y, TextStyle(),
        full: name.entry.name)
    }
  }

  /// Draws the box of a legend and says where its names are.
  private mutating func box(
    _ corner: Panel.Corner, _ layout: SVGPanelLayout
  ) -> [SVGPanelLayout.Name] {
    let entries = layout.panel.entries
    guard !entries.isEmpty else { return [] }
    let widest = entries.map { SVGPanelLayout.nameWidth($0.name) }.max() ?? 0
    let width = widest + SVGPanelLayout.Size.sample + 14
    let height = Double(entries.count) * 16 + 8
    let isLeft = corner == .topLeft || corner == .bottomLeft
    let isTop = corner == .topLeft || corner == .topRight
    let x = isLeft ? layout.x + 8 : layout.x + layout.width - width - 8
    let y = isTop ? layout.y + 8 : layout.y + layout.height - height - 8
    element(
      "rect",
      [
        "class": "surface", "x": coordinateText(x), "y": coordinateText(y),
        "width": coordinateText(width), "height": coordinateText(height), "rx": "3",
        "fill": "currentColor", "fill-opacity": "0.88",
      ])
    raw("\n")
    return entries.enumerated().map { index, entry in
      SVGPanelLayout.Name(entry: entry, x: x + 7, y: y + 12 + Double(index) * 16)
    }
  }

  /// A sample of a mark, 16 points wide.
  private mutating func sample(_ sample: LegendEntry.Sample, x: Double, y: Double) {
    switch sample {
    case .line(let stroke):
      path([Position(x: x, y: y), Position(x: x + 17, y: y)], stroke)
    case .marker(let marker, let paint):
      open("g", ["class": "points"])
      self.marker(PlacedMarker(marker, at: Position(x: x + 9, y: y), paint, size: 4))
      close("g")
    case .patch(let paint):
      element(
        "rect",
        [
          "class": paint.cssClass, "x": coordinateText(x + 2), "y": coordinateText(y - 5),
          "width": "14", "height": "10", "fill": paint.attribute,
        ])
      raw("\n")
    }
  }

  /// The bar beside a heat map, from low at its foot to high.
  private mutating func colorBar(_ bar: Panel.ColorBar, _ layout: SVGPanelLayout) {
    let x = layout.x + layout.width + 14
    let foot = layout.y + layout.height
    let steps = 32
    // From the top, each step down to the foot, covered by the next: no seams between them.
    for index in (0..<steps).reversed() {
      let height = layout.height * Double(index + 1) / Double(steps)
      element(
        "rect",
        [
          "x": coordinateText(x), "y": coordinateText(foot - height), "width": "12",
          "height": coordinateText(height),
          "fill": bar.map.color(at: Double(index) / Double(steps - 1)).hexadecimal,
        ])
    }
    raw("\n")
    label(bar.high, x: x + 17, y: layout.y + 5, TextStyle(.muted))
    label(bar.low, x: x + 17, y: layout.y + layout.height - 5, TextStyle(.muted))
    guard layout.height > textWidth(bar.label, size: 11) + 40 else { return }
    label(
      bar.label, x: x + 24, y: layout.y + layout.height / 2, TextStyle(.muted, anchor: .middle),
      turned: -90)
  }
}
