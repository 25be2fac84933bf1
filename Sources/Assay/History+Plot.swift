public import AssayEvaluation
public import AssayNetworks
public import AssayPlots

extension History {
  /// Learning curves: the loss, and below it each metric; training solid, validation dashed.
  ///
  /// The best epoch is the one whose weights were restored, else the one of the least validation
  /// loss; without validation none is marked.
  ///
  /// - Parameters:
  ///   - metrics: the metrics to draw; nil: all that were asked for.
  ///   - lossScale: how the axis of the loss is divided.
  public func plot(
    metrics: [Metric<Statistics>]? = nil, lossScale: Axis.Scale = .linear,
    title: String = "Learning curves", subtitle: String = "", caption: String = ""
  ) -> Plot {
    var curves = [
      LearningCurve(
        "Loss", training: training.loss, validation: validation?.loss ?? [],
        exactTraining: exactTraining?.loss ?? [], scale: lossScale)
    ]
    for metric in metrics ?? self.metrics {
      curves.append(
        LearningCurve(
          capitalized(metric.title), training: training[metric],
          validation: validation?[metric] ?? [], exactTraining: exactTraining?[metric] ?? []))
    }
    return .learningCurves(
      curves, firstEpoch: firstEpoch, bestEpoch: restoredEpoch ?? epochOfLeastLoss, title: title,
      subtitle: subtitle, caption: caption)
  }

  /// The number of the epoch after which the validation loss was least, the first among equals.
  private var epochOfLeastLoss: Int? {
    guard let losses = validation?.loss else { return nil }
    var best: Int?
    for (index, loss) in losses.enumerated() where loss.isFinite {
      if let known = best, losses[known] <= loss { continue }
      best = index
    }
    return best.map { $0 + firstEpoch }
  }

  /// The text with a capital at its start.
  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
