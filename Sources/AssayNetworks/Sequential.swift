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
    var (shape, shapes) = (input, [Shape]())
    self.layers = layers
    for index in layers.indices {
      var own = random.split(UInt64(index))
      do {
        shape = try self.layers[index].build(input: shape, random: &own)
      } catch NetworkError.notSequences(let layer, let shape, _)
        where index > 0 && layers[index - 1].endsSequences
      {
        throw NetworkError.notSequences(
          layer: layer, shape: shape,
          fix: "write returnsSequences: true in \(layers[index - 1].description) before it")
      }
      shapes.append(shape)
    }
    self.seed = seed
    self.shapes = shapes
    inputShape = input
    outputShape = shape
  }

  /// Draws the parameters anew, as a layer of another network; its input shape must be that one's.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard input == inputShape else {
      throw NetworkError.inputShape(
        layer: "Sequential", shape: input, needed: "inputs of shape \(inputShape)")
    }
    for index in layers.indices {
      var own = random.split(UInt64(index))
      _ = try layers[index].build(input: index == 0 ? input : shapes[index - 1], random: &own)
    }
    return outputShape
  }

  /// Runs the layers one after the other.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    var values = input
    for layer in layers {
      values = layer.forward(values, &pass)
      pass.mask = pass.mask(of: values)
    }
    return values
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
    let names = layerNames
    for index in layers.indices {
      layers[index].forEachTensor { role, name, tensor in
        body(role, "\(names[index]).\(name)", &tensor)
      }
    }
  }

  /// The last activation there is.
  public var activation: Activation? { layers.reversed().lazy.compactMap(\.activation).first }

  /// The names of the layers: their kinds, numbered from the second on, as Keras does.
  var layerNames: [String] { Self.names(of: layers) }

  static func names(of layers: [any Layer]) -> [String] {
    var seen: [String: Int] = [:]
    return layers.map { layer in
      let stem = type(of: layer).stem
      let number = seen[stem, default: 0]
      seen[stem] = number + 1
      return number == 0 ? stem : "\(stem)_\(number)"
    }
  }
}

extension Sequential: CustomStringConvertible {
  /// The network as it is written.
  public var description: String {
    let lines = layers.map { "  \($0.description)\n" }.joined()
    return "Sequential(input: \(inputShape)) {\n\(lines)}"
  }
}

/// What randomness of a network is for; each purpose has streams of its own.
enum RandomPurpose {
  static let parameters: UInt64 = 1
  static let order: UInt64 = 2
  static let layers: UInt64 = 3
}
