public import AssayCore
public import AssayTensors

/// A network whose layers follow one another.
///
/// ```swift
/// var model = try Sequential(input: 2, seed: 1) {
///   Dense(100, activation: .relu)
///   Dense(1, activation: .sigmoid)
/// }
/// ```
///
/// The initialiser builds every layer: shapes follow from the input, and parameters are drawn from
/// the seed alone. A network is a value: `let best = model` is a snapshot. It carries the state of
/// its last `fit`, so that another one with the same optimizer goes on where that one stopped.
public struct Sequential: Layer {
  /// The layers in order.
  public private(set) var layers: [any Layer]
  /// The shape of one row of inputs.
  public let inputShape: Shape
  /// The shape of one row of outputs.
  public let outputShape: Shape
  /// The seed of parameters, batches and dropout.
  public let seed: UInt64
  /// The shape of one row of each layer's outputs.
  let shapes: [Shape]
  /// What the last `fit` left behind.
  var training: TrainingState?

  /// Builds a network from its layers.
  ///
  /// - Parameters:
  ///   - input: the shape of one row, without the batch: `2`, or `[28, 28, 1]`.
  ///   - seed: the seed of everything that is random.
  ///   - layers: the layers in order; `if` and `for` work.
  /// - Throws: ``NetworkError`` when a layer cannot work on what the one before it gives.
  public init(
    input: Shape, seed: UInt64 = 0, @LayerBuilder layers: () throws -> [any Layer]
  ) throws {
    try self.init(input: input, seed: seed, layers: layers())
  }

  /// Builds a network from an array of layers.
  public init(input: Shape, seed: UInt64 = 0, layers: [any Layer]) throws {
    guard !layers.isEmpty else { throw NetworkError.noLayers }
    let random = RandomSource(seed: seed).split(RandomPurpose.parameters)
    self.layers = layers
    shapes = try self.layers.buildChain(input: input, by: random.layerBuild)
    self.seed = seed
    inputShape = input
    outputShape = shapes.last ?? input
    try checkAllRestraints()
  }

  /// Draws the parameters anew, as a layer of another network; its input shape must be that one's.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard input == inputShape else {
      throw NetworkError.inputShape(
        layer: "Sequential", shape: input, needed: "inputs of shape \(inputShape)")
    }
    _ = try layers.buildChain(input: input, by: random.layerBuild)
    return outputShape
  }

  /// Runs the layers one after the other.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    layers.forward(input, &pass)
  }

  /// Asks the first layer whether it can work on these rows.
  public func check(_ inputs: Tensor) throws { try layers.first?.check(inputs) }

  /// The outputs for a batch, as a tensor that gradients go through.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    var pass = Pass.inference
    return forward(input, &pass)
  }

  /// Visits the tensors of each layer, under the layer's name.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    layers.visitTensors(body)
  }

  /// The last activation there is.
  public var activation: Activation? { layers.lastActivation }

  /// The names of the layers: their kinds, numbered from the second on, as Keras does.
  var layerNames: [String] { layers.names }
}

extension Sequential: CustomStringConvertible {
  /// The network as it is written.
  public var description: String {
    layers.text(behind: "Sequential(input: \(inputShape))")
  }
}

/// What randomness of a network is for; each purpose has streams of its own.
enum RandomPurpose {
  static let parameters: UInt64 = 1
  static let order: UInt64 = 2
  static let layers: UInt64 = 3
}
