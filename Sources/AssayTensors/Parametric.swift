/// What a tensor of a model is for.
public enum Role: Sendable {
  /// Trained by an optimizer.
  case parameter
  /// Kept and saved, not trained: a running mean, a scale.
  case state
}

/// A value made of tensors: a model, a layer, its gradient.
///
/// A gradient has the type of the model it belongs to, with each parameter in the place of its
/// derivative. The order and the names of the visit fix gradients, optimizer slots and file keys.
public protocol Parametric {
  /// Visits each tensor, with its role and its name.
  mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void)
}

extension Parametric {
  /// Visits nothing: most layers have no tensors.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {}

  /// The tensors of a role, in the order of the visit.
  public func tensors(_ role: Role = .parameter) -> [Tensor] {
    var found: [Tensor] = []
    var copy = self
    copy.forEachTensor { itsRole, _, tensor in if itsRole == role { found.append(tensor) } }
    return found
  }

  /// The number of trained numbers.
  public var parameterCount: Int { tensors(.parameter).reduce(0) { $0 + $1.count } }
}

extension Tensor: Parametric {
  /// Visits the tensor itself, as a parameter.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "", &self)
  }
}

extension Array: Parametric where Element: Parametric {
  /// Visits the elements in order; names start with the position.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    for index in indices {
      self[index].forEachTensor { role, name, tensor in
        body(role, name.isEmpty ? "\(index)" : "\(index).\(name)", &tensor)
      }
    }
  }
}
