import AssayTensors

/// A gated recurrent unit: a state that a gate mixes with a candidate for the next one.
///
/// ```swift
/// GRU(64)
/// ```
///
/// With three blocks of W, R and the biases b and d, a step moves the state h on to h′:
///
///     z = σ(x·W_z + b_z + h·R_z + d_z)
///     r = σ(x·W_r + b_r + h·R_r + d_r)
///     g = tanh(x·W_g + b_g + r·(h·R_g + d_g))
///     h′ = z·h + (1 − z)·g
///
/// With `resetsAfter: false` there is no d, and g = tanh(x·W_g + b_g + (r·h)·R_g), as first
/// published. Inputs [batch, steps, features]; see ``RecurrentLayer`` for outputs and masks.
/// Parameters: `kernel` W [features, 3 · units], Glorot's uniform rule; `recurrent_kernel` R
/// [units, 3 · units], orthogonal; `bias`, b above d [2, 3 · units] or b alone [3 · units], 0.
/// Keras: `GRU`, with `reset_after`.
///
/// Source: K. Cho et al., *Learning Phrase Representations using RNN Encoder–Decoder*, EMNLP 2014.
public struct GRU: RecurrentLayer {
  /// The size of the state.
  public let units: Int
  /// Whether the reset gate comes after the product with the state.
  public let resetsAfter: Bool
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
    _ units: Int, resetsAfter: Bool = true, returnsSequences: Bool = false,
    goesBackwards: Bool = false, kernelInitializer: Initializer = .glorotUniform,
    recurrentInitializer: Initializer = .orthogonal
  ) {
    self.units = units
    self.resetsAfter = resetsAfter
    self.returnsSequences = returnsSequences
    self.goesBackwards = goesBackwards
    self.kernelInitializer = kernelInitializer
    self.recurrentInitializer = recurrentInitializer
  }

  /// The equations above.
  public var cell: RecurrentCell {
    RecurrentCell(.gru(resetsAfter: resetsAfter), blocks: 3) { [resetsAfter] units in
      Tensor(repeating: 0, shape: resetsAfter ? [2, 3 * units] : [3 * units])
    }
  }

  /// The reset, where it is not the default.
  public var settings: [String] { resetsAfter ? [] : ["resetsAfter: false"] }

  private enum CodingKeys: String, CodingKey {
    case units, resetsAfter, returnsSequences, goesBackwards, kernelInitializer,
      recurrentInitializer, restraints
  }
}
