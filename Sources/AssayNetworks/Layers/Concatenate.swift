public import AssayTensors

/// What several branches make of the same inputs, side by side along the last axis.
///
/// ```swift
/// Concatenate {
///   Branch { Conv2D(8, kernelSize: 1, activation: .relu) }
///   Branch { Conv2D(8, kernelSize: 3, padding: .same, activation: .relu) }
/// }
/// ```
///
/// The branches' shapes [rows…, n₁], [rows…, n₂], … differ in the last axis alone, and become
/// [rows…, n₁ + n₂ + …]. Parameters: those of the branches, under `branch`, `branch_1`, … Keras:
/// `Concatenate` in a functional model, with its default, the last axis. With a single branch
/// behind the inputs themselves, ``Skip`` is shorter.
public struct Concatenate: MergingLayer, Codable {
  /// The branches, in order.
  public var branches: [Branch]

  /// Describes branches side by side; `if` and `for` work.
  public init(@BranchBuilder _ branches: () throws -> [Branch]) rethrows {
    self.branches = try branches()
  }

  /// Checks that the shapes differ in the last axis alone.
  public func merge(shapes: [Shape]) throws -> Shape {
    try Shape.joined(
      shapes, layer: Self.kind,
      fix: "let all branches give the same shape up to the last axis, of images by padding: .same")
  }

  /// Puts the values side by side.
  public func merge(_ values: [Tensor]) -> Tensor { .joined(values) }

  /// The one that all branches end in.
  public var activation: Activation? { commonActivation }
}

extension Shape {
  /// The shape of values side by side along the last axis.
  ///
  /// - Throws: ``NetworkError`` when other axes differ, or one such row is beyond what a tensor
  /// holds.
  static func joined(_ shapes: [Shape], layer: String, fix: String) throws -> Shape {
    var whole = shapes[0]
    guard whole.rank > 0 else {
      throw NetworkError.inputShape(layer: layer, shape: whole, needed: "at least one axis")
    }
    for shape in shapes.dropFirst() {
      guard shape.extents.dropLast() == whole.extents.dropLast(), shape.rank == whole.rank else {
        throw NetworkError.branchesDiffer(layer: layer, shapes[0], shape, fix: fix)
      }
      let extents = whole.extents.dropLast() + [whole[-1] + shape[-1]]
      guard extents[extents.endIndex - 1] <= Int(Int32.max),
        SafeTensors.size(of: Array(extents)) ?? .max <= 4 * Int(Int32.max)
      else {
        throw NetworkError.branchesDiffer(
          layer: layer, whole, shape, fix: "keep a row below \(Int32.max) numbers")
      }
      whole = Shape(extents)
    }
    return whole
  }
}
