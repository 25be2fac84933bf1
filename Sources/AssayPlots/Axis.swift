/// One axis of a panel: its label, its scale, what it covers and where its ticks are.
public struct Axis: Hashable, Sendable {
  /// How values become distances.
  public enum Scale: Hashable, Sendable {
    /// Equal steps for equal differences.
    case linear
    /// Equal steps for equal ratios; values that are not positive are left out.
    case logarithmic
  }

  /// Where the ticks are and what they say.
  public enum Ticks: Hashable, Sendable {
    /// Round numbers, as many as there is room for.
    case automatic
    /// Round whole numbers: for counts and epochs.
    case integers
    /// Names, at 0, 1, 2 …: for classes.
    case names([String])
    /// No ticks.
    case none
  }

  /// What is measured, with its unit; empty for none.
  public var label: String
  /// How values become distances.
  public var scale: Scale
  /// What the axis covers; nil: the marks' values and a margin.
  public var limits: ClosedRange<Double>?
  /// The margin on each side without limits, as a fraction of the span.
  public var margin: Double
  /// Where the ticks are.
  public var ticks: Ticks
  /// Whether values grow the other way: leftwards, or downwards.
  public var isReversed: Bool
  /// Whether faint lines lead from the ticks through the panel.
  public var hasGrid: Bool

  /// An axis with a label; everything else has a usual value.
  public init(
    _ label: String = "", scale: Scale = .linear, limits: ClosedRange<Double>? = nil,
    margin: Double = 0.04, ticks: Ticks = .automatic, isReversed: Bool = false,
    hasGrid: Bool = true
  ) {
    self.label = label
    self.scale = scale
    self.limits = limits
    self.margin = margin
    self.ticks = ticks
    self.isReversed = isReversed
    self.hasGrid = hasGrid
  }

  /// What the axis covers, given the values' least and greatest: always finite, never empty.
  ///
  /// Without values it is 0 ... 1; equal values get room on both sides.
  func span(of values: Extent.Range?) -> Extent.Range {
    if let limits, let given = Extent.Range(limits.lowerBound, limits.upperBound, scale) {
      return widened(given)
    }
    guard let values else {
      return scale == .linear ? .init(least: 0, greatest: 1) : .init(least: 1, greatest: 10)
    }
    let margin = margin.isFinite ? min(max(margin, 0), 1) : 0
    let span = widened(values)
    guard span == values else { return span }
    switch scale {
    case .linear:
      let room = (span.greatest - span.least) * margin
      return .init(least: span.least - room, greatest: span.greatest + room)
    case .logarithmic:
      // The sixteenth root of the ratio, from four square roots of each end: no overflow.
      let roots = (0..<4).reduce((span.greatest, span.least)) { ends, _ in
        (ends.0.squareRoot(), ends.1.squareRoot())
      }
      let root = roots.0 / roots.1
      return Extent.Range(span.least / root, span.greatest * root, scale) ?? span
    }
  }

  /// A range too narrow for ticks, made wide enough.
  private func widened(_ range: Extent.Range) -> Extent.Range {
    let (least, greatest) = (range.least, range.greatest)
    let size = max(abs(least), abs(greatest))
    guard greatest - least <= size * 1e-11 || size < 1e-290 else { return range }
    switch scale {
    case .linear:
      let room = size < 1e-290 ? 1 : size * 0.1
      return .init(least: least - room, greatest: greatest + room)
    case .logarithmic:
      return .init(least: least / 2, greatest: greatest * 2)
    }
  }
}
