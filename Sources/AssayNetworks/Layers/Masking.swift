public import AssayCore
public import AssayTensors

/// Masks the steps whose features all have one value: what sequences were filled up with.
///
/// ```swift
/// Masking()          // steps of zeros
/// Masking(-1)
/// ```
///
/// Inputs [batch, steps, features] keep their shape; masked steps become zeros, and the ``Pass/mask``
/// tells the layers that follow. Keras: `Masking`, with `mask_value`.
public struct Masking: Layer, Codable {
  /// The value of masked steps.
  public let value: Float

  /// Describes a layer that masks steps of one value.
  public init(_ value: Float = 0) { self.value = value }

  /// Checks that there are steps.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard value.isFinite else {
      throw NetworkError.invalidSetting(layer: Self.kind, "value", "\(value)")
    }
    guard input.rank > 1 else {
      throw NetworkError.notSequences(
        layer: description, shape: input, fix: SequenceAdvice.fix(for: input))
    }
    return input
  }

  /// Looks for steps of the value.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let (rows, steps) = (input.shape[0], input.shape[1])
    let width = rows * steps == 0 ? 0 : input.count / (rows * steps)
    let mask = Tensor(shape: [rows, steps]) { memory in
      for step in memory.indices {
        let features = UnsafeBufferPointer(start: input.start + step * width, count: width)
        memory[step] = features.allSatisfy { $0 == value } ? 0 : 1
      }
    }
    pass.mask = mask
    guard value != 0 else { return input }
    let ones = [Int](repeating: 1, count: input.rank - 2)
    return input * mask.reshaped(to: Shape([rows, steps] + ones))
  }

  /// The layer as it is written.
  public var description: String { value == 0 ? "Masking()" : "Masking(\(value))" }
}
