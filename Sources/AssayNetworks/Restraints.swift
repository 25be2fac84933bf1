/// The prices and bounds of a layer's parameters.
///
/// ``RestrainedLayer/regularized(_:by:)`` and ``RestrainedLayer/constrained(_:to:)`` set them.
public struct Restraints: Hashable, Sendable, Codable {
  /// The prices.
  public var regularizers: [LayerParameter: Regularizer] = [:]
  /// The bounds.
  public var constraints: [LayerParameter: Constraint] = [:]

  /// Describes no price and no bound.
  public init() {}
}

/// A parameter by the name that layers and files give it.
///
/// In a layer that has several of a name, such as the kernels of ``MultiHeadAttention``, it means each
/// of them.
public enum LayerParameter: String, CaseIterable, Hashable, Sendable, Codable,
  CodingKeyRepresentable
{
  /// What inputs are multiplied by.
  case kernel
  /// What the state before is multiplied by.
  case recurrentKernel = "recurrent_kernel"
  /// The windows of a separable convolution.
  case depthwiseKernel = "depthwise_kernel"
  /// The mixture of a separable convolution.
  case pointwiseKernel = "pointwise_kernel"
  /// What is added.
  case bias
  /// The vectors of an embedding.
  case embeddings
  /// The scale of a normalization.
  case gamma
  /// The shift of a normalization.
  case beta

  /// The parameter of a tensor in ``Parametric/forEachTensor(_:)``, such as `query.kernel`.
  init?(tensor name: String) {
    self.init(rawValue: name.split(separator: ".").last.map(String.init) ?? name)
  }
}

extension Restraints: CustomStringConvertible {
  /// The functions that set them, as they are written behind a layer.
  public var description: String {
    LayerParameter.allCases.map { parameter in
      let price = regularizers[parameter].map { ".regularized(.\(parameter), by: \($0))" } ?? ""
      let bound = constraints[parameter].map { ".constrained(.\(parameter), to: \($0))" } ?? ""
      return price + bound
    }.joined()
  }
}

// The settings of a layer in a file speak of restraints only where there are some.

extension KeyedDecodingContainer {
  func decode(_ type: Restraints.Type, forKey key: Key) throws -> Restraints {
    try decodeIfPresent(type, forKey: key) ?? Restraints()
  }
}

extension KeyedEncodingContainer {
  mutating func encode(_ restraints: Restraints, forKey key: Key) throws {
    try encodeIfPresent(restraints == Restraints() ? nil : restraints, forKey: key)
  }
}
