extension Plot {
  /// Receiver operating characteristic: the true positive rate against the false positive rate.
  ///
  /// Square, with limits of -0.01 ... 1.01, the area in the label and the chance level dashed, as
  /// scikit-learn's `RocCurveDisplay`. Points are joined by straight lines: where scores tie the
  /// curve is a diagonal.
  ///
  /// - Parameters:
  ///   - curves: one curve a model or class: x the false, y the true positive rate.
  ///   - positive: the label that counts as positive; nil: the axes do not say it.
  public static func roc(
    _ curves: [RateCurve], positive: String? = nil, title: String = "ROC curve",
    subtitle: String = "", caption: String = ""
  ) -> Plot {
    let suffix = positive.map { " (Positive label: \($0))" } ?? ""
    var marks: [any Mark] = []
    for (index, curve) in curves.enumerated() {
      marks.append(
        Line(
          x: curve.x, y: curve.y, name: curve.label("AUC"),
          Stroke(.series(index), width: 2, dash: .series(index))))
    }
    marks.append(Rule(.segment(x0: 0, y0: 0, x1: 1, y1: 1), name: "Chance level (AUC = 0.5)"))
    for (index, curve) in curves.enumerated() { marks += curve.pointMarks(index) }
    return Plot(
      title: title, subtitle: subtitle, caption: caption,
      summary: "ROC " + curves.map { $0.label("AUC") }.joined(separator: "; ") + ".",
      panels: [
        Panel(
          x: Axis("False Positive Rate" + suffix, limits: -0.01...1.01),
          y: Axis("True Positive Rate" + suffix, limits: -0.01...1.01), marks: marks,
          legend: curves.count <= 3 ? .inside(.bottomRight) : .above, aspect: .ratio(1))
      ],
      width: 460)
  }
}
