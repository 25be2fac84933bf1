extension Plot {
  /// Points of several classes in the plane, with equal units on both axes.
  ///
  /// - Parameters:
  ///   - x: the horizontal values.
  ///   - y: the vertical values.
  ///   - classes: the class of each point, as a position in `names`.
  ///   - names: the names of the classes.
  ///   - xLabel: what x is.
  ///   - yLabel: what y is.
  public static func scatter(
    x: [Double], y: [Double], classes: [Int] = [], names: [String] = [],
    title: String = "Points by class", subtitle: String = "", xLabel: String = "x\u{2081}",
    yLabel: String = "x\u{2082}"
  ) -> Plot {
    let finite = zip(x, y).filter { $0.isFinite && $1.isFinite }.count
    return Plot(
      title: title, subtitle: subtitle,
      summary: "\(finite) points"
        + (names.isEmpty ? "." : " of the classes " + names.joined(separator: ", ") + "."),
      panels: [
        Panel(
          x: Axis(xLabel), y: Axis(yLabel),
          marks: [Scatter(x: x, y: y, classes: classes, names: names)], aspect: .equal)
      ])
  }
}
