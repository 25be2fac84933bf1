public import AssayTensors

/// A layer whose parameters may have a price, or bounds.
///
/// ```swift
/// Conv2D(32, kernelSize: 3).regularized(.kernel, by: .l2(0.001)).constrained(.bias, to: .nonNegative)
/// ```
///
/// Training adds the prices to the loss, and brings parameters back within their bounds after every
/// step. `Sequential` throws ``NetworkError`` for a parameter that the layer has not, for a price or
/// a bound outside its range, and for a norm over axes that the parameter has not. Keras:
/// `kernel_regularizer`, `kernel_constraint` and their like.
public protocol RestrainedLayer: Layer {
  /// Prices and bounds of parameters.
  var restraints: Restraints { get set }
}

extension RestrainedLayer {
  /// The layer with a price on a parameter, in the place of the one it had; nil takes it away.
  public func regularized(_ parameter: LayerParameter, by regularizer: Regularizer?) -> Self {
    var layer = self
    layer.restraints.regularizers[parameter] = regularizer
    return layer
  }

  /// The layer with a bound for a parameter, in the place of the one it had; nil takes it away.
  public func constrained(_ parameter: LayerParameter, to constraint: Constraint?) -> Self {
    var layer = self
    layer.restraints.constraints[parameter] = constraint
    return layer
  }

  /// The parameters that can have prices and bounds, with the shape that Keras takes norms of.
  fileprivate var named: [(name: LayerParameter, tensor: Tensor, shape: Shape)] {
    var (copy, found) = (self, [(name: LayerParameter, tensor: Tensor, shape: Shape)]())
    copy.forEachTensor { role, name, tensor in
      guard role == .parameter, let parameter = LayerParameter(tensor: name) else { return }
      let shape = (self as? MultiHeadAttention)?.shapeByHeads(of: name) ?? tensor.shape
      found.append((parameter, tensor, shape))
    }
    return found
  }

  fileprivate func checkRestraints() throws {
    let named = named
    for parameter in LayerParameter.allCases {
      let regularizer = restraints.regularizers[parameter]
      let constraint = restraints.constraints[parameter]
      guard regularizer != nil || constraint != nil else { continue }
      let own = named.filter { $0.name == parameter }
      guard !own.isEmpty else {
        let known = LayerParameter.allCases.filter { one in named.contains { $0.name == one } }
        throw NetworkError.noSuchParameter(
          layer: Self.kind, "\(parameter)", known: known.map { "\($0)" })
      }
      try regularizer?.check(layer: Self.kind, "the regularizer of \(parameter)")
      for (_, _, shape) in own {
        try constraint?.check(on: shape, layer: Self.kind, "the constraint of \(parameter)")
      }
    }
  }
}

extension Layer {
  /// The layers with prices or bounds: the layer itself, or those inside it.
  private var restrained: [any RestrainedLayer] {
    (self as? any RestrainedLayer).map { $0.restraints == Restraints() ? [] : [$0] }
      ?? inner.flatMap(\.restrained)
  }

  /// The parameters that have a price, with it.
  var regularized: [(parameters: Tensor, by: Regularizer)] {
    restrained.flatMap { layer in
      layer.named.compactMap { name, tensor, _ in
        layer.restraints.regularizers[name].map { (tensor, $0) }
      }
    }
  }

  /// The parameters that have a bound, with it, in the shape that Keras takes norms of.
  var constrained: [(parameters: Tensor, to: Constraint)] {
    restrained.flatMap { layer in
      layer.named.compactMap { name, tensor, shape in
        layer.restraints.constraints[name].map { (tensor.reshaped(to: shape), $0) }
      }
    }
  }

  /// Checks the prices and bounds of a layer that is built.
  func checkAllRestraints() throws {
    for layer in restrained { try layer.checkRestraints() }
  }
}

extension [(parameters: Tensor, by: Regularizer)] {
  /// The sum of all penalties, which training adds to the loss; nil when there are none.
  var penalty: Tensor? {
    var sum: Tensor?
    for (parameters, regularizer) in self {
      let penalty = regularizer(parameters)
      sum = sum.map { $0 + penalty } ?? penalty
    }
    return sum
  }
}

extension Sequential {
  /// The sum of the penalties of all regularizers, which `fit` adds to the loss; nil without any.
  ///
  /// A loop of your own adds it: `loss + model.penalty`. Keras: the sum of `model.losses`.
  public var penalty: Tensor? { regularized.penalty }

  /// Brings parameters back within their constraints, as `fit` does after every step.
  public mutating func constrain() {
    let bounds = constrained
    forEachTensor { role, _, tensor in
      guard role == .parameter else { return }
      for (parameters, constraint) in bounds where parameters.start == tensor.start {
        tensor = constraint(parameters).reshaped(to: tensor.shape)
      }
    }
  }
}
