/// A learning rate that changes from epoch to epoch.
///
/// ```swift
/// try model.fit(
///   data, epochs: 30, loss: .binaryCrossEntropy,
///   callbacks: [.learningRate { epoch, rate in epoch <= 10 ? rate : rate * 0.9 }])
/// ```
///
/// The closure is asked before every epoch; epochs count from 1, and on in a second `fit` that goes
/// on. For a rate that changes from step to step see ``LearningRateSchedule``, which an optimizer
/// takes; one that has taken it cannot be changed by a callback, and `fit` throws.
///
/// Keras: `LearningRateScheduler`, whose epochs count from 0.
public struct EpochSchedule: Callback {
  private let rate: @Sendable (_ epoch: Int, _ current: Float) throws -> Float

  /// Wraps a closure, which gets the number of the epoch, from 1, and the rate so far.
  public init(_ rate: @escaping @Sendable (_ epoch: Int, _ current: Float) throws -> Float) {
    self.rate = rate
  }

  /// Puts the rate of the epoch in the place of the one before.
  public mutating func epochBegins(_ number: Int, learningRate: inout Float) throws {
    learningRate = try rate(number, learningRate)
  }

  /// Leaves the epoch as it is.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {}
}

extension Callback where Self == EpochSchedule {
  /// A learning rate that a closure says for every epoch, from its number and the rate so far.
  public static func learningRate(
    _ rate: @escaping @Sendable (_ epoch: Int, _ current: Float) throws -> Float
  ) -> EpochSchedule {
    EpochSchedule(rate)
  }

  /// A learning rate that follows a schedule whose steps are epochs: its step 0 is epoch 1.
  public static func learningRate(byEpoch schedule: LearningRateSchedule) -> EpochSchedule {
    EpochSchedule { epoch, _ in schedule[epoch - 1] }
  }
}
