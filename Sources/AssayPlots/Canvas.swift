/// Where a mark draws itself: in an SVG file or in a terminal.
///
/// Positions are the canvas's own, as ``Frame`` gives them. A canvas clips what lies outside and
/// skips what is not finite.
public protocol Canvas {
  /// Draws an open line through the positions.
  mutating func line(_ positions: [Position], _ stroke: Stroke)
  /// Fills closed outlines; where two overlap is outside again (the even-odd rule).
  mutating func area(_ outlines: [[Position]], _ paint: Paint, opacity: Double)
  /// Draws one marker at each place, in order.
  mutating func markers(_ markers: [PlacedMarker])
  /// Fills the rectangle between two corners, as a cell of a grid with its texts.
  mutating func cell(from: Position, to: Position, _ cell: Cell)
  /// Fills a rectangle between two corners, as a bar.
  mutating func bar(from: Position, to: Position, _ paint: Paint)
  /// Writes a text at a place.
  mutating func text(_ text: String, at position: Position, _ style: TextStyle)
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  /// The line's colour.
  public var paint: Paint
  /// Its width in points.
  public var width: Double
  /// Its pattern.
  public var dash: Dash
  /// How much of what lies beneath it hides: 1 all.
  public var opacity: Double

  /// A stroke; by default solid and of the width of a curve.
  public init(_ paint: Paint, width: Double = 1.8, dash: Dash = .solid, opacity: Double = 1) {
    self.paint = paint
    self.width = width
    self.dash = dash
    self.opacity = opacity
  }
}

/// The pattern of a line.
public enum Dash: Int, CaseIterable, Hashable, Sendable {
  /// Without gaps.
  case solid
  /// Long pieces.
  case dashed
  /// Pieces and dots in turn.
  case dashDotted
  /// Dots.
  case dotted

  /// Lengths drawn and left out in turn, for a line one point wide and up.
  var pattern: [Double] {
    switch self {
    case .solid: []
    case .dashed: [6, 3.5]
    case .dashDotted: [8, 3, 1.6, 3]
    case .dotted: [1.6, 3]
    }
  }

  /// The pattern of the series of this index; they repeat after four.
  public static func series(_ index: Int) -> Dash {
    allCases[wrapped(index, allCases.count)]
  }
}

/// The shape of a point, so that classes differ in more than colour.
public enum Marker: Int, CaseIterable, Hashable, Sendable {
  /// A disc.
  case circle
  /// A triangle on its base.
  case triangle
  /// A square on its side.
  case square
  /// A square on its corner.
  case diamond
  /// A diagonal cross.
  case cross
  /// An upright cross.
  case plus
  /// A triangle on its tip.
  case nabla
  /// A star of five points.
  case star

  /// The shape of the class of this index; they repeat after eight.
  public static func series(_ index: Int) -> Marker {
    allCases[wrapped(index, allCases.count)]
  }

  /// How the shape is written in a terminal: characters that are easily told apart.
  var character: Character {
    switch self {
    case .circle: "o"
    case .triangle: "x"
    case .square: "+"
    case .diamond: "*"
    case .cross: "#"
    case .plus: "@"
    case .nabla: "%"
    case .star: "&"
    }
  }
}

/// A marker with its place.
public struct PlacedMarker: Hashable, Sendable {
  /// The place of its centre.
  public var position: Position
  /// The shape.
  public var marker: Marker
  /// The colour.
  public var paint: Paint
  /// The size: the disc's radius in points, the other shapes have its area.
  public var size: Double

  /// A marker at a place.
  public init(_ marker: Marker, at position: Position, _ paint: Paint, size: Double = 3.2) {
    self.position = position
    self.marker = marker
    self.paint = paint
    self.size = size
  }
}

/// A cell of a heat map.
public struct Cell: Hashable, Sendable {
  /// The fill.
  public var color: RGB
  /// How high its value is, from 0 to 1, for outputs without colours; nil: no value.
  public var level: Double?
  /// The lines in the cell; those without room are left out, the last first.
  public var texts: [String]
  /// The longest text of each line in the whole grid, so that all cells have one size of text.
  public var widest: [String]
  /// Whether the first text is bold.
  public var isBold: Bool

  /// A cell from its fill and texts.
  public init(
    _ color: RGB, level: Double?, texts: [String] = [], widest: [String] = [], isBold: Bool = false
  ) {
    self.color = color
    self.level = level
    self.texts = texts
    self.widest = widest
    self.isBold = isBold
  }
}

/// How a text is written.
public struct TextStyle: Hashable, Sendable {
  /// Which part of the text is at its place.
  public enum Anchor: String, Hashable, Sendable {
    /// Its start.
    case start
    /// Its middle.
    case middle
    /// Its end.
    case end
  }

  /// The colour.
  public var paint: Paint
  /// The size in points.
  public var size: Double
  /// Whether it is bold.
  public var isBold: Bool
  /// Which part is at its place.
  public var anchor: Anchor

  /// A style; by default small, regular and from its start.
  public init(
    _ paint: Paint = .ink, size: Double = 11, isBold: Bool = false, anchor: Anchor = .start
  ) {
    self.paint = paint
    self.size = size
    self.isBold = isBold
    self.anchor = anchor
  }
}
