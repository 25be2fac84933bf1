public import AssayEvaluation

/// What happened in a `fit`, epoch by epoch.
///
/// ```swift
/// print(history.training.loss.last, history.validation?[.accuracy].last)
/// ```
///
/// Training values are those that Keras prints: means over the epoch while the weights move, and
/// with dropout; so they can be worse than validation's, which come from the weights at its end.
/// ``exactTraining`` holds the training data's values at the end of each epoch, if asked for.
public struct History<Statistics: Sendable>: Sendable {
  /// One value an epoch of the loss and of each metric.
  public struct Series: Sendable {
    /// The loss.
    public internal(set) var loss: [Double] = []
    var values: [String: [Double]] = [:]

    /// The values of a metric that was asked for; empty for another one.
    public subscript(metric: Metric<Statistics>) -> [Double] { values[metric.name] ?? [] }

    mutating func append(_ epoch: EpochValues<Statistics>, _ metrics: [Metric<Statistics>]) {
      loss.append(epoch.loss)
      for metric in metrics { values[metric.name, default: []].append(epoch[metric]) }
    }
  }

  /// The metrics that were asked for.
  public let metrics: [Metric<Statistics>]
  /// The number of the first epoch, from 1; more when training went on.
  public let firstEpoch: Int
  /// Means over each epoch while the weights moved.
  public internal(set) var training = Series()
  /// Values of the validation data at the end of each epoch.
  public internal(set) var validation: Series?
  /// Values of the training data at the end of each epoch.
  public internal(set) var exactTraining: Series?
  /// Why training ended before the last epoch that was asked for, if it did.
  public internal(set) var stopReason: String?
  /// The epoch whose weights the model has, if it is not the last one.
  public internal(set) var restoredEpoch: Int?

  /// What is odd about the data, in words; empty where nothing is.
  public internal(set) var warnings: [String] = []
  /// The rows learnt from and judged by.
  var rows: (training: Int, validation: Int)?
  /// The loss of answering every row with the shares of the classes.
  var lossOfShares: Double?

  /// The number of epochs that were run.
  public var epochCount: Int { training.loss.count }
}

/// The values of one epoch.
public struct EpochValues<Statistics: Sendable>: Sendable {
  /// The loss.
  public let loss: Double
  let values: [String: Double]

  /// The value of a metric that was asked for; NaN for another one.
  public subscript(metric: Metric<Statistics>) -> Double { values[metric.name] ?? .nan }

  init(loss: Double, statistics: Statistics, metrics: [Metric<Statistics>]) {
    self.loss = loss
    var values: [String: Double] = [:]
    for metric in metrics { values[metric.name] = metric.reading(statistics) }
    self.values = values
  }
}
