public import AssayCore
public import AssayTensors

/// A layer whose inputs go through several branches, which come together again.
///
/// ``Residual``, ``Add``, ``Skip`` and ``Concatenate`` are such layers. One of your own says what
/// it makes of the values and of their shapes:
///
/// ```swift
/// struct Gate: MergingLayer, Codable {    // x · f(x)
///   var branches: [Branch]
///   init(@LayerBuilder _ layers: () -> [any Layer]) { branches = [Branch(), Branch(layers)] }
///   func merge(_ values: [Tensor]) -> Tensor { values[0] * values[1] }
///   func merge(shapes: [Shape]) throws -> Shape {
///     guard shapes[0] == shapes[1] else {
///       throw NetworkError.branchesDiffer(
///         layer: Self.kind, shapes[0], shapes[1], fix: "let the layers keep the shape")
///     }
///     return shapes[0]
///   }
/// }
/// ```
///
/// Every branch gets the inputs and their mask; behind them a step counts that counts in any
/// branch, and there is no mask if one branch has none. A file takes it when it is `Codable`, its
/// branches among its settings.
public protocol MergingLayer: Layer {
  /// The branches, in order.
  var branches: [Branch] { get set }
  /// What stands before the names of each branch's tensors; nil for nothing.
  var branchNames: [String?] { get }
  /// The shape of one row that the branches' shapes come together to.
  ///
  /// - Throws: ``NetworkError`` when they do not fit.
  func merge(shapes: [Shape]) throws -> Shape
  /// One tensor of those that the branches give.
  func merge(_ values: [Tensor]) -> Tensor
}

extension MergingLayer {
  /// The names `branch`, `branch_1` and so on.
  public var branchNames: [String?] { (branches as [any Layer]).names }

  /// Builds the branches and checks that they fit together.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try build(input: input, by: random.layerBuild)
  }

  /// Has the branches built one by one.
  mutating func build(input: Shape, by build: LayerBuild) throws -> Shape {
    guard !branches.isEmpty else {
      throw NetworkError.invalidSetting(layer: Self.kind, "branches", "empty")
    }
    let names = branchNames
    var (own, shapes) = (branches, [Shape]())
    for index in own.indices {
      var branch: any Layer = own[index]
      shapes.append(try build(&branch, names[index] ?? "", index, input))
      if let built = branch as? Branch { own[index] = built }
    }
    branches = own
    return try merge(shapes: shapes)
  }

  /// Asks the first layer of every branch.
  public func check(_ inputs: Tensor) throws {
    for branch in branches { try branch.check(inputs) }
  }

  /// Runs the branches, and merges what they give.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let mask = pass.mask(of: input)
    var (values, masks) = ([Tensor](), [Tensor]())
    for branch in branches {
      pass.mask = mask
      values.append(branch.forward(input, &pass))
      if let mask = pass.mask { masks.append(mask) }
    }
    pass.mask = masks.count == values.count ? .any(of: masks) : nil
    return merge(values)
  }

  /// Visits the tensors of the branches.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    let names = branchNames
    for index in branches.indices {
      branches[index].forEachTensor { role, name, tensor in
        body(role, names[index].map { "\($0).\(name)" } ?? name, &tensor)
      }
    }
  }

  /// None: what comes of several values may be any number.
  public var activation: Activation? { .linear }

  /// The one that all branches end in, where their values stand side by side.
  var commonActivation: Activation? {
    let ends = branches.map(\.activation)
    return ends.dropFirst().allSatisfy { $0 == ends[0] } ? ends.first ?? nil : .linear
  }

  /// The branches as they are written.
  public var description: String { (branches as [any Layer]).text(behind: Self.kind) }
}

extension Tensor {
  /// Masks joined by "or".
  fileprivate static func any(of masks: [Tensor]) -> Tensor? {
    guard var joined = masks.first else { return nil }
    for mask in masks.dropFirst() {
      joined = Tensor(
        zip(joined.scalars, mask.scalars).map { $0 != 0 || $1 != 0 ? 1 : 0 }, shape: joined.shape)
    }
    return joined
  }
}
