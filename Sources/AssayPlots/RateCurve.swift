/// A curve of two rates over all thresholds, ready to be drawn: for ROC and precision-recall plots.
public struct RateCurve: Hashable, Sendable {
  /// Whose curve it is: a model or a class; empty: unnamed.
  public var name: String
  /// The rates on the horizontal axis, in the order of the thresholds.
  public var x: [Double]
  /// The rates on the vertical axis.
  public var y: [Double]
  /// The area under the curve, for its label: nil is left out, NaN reads as undefined.
  public var area: Double?
  /// The point in use, with the name of its threshold; nil: none is marked.
  public var operatingPoint: OperatingPoint?

  /// One point of a curve.
  public struct OperatingPoint: Hashable, Sendable {
    /// Its horizontal rate.
    public var x: Double
    /// Its vertical rate.
    public var y: Double
    /// What is written beside it, such as `threshold 0.50`.
    public var name: String

    /// A point from its rates and name.
    public init(x: Double, y: Double, name: String) {
      self.x = x
      self.y = y
      self.name = name
    }
  }

  /// A curve from its rates.
  public init(
    name: String = "", x: [Double], y: [Double], area: Double? = nil,
    operatingPoint: OperatingPoint? = nil
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.area = area
    self.operatingPoint = operatingPoint
  }

  /// The name with the area, as scikit-learn writes it: `Model (AUC = 0.92)`.
  func label(_ measure: String) -> String {
    guard let area else { return name }
    let value = "\(measure) = " + (area.isFinite ? fixedText(area, 2) : "undefined")
    return name.isEmpty ? value : "\(name) (\(value))"
  }

  /// The marks of the operating point.
  func pointMarks(_ index: Int) -> [any Mark] {
    guard let point = operatingPoint else { return [] }
    let isRight = point.x > 0.6
    return [
      Scatter(
        x: [point.x], y: [point.y], classes: [index], size: 4.6,
        markers: [.circle]),
      TextMark(
        point.name, x: point.x, y: point.y,
        offset: Position(x: isRight ? -9 : 9, y: 10), TextStyle(anchor: isRight ? .end : .start)),
    ]
  }
}
