/// A place on a canvas: x to the right, y downwards, from the panel's upper left corner.
public struct Position: Hashable, Sendable {
  /// To the right.
  public var x: Double
  /// Downwards.
  public var y: Double

  /// A place from its two coordinates.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// The map from data to a panel's canvas.
public struct Frame: Sendable {
  /// The canvas's width.
  public let width: Double
  /// The canvas's height.
  public let height: Double
  /// What the x axis covers.
  public let x: Extent.Range
  /// What the y axis covers.
  public let y: Extent.Range
  /// The canvas's units in a point of paper: distances that belong to text scale with it.
  public let point: Double
  private let axes: (x: Axis, y: Axis)

  init(
    width: Double, height: Double, x: Extent.Range, y: Extent.Range, point: Double,
    axes: (x: Axis, y: Axis)
  ) {
    self.width = width
    self.height = height
    self.x = x
    self.y = y
    self.point = point
    self.axes = axes
  }

  /// Where a point of the data is; nil if a coordinate has no place on its axis.
  public func position(_ x: Double, _ y: Double) -> Position? {
    guard let across = self.across(x), let down = self.down(y) else { return nil }
    return Position(x: across, y: down)
  }

  /// The horizontal place of a value of x; it may lie outside of the canvas.
  public func across(_ value: Double) -> Double? {
    Self.fraction(value, in: x, of: axes.x).map { $0 * width }
  }

  /// The vertical place of a value of y; it may lie outside of the canvas.
  public func down(_ value: Double) -> Double? {
    Self.fraction(value, in: y, of: axes.y).map { (1 - $0) * height }
  }

  /// How far along its axis a value is: 0 at the start, 1 at the end.
  private static func fraction(
    _ value: Double, in range: Extent.Range, of axis: Axis
  ) -> Double? {
    guard Extent.isDrawable(value, axis.scale) else { return nil }
    let fraction: Double
    switch axis.scale {
    case .linear:
      // Halves, so that the difference of the ends of Double's range does not overflow.
      fraction = (value / 2 - range.least / 2) / (range.greatest / 2 - range.least / 2)
    case .logarithmic:
      let least = decimalLogarithm(range.least)
      fraction = (decimalLogarithm(value) - least) / (decimalLogarithm(range.greatest) - least)
    }
    guard fraction.isFinite else { return nil }
    return axis.isReversed ? 1 - fraction : fraction
  }
}
