public import AssayTensors

/// A layer with a price on its parameters, or with bounds for them.
protocol RestrainedLayer: Layer {
  /// The parameters that have a price, with it.
  var regularized: [(parameters: Tensor, by: Regularizer)] { get }
  /// The parameters that are bounded, with their bound.
  var constrained: [(parameters: Tensor, to: Constraint)] { get }
}

extension RestrainedLayer {
  /// The sum of all penalties, which training adds to the loss; nil when there are none.
  var penalties: Tensor? {
    var sum: Tensor?
    for (parameters, regularizer) in regularized {
      let penalty = regularizer(parameters)
      sum = sum.map { $0 + penalty } ?? penalty
    }
    return sum
  }
}

extension Layer {
  /// The layers with a price or with bounds: the layer itself, or those inside it.
  fileprivate var restrained: [any RestrainedLayer] {
    (self as? any RestrainedLayer).map { [$0] } ?? inner.flatMap(\.restrained)
  }
}

extension Sequential: RestrainedLayer {
  var regularized: [(parameters: Tensor, by: Regularizer)] {
    layers.flatMap(\.restrained).flatMap(\.regularized)
  }

  var constrained: [(parameters: Tensor, to: Constraint)] {
    layers.flatMap(\.restrained).flatMap(\.constrained)
  }

  /// The sum of the penalties of all regularizers, which `fit` adds to the loss; nil without any.
  ///
  /// A loop of your own adds it: `loss + model.penalty`. Keras: the sum of `model.losses`.
  public var penalty: Tensor? { penalties }

  /// Brings parameters back within their constraints, as `fit` does after every step.
  public mutating func constrain() {
    let bounds = constrained
    forEachTensor { role, _, tensor in
      guard role == .parameter else { return }
      for (parameters, constraint) in bounds where parameters.start == tensor.start {
        tensor = constraint(tensor)
      }
    }
  }
}
