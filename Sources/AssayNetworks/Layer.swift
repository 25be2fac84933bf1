public import AssayCore
public import AssayTensors

/// One stage of a network: a value that turns tensors into tensors.
///
/// ```swift
/// struct Scale: Layer {
///   var factor = Tensor(1)
///   mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
///     factor = Tensor(repeating: 1, shape: [input[-1]])
///     return input
///   }
///   func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input * factor }
///   mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
///     body(.parameter, "factor", &factor)
///   }
/// }
/// ```
///
/// Shapes of `build` are without the batch axis; tensors of `forward` have it in front.
public protocol Layer: Parametric, Sendable {
  /// Prepares the layer for inputs of a shape: checks it, draws parameters, says what comes out.
  ///
  /// - Throws: ``NetworkError`` when the layer cannot work on such inputs.
  mutating func build(input: Shape, random: inout RandomSource) throws -> Shape

  /// Checks the values of inputs that a network begins with, before its first layer sees them.
  ///
  /// - Throws: ``NetworkError`` for values that the layer cannot work on. None by default.
  func check(_ inputs: Tensor) throws

  /// Computes the outputs for a batch. It never changes the layer.
  func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor

  /// What the last activation of the layer makes of its values, nil for a layer that passes on what
  /// it gets. Losses are checked against it.
  var activation: Activation? { get }

  /// The layer's settings, as one would write them: `Dense(100, activation: .relu)`.
  var description: String { get }

  /// The kind of the layer in tables and files: the name of its type.
  static var kind: String { get }
}

extension Layer {
  /// Keeps the shape.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape { input }

  /// Every value is right.
  public func check(_ inputs: Tensor) throws {}

  /// Unknown: nothing is checked.
  public var activation: Activation? { nil }

  /// The name of the type.
  public static var kind: String { String(describing: Self.self) }

  /// The name of the type.
  public var description: String { Self.kind }

  /// The kind in the spelling of names.
  ///
  /// `BatchNormalization` is `batch_normalization`, `Conv2D` is
  /// `conv2d`. A word begins at a capital behind a small letter, or before one.
  static var stem: String {
    let letters = Array(kind)
    var stem = ""
    for (index, letter) in letters.enumerated() {
      let afterSmall = index > 0 && letters[index - 1].isLowercase
      let beforeSmall = index + 1 < letters.count && letters[index + 1].isLowercase
      let begins = letter.isUppercase && (afterSmall || beforeSmall)
      if begins, index > 0, letters[index - 1] != "_" { stem.append("_") }
      stem += letter.lowercased()
    }
    return stem
  }
}
