import AssayEvaluation
import AssayTensors

/// Statistics that grow in their place, batch by batch, for the metrics of one epoch.
final class Judge<Target: LearnableTarget> {
  private let metrics: [Metric<Target.Statistics>]
  private let isIdle: Bool
  private let link: OutputLink
  @exclusivity(unchecked) private(set) var statistics: Target.Statistics

  init(_ empty: Target.Statistics, metrics: [Metric<Target.Statistics>], link: OutputLink) {
    statistics = empty
    self.metrics = metrics
    isIdle = metrics.isEmpty
    self.link = link
  }

  func add(
    _ truth: Tensor, _ outputs: Tensor, _ rows: Int, _ weights: UnsafeBufferPointer<Double>?
  ) throws {
    guard !isIdle else { return }
    let scores = link == .identity ? outputs : link.scores(of: outputs)
    try Target.update(
      &statistics, truth: UnsafeBufferPointer(start: truth.start, count: truth.count),
      outputs: UnsafeBufferPointer(start: scores.start, count: scores.count), rows: rows,
      weights: weights)
    withExtendedLifetime(scores) {}
  }

  func values(loss: Double) -> EpochValues<Target.Statistics> {
    EpochValues(loss: loss, statistics: statistics, metrics: metrics)
  }
}

extension OutputLink {
  /// The scores that outputs stand for.
  func scores(of outputs: Tensor) -> Tensor {
    switch self {
    case .identity: outputs
    case .sigmoid: outputs.detached().sigmoid()
    case .softmax: outputs.detached().softmax()
    }
  }
}
