public import AssayEvaluation
public import AssayPlots

extension ScoreCurve {
  /// The ROC curve with its area and the chance level.
  ///
  /// scikit-learn: `RocCurveDisplay`.
  ///
  /// - Parameters:
  ///   - name: whose scores they are, for the legend.
  ///   - positive: the positive class, for the axes.
  ///   - threshold: the threshold in use, marked on the curve; nil: none.
  public func rocPlot(
    name: String = "", positive: String? = nil, threshold: Double? = nil,
    title: String = "ROC curve", subtitle: String = ""
  ) -> Plot {
    .roc(
      [rocRates(name: name, threshold: threshold)], positive: positive, title: title,
      subtitle: subtitle)
  }

  /// The precision-recall curve with its average precision and the chance level.
  ///
  /// scikit-learn: `PrecisionRecallDisplay`.
  ///
  /// - Parameters:
  ///   - name: whose scores they are, for the legend.
  ///   - positive: the positive class, for the axes.
  ///   - threshold: the threshold in use, marked on the curve; nil: none.
  public func precisionRecallPlot(
    name: String = "", positive: String? = nil, threshold: Double? = nil,
    title: String = "Precision\u{2013}recall curve", subtitle: String = ""
  ) -> Plot {
    .precisionRecall(
      [precisionRecallRates(name: name, threshold: threshold)], prevalence: prevalence,
      positive: positive, title: title, subtitle: subtitle)
  }

  /// The share of positive rows.
  private var prevalence: Double { positives / (positives + negatives) }

  /// What an ROC plot draws of these scores.
  func rocRates(name: String, threshold: Double?) -> RateCurve {
    let roc = roc()
    let point = threshold.map { threshold -> RateCurve.OperatingPoint in
      let counts = counts(atThreshold: threshold)
      return .init(
        x: counts.falsePositives / negatives, y: counts.truePositives / positives,
        name: "threshold " + fixedText(threshold, 2))
    }
    return RateCurve(
      name: name, x: roc.falsePositiveRates, y: roc.truePositiveRates, area: rocAUC,
      operatingPoint: point)
  }

  /// What a precision-recall plot draws of these scores.
  func precisionRecallRates(name: String, threshold: Double?) -> RateCurve {
    let curve = precisionRecall(dropIntermediate: true)
    let point = threshold.map { threshold -> RateCurve.OperatingPoint in
      let counts = counts(atThreshold: threshold)
      return .init(
        x: counts.recall, y: counts.precision, name: "threshold " + fixedText(threshold, 2))
    }
    let isEmpty = positives + negatives == 0
    return RateCurve(
      name: name, x: isEmpty ? [] : curve.recalls, y: isEmpty ? [] : curve.precisions,
      area: isEmpty ? .nan : averagePrecision, operatingPoint: isEmpty ? nil : point)
  }
}

extension ClassifierEvaluation {
  /// The ROC curve of the positive class, or, with more than two classes, of each class against the
  /// rest.
  ///
  /// With two classes the point at the evaluation's threshold is marked.
  public func rocPlot(title: String = "ROC curve", subtitle: String = "") -> Plot {
    guard classes.count > 2 else {
      return curve.rocPlot(
        positive: "\(positiveClass)", threshold: threshold, title: title, subtitle: subtitle)
    }
    return .roc(
      classes.map { curve(for: $0).rocRates(name: "\($0)", threshold: nil) }, title: title,
      subtitle: subtitle, caption: "Each class against the rest.")
  }

  /// The precision-recall curve of the positive class, or, with more than two classes, of each class
  /// against the rest.
  ///
  /// With two classes the point at the evaluation's threshold is marked.
  public func precisionRecallPlot(
    title: String = "Precision\u{2013}recall curve", subtitle: String = ""
  ) -> Plot {
    guard classes.count > 2 else {
      return curve.precisionRecallPlot(
        positive: "\(positiveClass)", threshold: threshold, title: title, subtitle: subtitle)
    }
    return .precisionRecall(
      classes.map { curve(for: $0).precisionRecallRates(name: "\($0)", threshold: nil) },
      title: title, subtitle: subtitle, caption: "Each class against the rest.")
  }
}
