public import AssayTensors

/// Compares derivatives with central differences.
public enum GradientCheck {
  /// The relative error of the gradient of `function` at the parameters of `model`, norm-wise.
  ///
  /// The number is the sum of the outputs times fixed weights, taken in Double, so that differences
  /// of Floats lose little; the error is ‖computed − measured‖ / max(‖measured‖, 1e-3).
  public static func error<Model: Parametric>(
    at model: Model, step: Float = 1.0 / 256, of function: (Model) -> Tensor
  ) -> Double {
    let weights = weights(like: function(model))
    let computed = gradient(at: model) { (function($0) * weights).sum() }
    var measured: [Double] = []
    let parameters = model.tensors(.parameter)
    for (position, tensor) in parameters.enumerated() {
      for element in 0..<tensor.count {
        func value(_ shift: Float) -> Double {
          var moved = model
          var index = 0
          moved.forEachTensor { role, _, tensor in
            guard role == .parameter else { return }
            if index == position {
              var scalars = tensor.scalars
              scalars[element] += shift
              tensor = Tensor(scalars, shape: tensor.shape)
            }
            index += 1
          }
          return zip(function(moved).scalars, weights.scalars).reduce(0) {
            $0 + Double($1.0) * Double($1.1)
          }
        }
        let at = tensor.scalars[element]
        let width = Double(at + step) - Double(at - step)
        measured.append((value(step) - value(-step)) / width)
      }
    }
    let flat = computed.tensors(.parameter).flatMap { $0.scalars.map(Double.init) }
    let difference = zip(flat, measured).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let norm = measured.reduce(0) { $0 + $1 * $1 }
    return difference.squareRoot() / max(norm.squareRoot(), 1e-3)
  }

  /// Different weights for each output, so that none can stand in for another.
  private static func weights(like output: Tensor) -> Tensor {
    Tensor((0..<output.count).map { Float(($0 * 37 + 11) % 17) / 8 - 0.9 }, shape: output.shape)
  }
}
