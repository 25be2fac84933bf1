public import AssayCore
public import AssayTensors

/// Makes a sequence of one vector, the same at every step: [batch, n] becomes [batch, count, n].
///
/// Between a layer that reads a sequence and one that writes another. Keras: `RepeatVector`.
public struct RepeatVector: Layer, Codable {
  /// The number of steps.
  public let count: Int

  /// Describes a layer that repeats its inputs.
  public init(_ count: Int) { self.count = count }

  /// Adds the axis of steps.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard count > 0, count <= 1 << 24 else {
      throw NetworkError.invalidSetting(layer: Self.kind, "count", "\(count)")
    }
    guard input.rank == 1 else {
      throw NetworkError.inputShape(
        layer: description, shape: input, needed: "vectors: write Flatten() before it")
    }
    return [count, input[0]]
  }

  /// Repeats.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input.reshaped(to: [input.shape[0], 1, input.shape[1]])
      * Tensor(repeating: 1, shape: [count, 1])
  }

  /// The layer as it is written.
  public var description: String { "RepeatVector(\(count))" }
}
