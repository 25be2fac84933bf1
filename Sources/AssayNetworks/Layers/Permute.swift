public import AssayCore
public import AssayTensors

/// Puts the axes of each row into another order.
///
/// ```swift
/// Permute(2, 1)                 // [batch, steps, features] becomes [batch, features, steps]
/// Permute(3, 1, 2)              // channels first: [batch, channels, height, width]
/// ```
///
/// Axes count from 1, since axis 0 is the batch, which stays. Axis i of the outputs is axis `axes[i - 1]`
/// of the inputs. Keras: `Permute`.
public struct Permute: Layer, Codable {
  /// Which axis of the inputs stands where.
  public let axes: [Int]

  /// Describes a layer that permutes axes.
  public init(_ axes: Int...) { self.axes = axes }

  /// Checks that every axis occurs once.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard !axes.isEmpty, axes.count < Shape.maximumRank, axes.sorted() == Array(1...axes.count)
    else { throw NetworkError.invalidSetting(layer: Self.kind, "axes", "\(axes)") }
    guard input.rank == axes.count else {
      throw NetworkError.inputShape(
        layer: description, shape: input,
        needed: "\(axes.count) ax\(axes.count == 1 ? "is" : "es") besides the batch")
    }
    return Shape(axes.map { input[$0 - 1] })
  }

  /// Moves the numbers.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    pass.mask = nil
    return input.transposed(permutation: [0] + axes)
  }

  /// The layer as it is written.
  public var description: String {
    "Permute(\(axes.map { "\($0)" }.joined(separator: ", ")))"
  }
}
