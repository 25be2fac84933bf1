/// Saves the model each time that the validation loss, or a metric, is better than ever before.
///
/// ```swift
/// try model.fit(
///   train, validating: test, epochs: 300, loss: .binaryCrossEntropy, metrics: [.accuracy],
///   callbacks: [.bestCheckpoint("best.safetensors", monitor: .metric("accuracy"))])
/// let best = try Sequential(contentsOf: "best.safetensors")
/// ```
///
/// `{epoch}` in the path stands for the number of the epoch, so that every file stays; without it the
/// file is always the best so far. It appears whole or not at all, and a `fit` of the loaded model goes
/// on after its epoch.
///
/// Keras: `ModelCheckpoint(save_best_only=True)`.
public struct BestCheckpoint: Callback {
  /// The file.
  public let path: String
  /// What is watched.
  public let monitor: Monitored
  /// A value that the first epoch to be saved must be better than, if any.
  public let threshold: Double?
  private var best: Double?

  /// Describes what to save, and where.
  public init(_ path: String, monitor: Monitored = .loss, threshold: Double? = nil) {
    self.path = path
    self.monitor = monitor
    self.threshold = threshold
  }

  /// Forgets an earlier training.
  public mutating func trainingBegins(_ plan: TrainingPlan) { best = nil }

  /// The best value.
  public var state: CallbackState {
    var state = CallbackState()
    state.numbers["best"] = best
    return state
  }

  /// Goes on comparing.
  public mutating func resume(from state: CallbackState) { best = state.numbers["best"] }

  /// Saves the model of an epoch that is better than those before.
  ///
  /// - Throws: ``ArchiveError`` if it cannot be saved;
  ///   ``NetworkError/invalidArgument(_:_:expected:)`` for a metric that was not asked for.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
    let cost = try monitor.cost(of: epoch)
    if best == nil, let threshold {
      best = try monitor.cost(ofValue: threshold, in: epoch)
    }
    // The first weights are the best there are, whatever their loss.
    guard best.map({ cost < $0 || ($0.isNaN && !cost.isNaN) }) ?? true else { return }
    try epoch.model.save(to: path.replacing("{epoch}", with: "\(epoch.number)"))
    best = cost
  }
}

extension Callback where Self == BestCheckpoint {
  /// Saves the model each time that the validation loss, or a metric, is better than ever before.
  public static func bestCheckpoint(
    _ path: String, monitor: Monitored = .loss, threshold: Double? = nil
  ) -> BestCheckpoint {
    BestCheckpoint(path, monitor: monitor, threshold: threshold)
  }
}
