/// A grid of numbers as colours, row 0 on top if the y axis is reversed; each cell may hold texts.
///
/// The cell in row r and column c is the unit square around (x: c, y: r): axes with the ticks
/// `.names` label rows and columns.
public struct Heatmap: Mark, Hashable {
  /// The rows of values; NaN is an empty cell.
  public var values: [[Double]]
  /// The lines of text of each cell; may be empty.
  public var texts: [[[String]]]
  /// The values with the map's first and last colour.
  public var domain: ClosedRange<Double>
  /// The colours.
  public var map: ColorMap
  /// Whether the cells with equal row and column are bold.
  public var emphasizesDiagonal: Bool

  /// A heat map from its rows.
  public init(
    _ values: [[Double]], texts: [[[String]]] = [], domain: ClosedRange<Double> = 0...1,
    map: ColorMap = .viridis, emphasizesDiagonal: Bool = false
  ) {
    self.values = values
    self.texts = texts
    self.domain = domain
    self.map = map
    self.emphasizesDiagonal = emphasizesDiagonal
  }

  /// Covers every cell.
  public func extend(_ extent: inout Extent) {
    for (row, cells) in values.enumerated() where !cells.isEmpty {
      extent.include(x: -0.5, y: Double(row) - 0.5)
      extent.include(x: Double(cells.count) - 0.5, y: Double(row) + 0.5)
    }
  }

  /// Draws the cells row by row.
  public func draw(on canvas: inout any Canvas, in frame: Frame) {
    let widest = longestTexts
    for (row, cells) in values.enumerated() {
      for (column, value) in cells.enumerated() {
        guard let from = frame.position(Double(column) - 0.5, Double(row) - 0.5),
          let to = frame.position(Double(column) + 0.5, Double(row) + 0.5)
        else { continue }
        let level = self.level(value)
        let lines = row < texts.count && column < texts[row].count ? texts[row][column] : []
        canvas.cell(
          from: from, to: to,
          Cell(
            level.map(map.color) ?? RGB(0x767676), level: level, texts: lines, widest: widest,
            isBold: emphasizesDiagonal && row == column))
      }
    }
  }

  /// The longest text of each line of the cells.
  private var longestTexts: [String] {
    var longest: [String] = []
    for lines in texts.joined() {
      for (index, line) in lines.enumerated() {
        if index == longest.count { longest.append(line) }
        if line.count > longest[index].count { longest[index] = line }
      }
    }
    return longest
  }

  /// Where a value is in the domain, from 0 to 1; nil for NaN.
  private func level(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    let span = domain.upperBound - domain.lowerBound
    guard span > 0, span.isFinite else { return value < domain.lowerBound ? 0 : 1 }
    return min(max((value - domain.lowerBound) / span, 0), 1)
  }
}
