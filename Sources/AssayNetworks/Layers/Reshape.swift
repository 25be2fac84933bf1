public import AssayCore
public import AssayTensors

/// Gives the numbers of each row another shape, their order kept.
///
/// ```swift
/// Reshape([28, 28, 1])          // [batch, 784] becomes [batch, 28, 28, 1]
/// Reshape([-1, 4])              // [batch, 6, 2] becomes [batch, 3, 4]
/// ```
///
/// One extent may be −1: it becomes what the others leave. `Flatten()` is `Reshape([-1])`. The shape
/// is without the batch axis. Keras: `Reshape`.
public struct Reshape: Layer, Codable {
  /// The extents as they were given, −1 for what is left.
  public let extents: [Int]

  private var shape: Shape?

  private enum CodingKeys: String, CodingKey { case extents }

  /// Describes a layer that reshapes.
  public init(_ extents: [Int]) { self.extents = extents }

  /// Checks that the numbers fill the shape.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    let known = extents.filter { $0 != -1 }
    guard (1..<Shape.maximumRank).contains(extents.count), extents.count - known.count <= 1,
      known.allSatisfy({ $0 > 0 }), let size = SafeTensors.size(of: known).map({ $0 / 4 })
    else { throw NetworkError.invalidSetting(layer: Self.kind, "extents", "\(extents)") }
    let left = input.count / size
    guard left * size == input.count, left == 1 || known.count < extents.count else {
      throw NetworkError.inputShape(
        layer: description, shape: input,
        needed: known.count < extents.count
          ? "a multiple of \(size) numbers in a row (there are \(input.count))"
          : "\(size) numbers in a row (there are \(input.count))")
    }
    let output = Shape(extents.map { $0 == -1 ? left : $0 })
    shape = output
    return output
  }

  /// Reshapes; the memory stays as it is.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    guard let shape else { fatalError("\(description) has not been built") }
    pass.mask = nil
    return input.reshaped(to: shape.prepending(input.shape[0]))
  }

  /// The layer as it is written.
  public var description: String { "Reshape(\(extents))" }
}
