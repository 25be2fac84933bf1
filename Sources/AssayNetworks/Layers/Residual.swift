public import AssayTensors

/// Layers beside a way around them: y = f(s(x) + b(x)).
///
/// ```swift
/// Residual {  // x + b(x)
///   Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
///   Conv2D(16, kernelSize: 3, padding: .same)
/// }
/// // Where the shape changes, the way around changes it too.
/// Residual(activation: .relu) {
///   Conv2D(32, kernelSize: 3, strides: 2, padding: .same)
/// } shortcut: {
///   Conv2D(32, kernelSize: 1, strides: 2)
/// }
/// ```
///
/// Both ways must give the same shape, which is that of the outputs. Parameters: those of the
/// layers under their names, and those of the way around under `shortcut`. Keras: a functional
/// model with `Add()([shortcut, body])`.
///
/// Source: K. He et al., *Deep Residual Learning for Image Recognition*, 2016.
public struct Residual: MergingLayer, Codable {
  /// The layers.
  public private(set) var body: Branch
  /// The way around them; empty for the inputs themselves.
  public private(set) var shortcut: Branch
  /// The function of the sum; `.linear` when none was given.
  public let function: Activation

  /// Describes layers that the inputs themselves go around.
  public init(
    activation: Activation = .linear, @LayerBuilder _ body: () throws -> [any Layer]
  ) rethrows {
    try self.init(activation: activation, body, shortcut: {})
  }

  /// Describes layers and a way around them.
  public init(
    activation: Activation = .linear, @LayerBuilder _ body: () throws -> [any Layer],
    @LayerBuilder shortcut: () throws -> [any Layer]
  ) rethrows {
    self.body = try Branch(body)
    self.shortcut = try Branch(shortcut)
    function = activation
  }

  /// The way around, and the layers.
  public var branches: [Branch] {
    get { [shortcut, body] }
    set { (shortcut, body) = (newValue[0], newValue[1]) }
  }

  /// `shortcut` for the way around, if there are layers on it, and nothing for the others.
  public var branchNames: [String?] { [shortcut.layers.isEmpty ? nil : "shortcut", nil] }

  /// Checks that both shapes are the same.
  public func merge(shapes: [Shape]) throws -> Shape {
    guard !body.layers.isEmpty else {
      throw NetworkError.invalidSetting(layer: Self.kind, "body", "empty")
    }
    guard shapes[0] == shapes[1] else {
      throw NetworkError.branchesDiffer(
        layer: Self.kind, shapes[0], shapes[1],
        fix: Self.fix(shapes[0], shapes[1], projects: !shortcut.layers.isEmpty))
    }
    if function == .softmax, shapes[1].rank > 0, shapes[1][-1] == 1 {
      throw NetworkError.softmaxOfOne(layer: Self.kind)
    }
    return shapes[1]
  }

  /// What to write so that the way around gives the shape that the layers give.
  private static func fix(_ around: Shape, _ body: Shape, projects: Bool) -> String {
    guard !projects, around.rank == body.rank, body.rank > 0 else {
      return "let both ways give the same shape"
    }
    guard around.rank == 3 else {
      return around.extents.dropLast() == body.extents.dropLast()
        ? "add shortcut: { Dense(\(body[-1])) }" : "let the layers keep the shape"
    }
    // A window of one pixel leaves ⌈h / s⌉ rows.
    let strides = body.count == 0 ? 1 : (around[0] + body[0] - 1) / body[0]
    guard (0..<2).allSatisfy({ (around[$0] + strides - 1) / max(strides, 1) == body[$0] }) else {
      return "write padding: .same in the layers"
    }
    return "add shortcut: { Conv2D(\(body[2]), kernelSize: 1"
      + (strides == 1 ? "" : ", strides: \(strides)") + ") }"
  }

  /// Adds both, and applies the function.
  public func merge(_ values: [Tensor]) -> Tensor { function(values[0] + values[1]) }

  /// The function of the sum.
  public var activation: Activation? { function }

  /// The layer as it is written.
  public var description: String {
    let settings = function == .linear ? "" : "(activation: .\(function.name))"
    let text = body.layers.text(behind: Self.kind + settings)
    return shortcut.layers.isEmpty ? text : shortcut.layers.text(behind: text + " shortcut:")
  }

  private enum CodingKeys: String, CodingKey {
    case body, shortcut
    case function = "activation"
  }
}
