/// A bound for gradients, against single steps that are far too long.
public enum GradientClipping: Hashable, Sendable, Codable {
  /// Each number is cut to −bound ... bound.
  case value(Float)
  /// The gradient of each tensor is scaled down to a norm of at most the bound.
  case norm(Float)
  /// The whole gradient is scaled down to a norm of at most the bound.
  case globalNorm(Float)

  /// Applies the bound to the gradient of tensors that stand in one buffer.
  func apply(to gradient: UnsafeMutablePointer<Float>, tensors: [Range<Int>]) {
    switch self {
    case .value(let bound):
      for tensor in tensors {
        for index in tensor { gradient[index] = max(-bound, min(bound, gradient[index])) }
      }
    case .norm(let bound):
      for tensor in tensors {
        Self.scale(gradient, [tensor], by: bound, over: Self.norm(gradient, [tensor]))
      }
    case .globalNorm(let bound):
      Self.scale(gradient, tensors, by: bound, over: Self.norm(gradient, tensors))
    }
  }

  /// √Σ g², summed in Doubles.
  private static func norm(
    _ gradient: UnsafeMutablePointer<Float>, _ tensors: [Range<Int>]
  ) -> Float {
    var sum = 0.0
    for tensor in tensors {
      for index in tensor { sum += Double(gradient[index]) * Double(gradient[index]) }
    }
    return Float(sum.squareRoot())
  }

  private static func scale(
    _ gradient: UnsafeMutablePointer<Float>, _ tensors: [Range<Int>], by bound: Float,
    over norm: Float
  ) {
    guard norm > bound else { return }
    for tensor in tensors {
      for index in tensor { gradient[index] = gradient[index] * bound / norm }
    }
  }
}
