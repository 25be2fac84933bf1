public import AssayCore
public import AssayTensors

/// Another layer at every step of a sequence, with the same parameters.
///
/// ```swift
/// TimeDistributed(Flatten())         // [batch, steps, 8, 8] becomes [batch, steps, 64]
/// ```
///
/// `Dense` works on the last axis whatever stands before it, and needs no wrapper. Parameters: those
/// of the layer inside, under `layer`. Keras: `TimeDistributed`.
public struct TimeDistributed: Layer {
  /// The layer inside.
  public private(set) var layer: any Layer

  /// Describes a layer that works on every step.
  public init(_ layer: any Layer) { self.layer = layer }

  /// Builds the layer inside for one step.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard input.rank > 1 else {
      throw NetworkError.notSequences(
        layer: description, shape: input, fix: SequenceAdvice.fix(for: input))
    }
    var inner = layer
    let output = try inner.build(input: input.withoutFirst, random: &random)
    layer = inner
    guard output.rank < Shape.maximumRank - 1 else {
      throw NetworkError.inputShape(layer: description, shape: input, needed: "fewer axes")
    }
    return output.prepending(input[0])
  }

  /// Takes the steps for rows, and makes steps of rows again.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let (rows, steps) = (input.shape[0], input.shape[1])
    let mask = pass.mask
    pass.mask = nil
    let inner = input.shape.withoutFirst.withoutFirst.prepending(rows * steps)
    let output = layer.forward(input.reshaped(to: inner), &pass)
    pass.mask = mask
    return output.reshaped(to: output.shape.withoutFirst.prepending(steps).prepending(rows))
  }

  /// Visits the tensors of the layer inside.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    layer.forEachTensor { role, name, tensor in body(role, "layer.\(name)", &tensor) }
  }

  /// That of the layer inside.
  public var activation: Activation? { layer.activation }

  /// The layer as it is written.
  public var description: String { "TimeDistributed(\(layer.description))" }
}

extension TimeDistributed: Codable {
  private enum CodingKeys: String, CodingKey { case layer }

  /// Reads the layer inside.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    layer = try container.decode(ArchivedLayer.self, forKey: .layer).part(of: Self.kind)
  }

  /// Writes the layer inside.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ArchivedLayer(part: layer, of: Self.kind), forKey: .layer)
  }
}

extension TimeDistributed: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    guard input.rank > 1, let layer = layer as? any TensorDeclaring else { return [] }
    return try layer.declaredTensors(input: input.withoutFirst)
      .map { ("layer.\($0.name)", $0.extents) }
  }
}
