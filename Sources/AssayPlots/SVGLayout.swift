/// Where everything in one panel of an SVG figure is.
struct SVGPanelLayout {
  /// The lengths every panel agrees on.
  enum Size {
    static let tick = 11.0
    static let label = 12.0
    static let row = 18.0
    static let sample = 22.0
    static let longestName = 150.0
  }

  /// A name in the legend with its place: the sample starts at x, its middle is at y.
  struct Name {
    var entry: LegendEntry
    var x: Double
    var y: Double
  }

  var panel: Panel
  var xRange: Extent.Range
  var yRange: Extent.Range
  var hasXLabels: Bool
  var xTicks: [Tick] = []
  var yTicks: [Tick] = []
  /// Names of columns too wide for their place are written aslant.
  var isAslant = false
  /// The space taken beside the area.
  var left = 0.0
  var right = 0.0
  /// The area between the axes.
  var x = 0.0
  var y = 0.0
  var width = 0.0
  var height = 0.0
  /// The lowest point of the panel with its axis.
  var bottom = 0.0
  var names: [Name] = []

  init(_ panel: Panel, xRange: Extent.Range, hasXLabels: Bool) {
    self.panel = panel
    self.xRange = xRange
    self.hasXLabels = hasXLabels
    yRange = panel.y.span(of: panel.extent.y)
  }

  var frame: Frame {
    Frame(width: width, height: height, x: xRange, y: yRange, point: 1, axes: (panel.x, panel.y))
  }

  /// The names written beside the ends of their lines.
  var besideEntries: [LegendEntry] {
    panel.legend == .beside ? panel.entries.filter { $0.end != nil } : []
  }

  /// The names written above the panel.
  var aboveEntries: [LegendEntry] {
    switch panel.legend {
    case .above: panel.entries
    case .beside: panel.entries.filter { $0.end == nil }
    case .none, .inside: []
    }
  }

  /// Finds the ticks of y and the space beside the area, for about this width.
  mutating func measure(available: Double) {
    let height = areaHeight(width: max(available - 70, 40))
    yTicks = panel.y.ticks(in: yRange, atMost: Self.tickCount(height))
    let widest = yTicks.map { Self.tickWidth($0.label) }.max() ?? 0
    left = (yTicks.isEmpty ? 4 : widest + 9) + (panel.y.label.isEmpty ? 0 : 22)
    right = 6
    let beside = besideEntries.map { Self.nameWidth($0.name) }.max()
    if let beside { right = beside + Size.sample + 14 }
    if let bar = panel.colorBar {
      right = 36 + max(textWidth(bar.low, size: 11), textWidth(bar.high, size: 11)) + 18
    }
    for edge in panel.edgeTexts { right = max(right, 5 + textWidth(edge.text, size: 10)) }
    if hasXLabels, let last = panel.x.ticks(in: xRange, atMost: 6).last {
      if case .names = panel.x.ticks {
      } else {
        right = max(right, textWidth(last.label, size: Size.tick) / 2)
      }
    }
  }

  /// Places everything, from this upper left corner and at this width of the whole panel.
  mutating func place(x left: Double, y top: Double, width available: Double) {
    x = left
    width = max(available, 20)
    if case .cells(let across, _) = panel.aspect {
      width = min(width, Double(max(across, 1)) * (across <= 3 ? 92 : across <= 6 ? 72 : 56))
    }
    y = top + placeAbove(top: top) + 2
    height = areaHeight(width: width)
    if panel.aspect == .equal { equalize() }
    if case .names = panel.y.ticks {
    } else {
      yTicks = panel.y.ticks(in: yRange, atMost: Self.tickCount(height))
    }
    placeXTicks()
    placeBeside()
    bottom = y + height
    if hasXLabels {
      bottom += xTicks.isEmpty ? 4 : 21
      if isAslant {
        bottom += (xTicks.map { Self.tickWidth($0.label) }.max() ?? 0) * 0.66 - 9
      }
      if !panel.x.label.isEmpty { bottom += 18 }
    }
  }

  /// The height of an area of this width.
  private func areaHeight(width: Double) -> Double {
    switch panel.aspect {
    case .ratio(let ratio): return width * (ratio.isFinite ? min(max(ratio, 0.05), 4) : 0.62)
    case .cells(let across, let down):
      return width * Double(max(down, 1)) / Double(max(across, 1))
    case .equal:
      let ratio = (yRange.greatest - yRange.least) / (xRange.greatest - xRange.least)
      return width * (ratio.isFinite ? min(max(ratio, 0.45), 1.15) : 1)
    }
  }

  /// Widens the narrower range until one unit is as long on both axes.
  private mutating func equalize() {
    let xUnit = (xRange.greatest - xRange.least) / width
    let yUnit = (yRange.greatest - yRange.least) / height
    guard xUnit.isFinite, yUnit.isFinite, panel.x.scale == .linear, panel.y.scale == .linear else {
      return
    }
    func widened(_ range: Extent.Range, to span: Double) -> Extent.Range {
      let middle = range.least / 2 + range.greatest / 2
      return Extent.Range(least: middle - span / 2, greatest: middle + span / 2)
    }
    if xUnit < yUnit { xRange = widened(xRange, to: yUnit * width) }
    if yUnit < xUnit { yRange = widened(yRange, to: xUnit * height) }
  }

  /// As many ticks of x as have room for their labels.
  private mutating func placeXTicks() {
    if case .names = panel.x.ticks {
      xTicks = panel.x.ticks(in: xRange, atMost: 2)
      let room = width / Double(max(xTicks.count, 1)) - 6
      isAslant = xTicks.contains { textWidth($0.label, size: Size.tick) > room }
      return
    }
    var count = max(Int(width / 52), 2)
    repeat {
      xTicks = panel.x.ticks(in: xRange, atMost: count)
      let needed = xTicks.map { textWidth($0.label, size: Size.tick) + 14 }.max() ?? 0
      if needed * Double(xTicks.count) <= width + needed { return }
      count -= 1
    } while count >= 2
  }

  /// Puts names into rows above the area, and says how high they are.
  private mutating func placeAbove(top: Double) -> Double {
    let entries = aboveEntries
    guard !entries.isEmpty else { return 0 }
    var (cursor, row) = (x, 0.0)
    for entry in entries {
      let size = Size.sample + Self.nameWidth(entry.name)
      if cursor > x, cursor + size > x + width + right {
        cursor = x
        row += 1
      }
      names.append(Name(entry: entry, x: cursor, y: top + row * Size.row + Size.row / 2))
      cursor += size + 16
    }
    return (row + 1) * Size.row + 6
  }

  /// Puts names beside the ends of their lines, apart from each other.
  private mutating func placeBeside() {
    let frame = frame
    var placed = besideEntries.compactMap { entry -> Name? in
      guard let end = entry.end, let down = frame.down(end.y) else { return nil }
      let inside = min(max(down, 6), max(height - 6, 6))
      return Name(entry: entry, x: x + width + 8, y: y + inside)
    }
    // Swift's sort is stable, so equal ends keep the order of the marks.
    placed.sort { $0.y < $1.y }
    let gap = 15.0
    for index in placed.indices.dropFirst() {
      placed[index].y = max(placed[index].y, placed[index - 1].y + gap)
    }
    if let last = placed.last, last.y > y + height - 2 {
      var limit = y + height - 2
      for index in placed.indices.reversed() where placed[index].y > limit {
        placed[index].y = limit
        limit -= gap
      }
    }
    names += placed
  }

  /// How many ticks of y have room: close together in a low panel, further apart in a high one.
  private static func tickCount(_ height: Double) -> Int {
    max(min(Int(height / 34), max(5, Int(height / 52))), 2)
  }

  /// The width of a tick's label, which is shortened beyond a limit.
  static func tickWidth(_ label: String) -> Double {
    min(textWidth(label, size: Size.tick), Size.longestName)
  }

  /// The width of a name in a legend, which is shortened beyond a limit.
  static func nameWidth(_ name: String) -> Double {
    min(textWidth(name, size: Size.tick), Size.longestName * 1.6)
  }
}
