public import AssayCore
public import AssayTensors

/// Makes sequences longer: every step is repeated.
///
/// ```swift
/// UpSampling1D()            // twice as long
/// UpSampling1D(3)           // three times
/// ```
///
/// Inputs [batch, steps, channels] become [batch, steps · size, channels], with
/// y[i, c] = x[⌊i / size⌋, c]. No step of them is masked. Keras: `UpSampling1D`.
public struct UpSampling1D: Layer, Codable {
  /// How many steps one step becomes.
  public let size: Int

  /// Describes a layer that makes sequences longer.
  public init(_ size: Int = 2) { self.size = size }

  /// Checks the sequences.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard WindowSize(steps: size).isPositive else {
      throw NetworkError.invalidSetting(layer: Self.kind, "size", "\(size)")
    }
    try WindowSize.checkSteps(of: input, layer: description)
    return try WindowSize.resized(input, steps: input[0] * size, layer: description)
  }

  /// Repeats every step.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    pass.mask = nil
    return input.asRowImages.upsampled(rows: 1, columns: size).asSequences
  }

  /// The layer as it is written.
  public var description: String { size == 2 ? "UpSampling1D()" : "UpSampling1D(\(size))" }
}
