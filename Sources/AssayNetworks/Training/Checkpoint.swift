/// A file that holds all that the next step of a `fit` depends on, so that it can go on from there.
///
/// ```swift
/// try model.fit(
///   train, validating: test, epochs: 300, loss: .binaryCrossEntropy,
///   checkpoint: Checkpoint("run.safetensors", every: .batches(500)))
/// ```
///
/// Where the file exists, `fit` goes on from it, and ends with the bits that it would have had without
/// the interruption: weights, optimizer, place in the shuffled order, chance, history, early stopping. So
/// the way to resume a program that was killed is to start it again. A file of another training (other
/// data, settings, layers, kinds of callbacks) is not touched: `fit` throws. More epochs are no other
/// training, nor are other settings of the same callbacks.
///
/// The file is written whole or not at all, at the end of epochs, between batches if asked for, and when
/// the training is to stop: at SIGINT (control-C) and SIGTERM, which are noted while `fit` runs, and when
/// its task is cancelled. Then the batch at hand is finished first. The file stays when all epochs are
/// done, and another run with it gives the same model and history at once: remove it to begin afresh.
///
/// It is a model file too: `Sequential(contentsOf:)` loads the weights of that moment.
///
/// Keras: `BackupAndRestore`, which goes back to the beginning of an epoch or batch count, without the
/// state of other callbacks.
public struct Checkpoint: Hashable, Sendable {
  /// How often a file is written.
  public enum Interval: Hashable, Sendable {
    /// At the end of every so many epochs.
    case epochs(Int)
    /// After every so many batches of an epoch, and at its end.
    case batches(Int)
  }

  /// The file.
  public let path: String
  /// How often it is written.
  public let interval: Interval
  /// Whether SIGINT and SIGTERM end the training in order, with all that it had reached in the file.
  public let listensToSignals: Bool

  /// Describes a checkpoint.
  public init(_ path: String, every interval: Interval = .epochs(1), listensToSignals: Bool = true)
  {
    self.path = path
    self.interval = interval
    self.listensToSignals = listensToSignals
  }

  func checkInterval() throws {
    switch interval {
    case .epochs(let count), .batches(let count):
      guard count > 0 else {
        throw NetworkError.invalidArgument("every", "\(interval)", expected: "of 1 or more")
      }
    }
  }

  /// Whether the file is due after so many batches of an epoch, but not at its end.
  func isDue(afterBatches count: Int) -> Bool {
    guard case .batches(let interval) = interval else { return false }
    return count > 0 && count.isMultiple(of: interval)
  }

  /// Whether the file is due after so many epochs.
  func isDue(afterEpochs count: Int) -> Bool {
    guard case .epochs(let interval) = interval else { return true }
    return count.isMultiple(of: interval)
  }
}

/// What a callback must be told to go on behind a checkpoint as if nothing had happened.
public struct CallbackState: Sendable {
  /// Numbers by name.
  public var numbers: [String: Double]
  /// A model of an earlier epoch.
  public var model: Sequential?

  /// Creates a state.
  public init(numbers: [String: Double] = [:], model: Sequential? = nil) {
    self.numbers = numbers
    self.model = model
  }
}
