/// One coordinate system: two axes and the marks between them, drawn in order.
public struct Panel: Sendable {
  /// The shape of the area between the axes.
  public enum Aspect: Hashable, Sendable {
    /// As high as this many times its width.
    case ratio(Double)
    /// One unit of x is as long as one unit of y.
    case equal
    /// A grid of square cells, so many across and so many down.
    case cells(across: Int, down: Int)
  }

  /// Where the names of the marks are.
  public enum Legend: Hashable, Sendable {
    /// Nowhere.
    case none
    /// In rows above the panel.
    case above
    /// Beside the ends of the lines; marks without an end are named above.
    case beside
    /// In a box in a corner of the panel.
    case inside(Corner)
  }

  /// A corner of the panel.
  public enum Corner: Hashable, Sendable {
    /// Upper left.
    case topLeft
    /// Upper right.
    case topRight
    /// Lower left.
    case bottomLeft
    /// Lower right.
    case bottomRight
  }

  /// A bar that says which numbers the colours of a heat map are.
  public struct ColorBar: Hashable, Sendable {
    /// The colours.
    public var map: ColorMap
    /// What the first colour means.
    public var low: String
    /// What the last colour means.
    public var high: String
    /// What the colours show.
    public var label: String

    /// A bar from its colours and the texts at its ends.
    public init(map: ColorMap, low: String, high: String, label: String) {
      self.map = map
      self.low = low
      self.high = high
      self.label = label
    }
  }

  /// A small text outside of the right edge.
  public struct EdgeText: Hashable, Sendable {
    /// The height it stands at, as a value of y.
    public var y: Double
    /// The text.
    public var text: String

    /// A text at a height.
    public init(_ text: String, y: Double) {
      self.y = y
      self.text = text
    }
  }

  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// What is drawn, the first at the bottom.
  public var marks: [any Mark]
  /// Where the names of the marks are.
  public var legend: Legend
  /// The shape of the area.
  public var aspect: Aspect
  /// What the colours of a heat map mean; nil: no bar.
  public var colorBar: ColorBar?
  /// Texts outside of the right edge, such as the names of reference lines.
  public var edgeTexts: [EdgeText]

  /// A panel from its axes and marks.
  public init(
    x: Axis = Axis(), y: Axis = Axis(), marks: [any Mark], legend: Legend = .above,
    aspect: Aspect = .ratio(0.62), colorBar: ColorBar? = nil, edgeTexts: [EdgeText] = []
  ) {
    self.x = x
    self.y = y
    self.marks = marks
    self.legend = legend
    self.aspect = aspect
    self.colorBar = colorBar
    self.edgeTexts = edgeTexts
  }

  /// What the marks cover.
  var extent: Extent {
    var extent = Extent(x: x.scale, y: y.scale)
    for mark in marks { mark.extend(&extent) }
    return extent
  }

  /// What the legend says, in the order of the marks.
  var entries: [LegendEntry] { marks.flatMap(\.legend) }
}
