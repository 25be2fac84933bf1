/// What one measure did during training: a panel of the learning curves.
public struct LearningCurve: Hashable, Sendable {
  /// The measure: `Loss`, `Accuracy`.
  public var name: String
  /// Its value on the training data after each epoch; NaN: not measured.
  public var training: [Double]
  /// Its value on the validation data after each epoch; empty: there were none.
  public var validation: [Double]
  /// Its value on the training data, measured again at the end of each epoch; empty: it was not.
  public var exactTraining: [Double]
  /// How its axis is divided.
  public var scale: Axis.Scale

  /// The values of one measure.
  public init(
    _ name: String, training: [Double], validation: [Double] = [], exactTraining: [Double] = [],
    scale: Axis.Scale = .linear
  ) {
    self.name = name
    self.training = training
    self.validation = validation
    self.exactTraining = exactTraining
    self.scale = scale
  }

  /// The number of epochs.
  var epochs: Int { max(training.count, validation.count, exactTraining.count) }
}

extension Plot {
  /// Learning curves: one panel a measure above each other, training solid, validation dashed.
  ///
  /// From 200 epochs on the values are drawn faintly under their centred running mean. The best
  /// epoch has a line through all panels and its number in the first.
  ///
  /// - Parameters:
  ///   - curves: the measures from top to bottom; usually the loss, then the accuracy.
  ///   - firstEpoch: the number of the first epoch: more than 1 where training went on.
  ///   - bestEpoch: the number of the best epoch; nil: none is marked.
  public static func learningCurves(
    _ curves: [LearningCurve], firstEpoch: Int = 1, bestEpoch: Int? = nil,
    title: String = "Learning curves",
    subtitle: String = "", caption: String = ""
  ) -> Plot {
    let epochs = curves.map(\.epochs).max() ?? 0
    let window = epochs > 200 ? epochs / 40 * 2 + 1 : 1
    let panels = curves.enumerated().map { index, curve in
      Panel(
        x: Axis("Epoch", margin: epochs < 20 ? 0.04 : 0, ticks: .integers),
        y: Axis(curve.name, scale: curve.scale, margin: 0.06),
        marks: marks(
          of: curve, window: window, firstEpoch: firstEpoch, bestEpoch: bestEpoch,
          isFirst: index == 0),
        legend: .beside, aspect: .ratio(curves.count == 1 ? 0.6 : 0.42))
    }
    let smoothing =
      window > 1 ? "Bold: mean of \(window) epochs around each. Faint: each epoch." : ""
    return Plot(
      title: title, subtitle: subtitle,
      caption: [smoothing, caption].filter { !$0.isEmpty }.joined(separator: " "),
      summary: summary(of: curves, epochs: epochs, bestEpoch: bestEpoch), panels: panels,
      sharesX: true, width: 560)
  }

  /// The lines of one panel, the faint ones first.
  private static func marks(
    of curve: LearningCurve, window: Int, firstEpoch: Int, bestEpoch: Int?, isFirst: Bool
  ) -> [any Mark] {
    let series: [(String, [Double], Stroke)] = [
      ("training", curve.training, Stroke(.series(0))),
      ("validation", curve.validation, Stroke(.series(1), dash: .dashed)),
      ("training, exact", curve.exactTraining, Stroke(.series(2), dash: .dotted)),
    ].filter { !$0.1.isEmpty }
    var marks: [any Mark] = []
    if let bestEpoch {
      marks.append(Rule(.x(Double(bestEpoch)), Stroke(.muted, width: 1.2, dash: .dotted)))
    }
    if window > 1 {
      for (_, values, stroke) in series {
        let faint = Stroke(stroke.paint, width: 1, opacity: 0.35)
        marks.append(Line(x: numbered(values, from: firstEpoch), y: values, faint))
      }
    }
    for (name, values, stroke) in series {
      marks.append(
        Line(
          x: numbered(values, from: firstEpoch), y: runningMean(values, window: window), name: name,
          stroke))
    }
    if let bestEpoch, isFirst {
      let epochs = curve.epochs
      let isLate = (bestEpoch - firstEpoch + 1) * 2 > epochs
      marks.append(
        PanelText(
          "best: epoch \(bestEpoch)", x: Double(bestEpoch), offset: isLate ? -5 : 5,
          TextStyle(.muted, anchor: isLate ? .end : .start)))
    }
    return marks
  }

  /// The numbers of the epochs, one for each value.
  private static func numbered(_ values: [Double], from first: Int) -> [Double] {
    values.indices.map { Double(first) + Double($0) }
  }

  /// The figure in words.
  private static func summary(
    of curves: [LearningCurve], epochs: Int, bestEpoch: Int?
  ) -> String {
    var parts = curves.map { curve -> String in
      let ends = [("training", curve.training), ("validation", curve.validation)]
        .compactMap { name, values in values.last.map { "\(name) \(fixedText($0, 4))" } }
      return "\(curve.name) at the end: " + ends.joined(separator: ", ")
    }
    parts.insert("\(epochs) epochs", at: 0)
    if let bestEpoch { parts.append("Best epoch: \(bestEpoch)") }
    return parts.joined(separator: ". ") + "."
  }
}

/// The mean of the values around each, over a window of odd size, smaller at the ends; values that
/// are not finite are left out of the means and stay gaps.
func runningMean(_ values: [Double], window: Int) -> [Double] {
  guard window > 1 else { return values }
  let half = window / 2
  return values.indices.map { index in
    guard values[index].isFinite else { return .nan }
    let reach = min(half, index, values.count - 1 - index)
    let near = values[(index - reach)...(index + reach)].filter(\.isFinite)
    return near.reduce(0) { $0 + $1 / Double(near.count) }
  }
}
