public import AssayCore
public import AssayTensors

/// An activation as a layer of its own: `ActivationLayer(.relu)`.
public struct ActivationLayer: Layer, Codable {
  /// The function that is applied.
  public let function: Activation

  /// Describes a layer that applies a function.
  public init(_ function: Activation) { self.function = function }

  /// Checks that softmax has something to choose from.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    if function == .softmax, input.rank > 0, input[-1] == 1 {
      throw NetworkError.softmaxOfOne(layer: description)
    }
    return input
  }

  /// Applies the function.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { function(input) }

  /// Keras's name of the layer.
  public static var kind: String { "Activation" }

  /// The function.
  public var activation: Activation? { function }

  /// The layer as it is written.
  public var description: String { "ActivationLayer(.\(function.name))" }

  private enum CodingKeys: String, CodingKey { case function = "activation" }
}
