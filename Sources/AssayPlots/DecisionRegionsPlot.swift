extension Plot {
  /// Which class a model predicts where, with the points it was shown or is judged by.
  ///
  /// Regions are light fills of the classes' colours. The line between two of them is where the
  /// positive score is the threshold, or, with more than two classes, where two classes are equally
  /// likely.
  ///
  /// - Parameters:
  ///   - regions: the model's scores on a grid.
  ///   - x: the points' horizontal values.
  ///   - y: the points' vertical values.
  ///   - classes: the class of each point, as a position in `names`.
  ///   - names: the names of the classes.
  public static func decisionRegions(
    _ regions: Regions, x: [Double] = [], y: [Double] = [], classes: [Int] = [],
    names: [String] = [], title: String = "Decision regions", subtitle: String = "",
    caption: String = "", xLabel: String = "x\u{2081}", yLabel: String = "x\u{2082}"
  ) -> Plot {
    Plot(
      title: title, subtitle: subtitle, caption: caption,
      summary: "Regions in which a model predicts each of the classes "
        + names.joined(separator: ", ") + ", under \(x.count) points.",
      panels: [
        Panel(
          x: Axis(xLabel, margin: 0, hasGrid: false), y: Axis(yLabel, margin: 0, hasGrid: false),
          marks: [regions, Scatter(x: x, y: y, classes: classes, names: names)], aspect: .equal)
      ])
  }
}
