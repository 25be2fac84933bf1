internal import AssayEvaluation

/// What a callback watches: the loss, or a metric by its name.
///
/// It is the validation data's where there are any, else the training data's.
///
/// Keras: `monitor="val_loss"`, `monitor="val_accuracy"`, with `mode` of the metric's own goal.
public enum Monitored: Hashable, Sendable {
  /// The loss; less is better.
  case loss
  /// A metric that `fit` was asked for; whether more is better the metric knows.
  case metric(String)

  /// A number that is smaller the better an epoch is: the loss, or the metric, with the sign turned
  /// where more of it is better.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)`` for a metric that was not asked for.
  func cost<Statistics>(of epoch: Epoch<Statistics>) throws -> Double {
    let values = epoch.validation ?? epoch.training
    guard let metric = try metric(of: epoch) else { return values.loss }
    return cost(of: values[metric], metric)
  }

  /// The same number for a value of what is watched.
  func cost<Statistics>(ofValue value: Double, in epoch: Epoch<Statistics>) throws -> Double {
    cost(of: value, try metric(of: epoch))
  }

  private func cost<Statistics>(of value: Double, _ metric: Metric<Statistics>?) -> Double {
    metric?.goal == .maximize ? -value : value
  }

  private func metric<Statistics>(of epoch: Epoch<Statistics>) throws -> Metric<Statistics>? {
    guard case .metric(let name) = self else { return nil }
    if let metric = epoch.metrics.first(where: { $0.name == name }) { return metric }
    let names = epoch.metrics.map(\.name).joined(separator: ", ")
    throw NetworkError.invalidArgument(
      "monitor", name,
      expected: names.isEmpty
        ? "the loss, or a metric of fit, which was asked for none: write metrics: […]"
        : "the loss, or one of the metrics of fit: \(names)")
  }
}
