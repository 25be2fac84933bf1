public import AssayCore
public import AssayTensors

/// A layer that goes through sequences step by step, with a state that every step moves on.
///
/// Inputs are [batch, steps, features]; outputs are the last state [batch, units], or, with
/// ``returnsSequences``, the state after every step [batch, steps, units]. Where the pass carries a
/// ``Pass/mask``, a masked step keeps the state and repeats the output before it, as in Keras.
///
/// The rows of a batch are shared out over threads, each of which goes through all steps alone; the
/// gradient of the weights is one product over all rows and steps. A row's outputs do not depend on
/// its batch.
public protocol RecurrentLayer: RestrainedLayer, Codable {
  /// The size of the state.
  var units: Int { get }
  /// Whether the outputs are the states after every step.
  var returnsSequences: Bool { get set }
  /// Whether the last step is done first. Sequences are then returned in the order of doing.
  var goesBackwards: Bool { get set }
  /// The weights; empty before the network is built.
  var weights: RecurrentWeights { get set }
  /// How the kernel begins.
  var kernelInitializer: Initializer { get }
  /// How the recurrent kernel begins.
  var recurrentInitializer: Initializer { get }
  /// What a step does.
  var cell: RecurrentCell { get }
  /// The settings beside the units, as one would write them.
  var settings: [String] { get }
}

/// The rule by which a step of a recurrent layer moves the state on.
public struct RecurrentCell: Sendable {
  let cell: Recurrence.Cell
  /// The blocks of units in the weights, each the weights of one gate.
  let blocks: Int
  /// What the bias begins with, [blocks · units], or [2, blocks · units] for two of them.
  let bias: @Sendable (_ units: Int) -> Tensor

  init(_ cell: Recurrence.Cell, blocks: Int, bias: @escaping @Sendable (_ units: Int) -> Tensor) {
    self.cell = cell
    self.blocks = blocks
    self.bias = bias
  }
}

/// The parameters of a recurrent layer.
public struct RecurrentWeights: Sendable {
  /// What inputs are multiplied by: [features, gates · units].
  public var kernel = Tensor([Float]())
  /// What the state before is multiplied by: [units, gates · units].
  public var recurrentKernel = Tensor([Float]())
  /// What is added: [gates · units], or [2, gates · units].
  public var bias = Tensor([Float]())

  /// Creates weights that are empty.
  public init() {}

  /// Creates weights from tensors.
  public init(kernel: Tensor, recurrentKernel: Tensor, bias: Tensor) {
    self.kernel = kernel
    self.recurrentKernel = recurrentKernel
    self.bias = bias
  }
}

extension RecurrentLayer {
  /// Draws kernel, recurrent kernel and bias.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try buildWeights(input: input, random: &random)
  }

  mutating func buildWeights(input: Shape, random: inout RandomSource) throws -> Shape {
    try check(input)
    let columns = cell.blocks * units
    weights.kernel = kernelInitializer([input[1], columns], random: &random)
    weights.recurrentKernel = recurrentInitializer([units, columns], random: &random)
    weights.bias = cell.bias(units)
    return returnsSequences ? [input[0], units] : [units]
  }

  private func check(_ input: Shape) throws {
    guard units > 0, units <= RecurrentCell.mostUnits else {
      throw NetworkError.invalidSetting(layer: Self.kind, "units", "\(units)")
    }
    guard input.rank == 2, input.count > 0 else {
      throw NetworkError.notSequences(
        layer: description, shape: input, fix: SequenceAdvice.fix(for: input))
    }
  }

  /// Goes through the steps.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let output = run(input, mask: pass.mask(of: input))
    if !returnsSequences { pass.mask = nil }
    if returnsSequences, goesBackwards { pass.reverseMask() }
    return output
  }

  /// Goes through the steps from a state of one's own.
  ///
  /// - Parameters:
  ///   - input: [batch, steps, features].
  ///   - initialState: h, and for an LSTM c behind it, each [batch, units].
  ///   - mask: [batch, steps]; where it is 0, a step keeps the state.
  public func callAsFunction(
    _ input: Tensor, initialState: [Tensor], mask: Tensor? = nil
  ) -> Tensor {
    run(input, mask: mask, initialState: initialState)
  }

  func run(
    _ input: Tensor, mask: Tensor?, initialState: [Tensor] = [], keepsOrder: Bool = false
  ) -> Tensor {
    recur(
      input, kernel: weights.kernel, recurrentKernel: weights.recurrentKernel, bias: weights.bias,
      mask: mask, initialState: initialState,
      as: Recurrence(
        cell.cell, returnsSequences: returnsSequences, goesBackwards: goesBackwards,
        keepsOrder: keepsOrder))
  }

  /// Visits kernel, recurrent kernel and bias.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "kernel", &weights.kernel)
    body(.parameter, "recurrent_kernel", &weights.recurrentKernel)
    body(.parameter, "bias", &weights.bias)
  }

  /// The layer as it is written.
  public var description: String {
    let words =
      ["\(units)"] + settings + (returnsSequences ? ["returnsSequences: true"] : [])
      + (goesBackwards ? ["goesBackwards: true"] : [])
    return "\(Self.kind)(\(words.joined(separator: ", ")))\(restraints)"
  }

  /// No other setting.
  public var settings: [String] { [] }

  /// How the kernel begins: Glorot's uniform rule.
  public var kernelInitializer: Initializer { .glorotUniform }

  /// How the recurrent kernel begins: orthogonal.
  public var recurrentInitializer: Initializer { .orthogonal }
}

extension Layer {
  /// The layer, itself or inside, that takes sequences and gives only what is left at their end.
  var sequencesEnd: (any Layer)? {
    switch self {
    case let layer as any RecurrentLayer: layer.returnsSequences ? nil : layer
    case let layer as Bidirectional: layer.forwards.returnsSequences ? nil : layer
    case let layer as Branch: layer.layers.last?.sequencesEnd
    case let layer as any MergingLayer: layer.branches.lazy.compactMap(\.sequencesEnd).first
    default: nil
    }
  }
}

extension LSTM: TensorDeclaring {}
extension GRU: TensorDeclaring {}
extension SimpleRNN: TensorDeclaring {}

extension RecurrentLayer {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    try check(input)
    let columns = cell.blocks * units
    return [
      ("kernel", [input[1], columns]), ("recurrent_kernel", [units, columns]),
    ]
  }
}

extension RecurrentCell {
  /// More units than any state has; four times as many are still a dimension of a tensor.
  static let mostUnits = 1 << 24
}

/// What to write where sequences are needed and something else came.
enum SequenceAdvice {
  static func fix(for shape: Shape) -> String {
    switch shape.rank {
    case 1:
      "write Sequential(input: [\(shape[0]), 1]) for sequences of \(shape[0]) numbers, or "
        + "Embedding(count, units) before it for indices"
    case 2: "every sequence needs at least one step of one number"
    default: "write TimeDistributed(Flatten()) before it"
    }
  }
}
