extension Plot {
  /// Precision against recall, in steps, over grey curves of equal F1.
  ///
  /// A precision holds for all recalls down to the next point's: the area under the steps is the
  /// average precision, while straight lines would promise more (Davis and Goadrich, 2006). The
  /// chance level is the share of positives. As scikit-learn's `PrecisionRecallDisplay`.
  ///
  /// - Parameters:
  ///   - curves: one curve a model or class: x the recall, y the precision, in the order of falling
  ///     or of rising recall.
  ///   - prevalence: the share of positives; nil: no chance level.
  ///   - positive: the label that counts as positive; nil: the axes do not say it.
  public static func precisionRecall(
    _ curves: [RateCurve], prevalence: Double? = nil, positive: String? = nil,
    title: String = "Precision\u{2013}recall curve", subtitle: String = "", caption: String = ""
  ) -> Plot {
    let suffix = positive.map { " (Positive label: \($0))" } ?? ""
    let levels = [0.2, 0.4, 0.6, 0.8]
    var marks: [any Mark] = levels.map(equalF1)
    for (index, curve) in curves.enumerated() {
      let rises = (curve.x.first { $0.isFinite } ?? 0) < (curve.x.last { $0.isFinite } ?? 0)
      marks.append(
        Line(
          x: curve.x, y: curve.y, name: curve.label("AP"),
          Stroke(.series(index), width: 2, dash: .series(index)),
          join: rises ? .stepBefore : .stepAfter))
    }
    if let prevalence, prevalence.isFinite {
      marks.append(
        Rule(
          .segment(x0: 0, y0: prevalence, x1: 1, y1: prevalence),
          name: "Chance level (AP = \(fixedText(prevalence, 2)))"))
    }
    for (index, curve) in curves.enumerated() { marks += curve.pointMarks(index) }
    return Plot(
      title: title, subtitle: subtitle, caption: caption,
      summary: "Precision and recall: " + curves.map { $0.label("AP") }.joined(separator: "; ")
        + (prevalence.map { "; share of positives \(fixedText($0, 2))" } ?? "") + ".",
      panels: [
        Panel(
          x: Axis("Recall" + suffix, limits: -0.01...1.01, hasGrid: false),
          y: Axis("Precision" + suffix, limits: -0.01...1.01, hasGrid: false), marks: marks,
          legend: curves.count <= 3 ? .inside(.bottomLeft) : .above, aspect: .ratio(1),
          edgeTexts: levels.map { Panel.EdgeText("F1 " + fixedText($0, 1), y: $0 / (2 - $0)) })
      ],
      width: 480)
  }

  /// The curve on which F1 has one value: `precision = f recall / (2 recall - f)`.
  private static func equalF1(_ f: Double) -> Line {
    let start = f / (2 - f)
    let recalls = (0...60).map { start + (1 - start) * Double($0) / 60 }
    return Line(
      x: recalls, y: recalls.map { f * $0 / (2 * $0 - f) },
      Stroke(.muted, width: 0.8, opacity: 0.6))
  }
}
