import AssayTensors

/// Long short-term memory: a state that is forgotten, and added to, by gates of its own.
///
/// ```swift
/// LSTM(64, returnsSequences: true)
/// ```
///
/// With the blocks of x·W + h·R + b called zᵢ, z_f, z_g and zₒ, a step moves h and c on to
///
///     i = σ(zᵢ)    f = σ(z_f)    g = tanh(z_g)    o = σ(zₒ)
///     c′ = f·c + i·g              h′ = o·tanh(c′)
///
/// Inputs [batch, steps, features]; see ``RecurrentLayer`` for outputs and masks. Parameters: `kernel`
/// W [features, 4 · units], Glorot's uniform rule; `recurrent_kernel` R [units, 4 · units],
/// orthogonal; `bias` b [4 · units], 1 for the forget gate and else 0. Keras: `LSTM`.
///
/// Source: S. Hochreiter and J. Schmidhuber, *Long Short-Term Memory*, Neural Computation 1997; the
/// forget gate: F. Gers et al., *Learning to Forget*, 2000.
public struct LSTM: RecurrentLayer {
  /// The size of the state.
  public let units: Int
  /// Whether the outputs are the states after every step.
  public var returnsSequences: Bool
  /// Whether the last step is done first.
  public var goesBackwards: Bool
  /// How the kernel begins.
  public let kernelInitializer: Initializer
  /// How the recurrent kernel begins.
  public let recurrentInitializer: Initializer
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The weights; empty before the network is built.
  public var weights = RecurrentWeights()

  /// Describes a layer; the network around it draws its parameters.
  public init(
    _ units: Int, returnsSequences: Bool = false, goesBackwards: Bool = false,
    kernelInitializer: Initializer = .glorotUniform, recurrentInitializer: Initializer = .orthogonal
  ) {
    self.units = units
    self.returnsSequences = returnsSequences
    self.goesBackwards = goesBackwards
    self.kernelInitializer = kernelInitializer
    self.recurrentInitializer = recurrentInitializer
  }

  /// The equations above.
  public var cell: RecurrentCell {
    RecurrentCell(.lstm, blocks: 4) { units in
      Tensor((0..<(4 * units)).map { $0 / units == 1 ? 1 : 0 })
    }
  }

  private enum CodingKeys: String, CodingKey {
    case units, returnsSequences, goesBackwards, kernelInitializer, recurrentInitializer, restraints
  }
}
