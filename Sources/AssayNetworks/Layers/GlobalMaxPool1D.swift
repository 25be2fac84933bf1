public import AssayCore
public import AssayTensors

/// The largest number of each channel over a sequence: [batch, steps, channels] becomes
/// [batch, channels].
///
/// As Keras's `GlobalMaxPooling1D`, channels last: a mask is not heeded.
public struct GlobalMaxPool1D: Layer, Codable {
  /// Describes the layer.
  public init() {}

  /// Checks the sequences.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try WindowSize.checkSteps(of: input, layer: description)
    return [input[1]]
  }

  /// Reduces the steps.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.max(axis: 1)
  }

  /// Keras's name of the layer.
  public static var kind: String { "GlobalMaxPooling1D" }

  /// The layer as it is written.
  public var description: String { "GlobalMaxPool1D()" }
}
