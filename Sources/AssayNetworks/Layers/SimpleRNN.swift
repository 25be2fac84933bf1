public import AssayCore
public import AssayTensors

/// The plainest recurrent layer: h′ = f(x·W + h·R + b).
///
/// ```swift
/// SimpleRNN(32)
/// ```
///
/// Inputs [batch, steps, features]; see ``RecurrentLayer`` for outputs and masks. Parameters: `kernel`
/// W [features, units], Glorot's uniform rule; `recurrent_kernel` R [units, units], orthogonal; `bias`
/// b [units], 0. The function is any whose derivative follows from its value: all but softmax and
/// silu. Keras: `SimpleRNN`.
///
/// Source: J. Elman, *Finding Structure in Time*, Cognitive Science 1990.
public struct SimpleRNN: RecurrentLayer {
  /// The size of the state.
  public let units: Int
  /// The function at the end of each step.
  public let function: Activation
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
    _ units: Int, activation: Activation = .tanh, returnsSequences: Bool = false,
    goesBackwards: Bool = false, kernelInitializer: Initializer = .glorotUniform,
    recurrentInitializer: Initializer = .orthogonal
  ) {
    self.units = units
    function = activation
    self.returnsSequences = returnsSequences
    self.goesBackwards = goesBackwards
    self.kernelInitializer = kernelInitializer
    self.recurrentInitializer = recurrentInitializer
  }

  /// Draws the weights, and checks that the function works inside a recurrence.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let (fused, behind) = function.parts
    guard behind == nil, fused.end != .softmax else {
      throw NetworkError.invalidSetting(layer: Self.kind, "activation", ".\(function.name)")
    }
    return try buildWeights(input: input, random: &random)
  }

  /// The equation above.
  public var cell: RecurrentCell {
    RecurrentCell(.simple(function.parts.fused.function), blocks: 1) { units in
      Tensor(repeating: 0, shape: [units])
    }
  }

  /// The function, where it is not the default.
  public var settings: [String] { function == .tanh ? [] : ["activation: .\(function.name)"] }

  private enum CodingKeys: String, CodingKey {
    case units
    case function = "activation"
    case returnsSequences, goesBackwards, kernelInitializer, recurrentInitializer, restraints
  }
}
