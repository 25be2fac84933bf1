public import AssayCore

/// What a layer must know of the run it is in: training or answering, and the chance it may use.
///
/// It travels through the whole network, so no wrapper can run the layers inside it in another mode.
public struct Pass: Sendable {
  private var random: RandomSource?
  private var draws: UInt64 = 0

  /// The run that answers: nothing is random.
  public static let inference = Pass(random: nil)

  /// A run that trains, with the chance of this batch.
  public static func training(_ random: RandomSource) -> Pass { Pass(random: random) }

  private init(random: RandomSource?) { self.random = random }

  /// Whether the run trains.
  public var isTraining: Bool { random != nil }

  /// A source of chance for the layer that asks, a different one at each call; nil when the run
  /// only answers.
  public mutating func nextRandom() -> RandomSource? {
    guard let random else { return nil }
    draws += 1
    return random.split(draws)
  }
}
