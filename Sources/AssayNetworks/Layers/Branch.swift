public import AssayCore
public import AssayTensors

/// Layers that follow one another inside another layer: one of several ways through a network.
///
/// ```swift
/// Concatenate {
///   Branch { Conv2D(8, kernelSize: 1) }
///   Branch {
///     Conv2D(8, kernelSize: 1)
///     Conv2D(8, kernelSize: 3, padding: .same)
///   }
///   Branch()                            // the inputs themselves
/// }
/// ```
///
/// Parameters: those of the layers, under their names, which are numbered within the branch. Keras
/// has no such layer: its functional models name every value instead.
public struct Branch: Layer {
  /// The layers in order.
  public private(set) var layers: [any Layer]
  /// The shape of one row of each layer's outputs; empty before the branch is built.
  private(set) var shapes: [Shape] = []
  /// The shape of one row of the branch's outputs, once it is built.
  private(set) var outputShape = Shape.scalar

  /// Describes a branch by its layers; `if` and `for` work.
  public init(@LayerBuilder _ layers: () throws -> [any Layer]) rethrows {
    self.layers = try layers()
  }

  /// Describes a branch by an array of layers; without any it gives what it gets.
  public init(layers: [any Layer] = []) { self.layers = layers }

  /// Builds the layers.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try build(input: input, by: random.layerBuild)
  }

  /// Has the layers built one by one.
  mutating func build(input: Shape, by build: LayerBuild) throws -> Shape {
    var own = layers
    shapes = try own.buildChain(input: input, by: build)
    layers = own
    outputShape = shapes.last ?? input
    return outputShape
  }

  /// Asks the first layer.
  public func check(_ inputs: Tensor) throws { try layers.first?.check(inputs) }

  /// Runs the layers one after the other.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    layers.forward(input, &pass)
  }

  /// Visits the tensors of each layer, under the layer's name.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    layers.visitTensors(body)
  }

  /// The last activation there is.
  public var activation: Activation? { layers.lastActivation }

  /// The branch as it is written.
  public var description: String {
    layers.isEmpty ? "Branch()" : layers.text(behind: "Branch")
  }
}

extension Branch: Codable {
  private enum CodingKeys: String, CodingKey { case layers }

  /// Reads the layers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    layers = try container.decode([ArchivedLayer].self, forKey: .layers).map {
      try $0.part(of: Self.kind)
    }
  }

  /// Writes the layers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(
      layers.map { try ArchivedLayer(part: $0, of: Self.kind) }, forKey: .layers)
  }
}
