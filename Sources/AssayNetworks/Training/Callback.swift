public import AssayEvaluation

/// Something that looks on while a network is trained, and may stop it.
///
/// Callbacks are values: `fit` works on copies.
///
/// | Keras | here |
/// |---|---|
/// | `EarlyStopping` | ``EarlyStopping`` |
/// | `ModelCheckpoint` | ``BestCheckpoint`` |
/// | `ReduceLROnPlateau`, `LearningRateScheduler` | ``ReduceOnPlateau``, ``EpochSchedule`` |
/// | `CSVLogger`, `TensorBoard` | ``CSVLog``, ``TensorBoardLog`` |
/// | `ProgbarLogger`, `LambdaCallback` | ``ProgressLine``, ``EpochClosure`` |
/// | `TerminateOnNaN` | `fit` itself, which throws ``NetworkError/lossNotFinite(epoch:batch:value:)`` |
/// | `History` | what `fit` returns |
public protocol Callback: Sendable {
  /// Called before the first epoch.
  mutating func trainingBegins(_ plan: TrainingPlan)

  /// Called before every epoch; may change the learning rate of its steps and those that follow.
  mutating func epochBegins(_ number: Int, learningRate: inout Float) throws

  /// Called at the end of every epoch.
  mutating func epochEnds<Statistics: Sendable>(_ epoch: inout Epoch<Statistics>) throws

  /// Called once, when training is over for whatever reason; may return a model of an earlier epoch,
  /// whose weights the network is to have.
  mutating func trainingEnds() -> (model: Sequential, epoch: Int)?

  /// What a ``Checkpoint`` keeps of the callback.
  var state: CallbackState { get }

  /// Takes what a checkpoint kept, after ``trainingBegins(_:)``.
  mutating func resume(from state: CallbackState)
}

extension Callback {
  /// Does nothing.
  public mutating func trainingBegins(_ plan: TrainingPlan) {}

  /// Leaves the learning rate as it is.
  public mutating func epochBegins(_ number: Int, learningRate: inout Float) throws {}

  /// Leaves the network as it is.
  public mutating func trainingEnds() -> (model: Sequential, epoch: Int)? { nil }

  /// Nothing.
  public var state: CallbackState { CallbackState() }

  /// Takes nothing.
  public mutating func resume(from state: CallbackState) {}
}

/// What a `fit` is about to do.
public struct TrainingPlan: Sendable {
  /// The number of the first epoch, from 1.
  public let firstEpoch: Int
  /// The number of the last epoch.
  public let lastEpoch: Int
  /// Batches in an epoch.
  public let batchCount: Int
  /// Epochs that a checkpoint has behind it already: none, if there is none.
  public let resumedEpochs: Int
}

/// An epoch that has just ended.
public struct Epoch<Statistics: Sendable> {
  /// Its number, from 1.
  public let number: Int
  /// The metrics that were asked for.
  public let metrics: [Metric<Statistics>]
  /// Means over the epoch.
  public let training: EpochValues<Statistics>
  /// Values of the validation data.
  public let validation: EpochValues<Statistics>?
  /// Seconds that the epoch took.
  public let seconds: Double
  /// The learning rate, which a callback may change for the epochs to come; where the optimizer has a
  /// schedule, that of the next step, and nothing to change.
  public var learningRate: Float
  /// The learning rate before callbacks changed it.
  let givenLearningRate: Float
  let snapshot: () -> Sequential
  var stopReason: String?

  /// The model as it stands, with the state of its training: a copy, made when this is read.
  public var model: Sequential { snapshot() }

  /// Ends the training after this epoch.
  public mutating func stop(because reason: String) { stopReason = reason }
}

/// A closure that is called at the end of every epoch.
public struct EpochClosure: Callback {
  private let body:
    @Sendable (_ number: Int, _ loss: Double, _ validationLoss: Double?) throws -> Void

  /// Wraps a closure, which gets the epoch's number, its loss and its validation loss.
  public init(
    _ body:
      @escaping @Sendable (_ number: Int, _ loss: Double, _ validationLoss: Double?) throws -> Void
  ) {
    self.body = body
  }

  /// Calls the closure.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
    try body(epoch.number, epoch.training.loss, epoch.validation?.loss)
  }
}

extension Callback where Self == EpochClosure {
  /// A closure that is called at the end of every epoch; an error it throws ends the training.
  public static func onEpochEnd(
    _ body:
      @escaping @Sendable (_ number: Int, _ loss: Double, _ validationLoss: Double?) throws -> Void
  ) -> EpochClosure {
    EpochClosure(body)
  }
}
