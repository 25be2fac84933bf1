/// Makes the learning rate smaller when the validation loss has not become smaller for a number of
/// epochs.
///
/// rate ← max(rate · factor, minimumRate), when `patience` epochs in a row were not better than the
/// best by more than `minimumDelta`; after that, `cooldown` epochs are not counted.
///
/// ```swift
/// try model.fit(
///   train, validating: test, epochs: 100, loss: .binaryCrossEntropy,
///   callbacks: [.reduceOnPlateau(factor: 0.2, patience: 5), .earlyStopping(patience: 20)])
/// ```
///
/// A second `fit` with the same optimizer goes on with the rate that the first one ended with, and a
/// saved model with the rate of its file. An optimizer with a schedule of its own cannot be changed
/// so: `fit` throws then.
///
/// Keras: `ReduceLROnPlateau`.
public struct ReduceOnPlateau: Callback {
  /// What is watched.
  public let monitor: Monitored
  /// What the rate is multiplied by; within 0 ..< 1.
  public let factor: Double
  /// Epochs without improvement that are waited for.
  public let patience: Int
  /// The least improvement that counts.
  public let minimumDelta: Double
  /// Epochs after a reduction that are not counted.
  public let cooldown: Int
  /// What the rate does not fall below.
  public let minimumRate: Float

  private var best: Double?
  private var waited = 0
  private var cooling = 0

  /// Describes when to reduce the rate, with Keras's defaults.
  public init(
    monitor: Monitored = .loss, factor: Double = 0.1, patience: Int = 10,
    minimumDelta: Double = 1e-4, cooldown: Int = 0, minimumRate: Float = 0
  ) {
    self.monitor = monitor
    self.factor = factor
    self.patience = patience
    self.minimumDelta = abs(minimumDelta)
    self.cooldown = cooldown
    self.minimumRate = minimumRate
  }

  /// Forgets an earlier training.
  public mutating func trainingBegins(_ plan: TrainingPlan) {
    (best, waited, cooling) = (nil, 0, 0)
  }

  /// The best value, the epochs waited, and those left to cool down.
  public var state: CallbackState {
    var numbers = ["waited": Double(waited), "cooling": Double(cooling)]
    numbers["best"] = best
    return CallbackState(numbers: numbers)
  }

  /// Goes on comparing.
  public mutating func resume(from state: CallbackState) {
    best = state.numbers["best"]
    waited = Int(exactly: state.numbers["waited"] ?? 0) ?? 0
    cooling = Int(exactly: state.numbers["cooling"] ?? 0) ?? 0
  }

  /// Refuses a factor that does not reduce.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)``.
  public mutating func epochBegins(_ number: Int, learningRate: inout Float) throws {
    guard factor >= 0, factor < 1 else {
      throw NetworkError.invalidArgument(
        "factor", "\(factor)", expected: "at least 0 and below 1, to reduce the rate")
    }
  }

  /// Compares the epoch with the best one so far.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)`` for a metric that was not asked for.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
    epoch.learningRate = judge(try monitor.cost(of: epoch), rate: epoch.learningRate)
  }

  /// The rate after an epoch, from the rate before it.
  mutating func judge(_ cost: Double, rate: Float) -> Float {
    if cooling > 0 {
      cooling -= 1
      waited = 0
    }
    if best.map({ cost + minimumDelta < $0 || $0.isNaN }) ?? true {
      best = cost
      waited = 0
    } else if cooling <= 0 {
      waited += 1
      if waited >= patience, rate > minimumRate {
        cooling = cooldown
        waited = 0
        return max(Float(Double(rate) * factor), minimumRate)
      }
    }
    return rate
  }
}

extension Callback where Self == ReduceOnPlateau {
  /// Makes the learning rate smaller when the validation loss does not become smaller.
  public static func reduceOnPlateau(
    monitor: Monitored = .loss, factor: Double = 0.1, patience: Int = 10,
    minimumDelta: Double = 1e-4, cooldown: Int = 0, minimumRate: Float = 0
  ) -> ReduceOnPlateau {
    ReduceOnPlateau(
      monitor: monitor, factor: factor, patience: patience, minimumDelta: minimumDelta,
      cooldown: cooldown, minimumRate: minimumRate)
  }
}
