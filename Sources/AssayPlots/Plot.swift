/// A figure: a title, one panel or several stacked ones, and a caption.
///
/// A plot is a value that says what is shown. It is turned into an SVG file by
/// ``svg(theme:)`` and into characters by ``text(width:height:color:characters:)``; the same plot
/// gives the same bytes on every machine.
///
/// ```swift
/// let plot = Plot(
///   title: "Falling", panels: [
///     Panel(x: Axis("time in s"), y: Axis("height in m"), marks: [Line(x: seconds, y: metres)])
///   ])
/// print(plot.svg())
/// ```
///
/// Nothing in a plot can fail: values that are not finite are gaps, an empty panel says that there
/// are no data, a text too long is shortened, and every text is escaped.
public struct Plot: Sendable {
  /// What the figure shows.
  public var title: String
  /// A second, smaller line: of which data, with which settings.
  public var subtitle: String
  /// Remarks below the figure.
  public var caption: String
  /// The figure in words, for readers who do not see it; empty: made from the axes and the legend.
  public var summary: String
  /// The panels from top to bottom.
  public var panels: [Panel]
  /// Whether all panels have the horizontal axis of the last one.
  public var sharesX: Bool
  /// The width of the SVG in points; a figure of square cells may take less.
  public var width: Double

  /// A figure from its panels.
  public init(
    title: String, subtitle: String = "", caption: String = "", summary: String = "",
    panels: [Panel], sharesX: Bool = false, width: Double = 520
  ) {
    self.title = title
    self.subtitle = subtitle
    self.caption = caption
    self.summary = summary
    self.panels = panels
    self.sharesX = sharesX
    self.width = width
  }

  /// What the horizontal axes of the panels cover.
  var horizontalRanges: [Extent.Range] {
    let extents = panels.map(\.extent)
    guard sharesX, let axis = panels.last?.x else {
      return zip(panels, extents).map { $0.x.span(of: $1.x) }
    }
    var shared: Extent.Range?
    for range in extents.compactMap(\.x) {
      shared = Extent.Range(
        least: min(shared?.least ?? range.least, range.least),
        greatest: max(shared?.greatest ?? range.greatest, range.greatest))
    }
    return panels.map { _ in axis.span(of: shared) }
  }

  /// The figure in words: as given, else the axes and names of each panel.
  var description: String {
    guard summary.isEmpty else { return summary }
    return panels.map { panel in
      let names = panel.entries.map(\.name).joined(separator: ", ")
      let axes = [panel.y.label, panel.x.label].filter { !$0.isEmpty }.joined(
        separator: " against ")
      return [axes, names].filter { !$0.isEmpty }.joined(separator: ": ")
    }.filter { !$0.isEmpty }.joined(separator: ". ")
  }
}
