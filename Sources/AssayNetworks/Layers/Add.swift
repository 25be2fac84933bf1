public import AssayTensors

/// The sum of what several branches make of the same inputs.
///
/// ```swift
/// Add {
///   Branch { Dense(16, activation: .relu) }
///   Branch { Dense(16, activation: .tanh) }
/// }
/// ```
///
/// All branches must give the same shape; nothing is stretched. Parameters: those of the branches,
/// under `branch`, `branch_1`, … Keras: `Add` in a functional model. With a single branch beside
/// the inputs themselves, ``Residual`` is shorter.
public struct Add: MergingLayer, Codable {
  /// The branches, in order.
  public var branches: [Branch]

  /// Describes a sum of branches; `if` and `for` work.
  public init(@BranchBuilder _ branches: () throws -> [Branch]) rethrows {
    self.branches = try branches()
  }

  /// Checks that all shapes are the same.
  public func merge(shapes: [Shape]) throws -> Shape {
    for shape in shapes where shape != shapes[0] {
      throw NetworkError.branchesDiffer(
        layer: Self.kind, shapes[0], shape, fix: "let all branches give the same shape")
    }
    return shapes[0]
  }

  /// Adds the values in the order of the branches.
  public func merge(_ values: [Tensor]) -> Tensor {
    values.dropFirst().reduce(values[0]) { $0 + $1 }
  }
}
