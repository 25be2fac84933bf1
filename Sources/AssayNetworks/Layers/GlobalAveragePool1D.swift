public import AssayCore
public import AssayTensors

/// The mean of each channel over a sequence: [batch, steps, channels] becomes [batch, channels].
///
///     y[c] = Σ over i of m[i] · x[i, c] / Σ over i of m[i]
///
/// where m is the ``Pass/mask``, all ones when there is none. A sequence whose every step is masked
/// has no mean and becomes zeros, where Keras divides zero by zero. As Keras's
/// `GlobalAveragePooling1D`, channels last.
public struct GlobalAveragePool1D: Layer, Codable {
  /// Describes the layer.
  public init() {}

  /// Checks the sequences.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try WindowSize.checkSteps(of: input, layer: description)
    return [input[1]]
  }

  /// Reduces the steps.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    guard let mask = pass.mask(of: input) else { return input.mean(axis: 1) }
    let (rows, steps) = (mask.shape[0], mask.shape[1])
    let counts = maximum(mask.sum(axis: 1), Tensor(1))
    return (input * mask.reshaped(to: [rows, steps, 1])).sum(axis: 1)
      / counts.reshaped(to: [rows, 1])
  }

  /// Keras's name of the layer.
  public static var kind: String { "GlobalAveragePooling1D" }

  /// The layer as it is written.
  public var description: String { "GlobalAveragePool1D()" }
}
