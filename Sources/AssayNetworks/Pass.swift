public import AssayCore
public import AssayTensors

/// What a layer must know of the run it is in: training or answering, and the chance it may use.
///
/// It travels through the whole network, so no wrapper can run the layers inside it in another mode.
public struct Pass: Sendable {
  private var random: RandomSource?
  private var draws: UInt64 = 0
  /// What layers would keep of this run; see ``replace(_:with:)``.
  var newStates: [NewState] = []

  /// Which steps of the sequences count: [batch, steps] of ones and zeros; nil when all of them do.
  ///
  /// ``Embedding`` and ``Masking`` set it, recurrent layers and attention heed it. `Sequential` drops
  /// it behind a layer whose outputs have no such steps any more.
  public var mask: Tensor?

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

  /// The mask, if values have the steps that it speaks of.
  public func mask(of values: Tensor) -> Tensor? {
    guard let mask, values.rank > 2, mask.shape == [values.shape[0], values.shape[1]] else {
      return nil
    }
    return mask
  }

  /// Puts the mask's steps into reverse order.
  mutating func reverseMask() {
    guard let mask else { return }
    let steps = mask.shape[1]
    self.mask = Tensor(shape: mask.shape) { memory in
      for index in memory.indices {
        let (row, step) = (index / steps, index % steps)
        memory[index] = mask.start[row * steps + steps - 1 - step]
      }
    }
  }
}
