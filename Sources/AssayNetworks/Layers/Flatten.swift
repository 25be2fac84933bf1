public import AssayCore
public import AssayTensors

/// Makes one axis of all axes but the batch: [batch, 28, 28, 1] becomes [batch, 784].
public struct Flatten: Layer, Codable {
  /// Describes the layer.
  public init() {}

  /// Multiplies the extents.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    [input.count]
  }

  /// Reshapes; the memory stays as it is.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.reshaped(to: [input.shape[0], input.shape.withoutFirst.count])
  }

  /// The layer as it is written.
  public var description: String { "Flatten()" }
}
