/// The least and the greatest values the marks of a panel have: what its axes must cover.
public struct Extent: Sendable {
  /// A closed range of finite numbers.
  public struct Range: Hashable, Sendable {
    /// The lower end.
    public var least: Double
    /// The upper end.
    public var greatest: Double

    init(least: Double, greatest: Double) {
      self.least = least
      self.greatest = greatest
    }

    /// A range in order, or nil if an end cannot be drawn on the scale.
    init?(_ least: Double, _ greatest: Double, _ scale: Axis.Scale) {
      guard Extent.isDrawable(least, scale), Extent.isDrawable(greatest, scale) else { return nil }
      self.init(least: min(least, greatest), greatest: max(least, greatest))
    }
  }

  /// The range of x so far; nil: no values yet.
  public private(set) var x: Range?
  /// The range of y so far; nil: no values yet.
  public private(set) var y: Range?
  private let scales: (x: Axis.Scale, y: Axis.Scale)

  init(x: Axis.Scale, y: Axis.Scale) { scales = (x, y) }

  /// Takes in a point; a coordinate that is not finite, or not positive on a logarithmic scale,
  /// drops the point.
  public mutating func include(x: Double, y: Double) {
    guard Self.isDrawable(x, scales.x), Self.isDrawable(y, scales.y) else { return }
    Self.grow(&self.x, x)
    Self.grow(&self.y, y)
  }

  /// Takes in a value of x alone.
  public mutating func include(x: Double) {
    if Self.isDrawable(x, scales.x) { Self.grow(&self.x, x) }
  }

  /// Takes in a value of y alone.
  public mutating func include(y: Double) {
    if Self.isDrawable(y, scales.y) { Self.grow(&self.y, y) }
  }

  /// Whether a value has a place on a scale; magnitudes beyond 10³⁰⁰ do not.
  static func isDrawable(_ value: Double, _ scale: Axis.Scale) -> Bool {
    guard abs(value) < 1e300 else { return false }
    return scale == .linear || value > 1e-290
  }

  private static func grow(_ range: inout Range?, _ value: Double) {
    range = Range(
      least: min(range?.least ?? value, value), greatest: max(range?.greatest ?? value, value))
  }
}
