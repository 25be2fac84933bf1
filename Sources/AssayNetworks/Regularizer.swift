public import AssayTensors

/// A price on large parameters, which training adds to the loss.
///
/// The penalty of a tensor w is l1·Σ|w| + l2·Σw². Keras's `L1`, `L2`, `L1L2`.
///
/// ```swift
/// Dense(20, activation: .relu).regularized(.kernel, by: .l2(0.001))
/// ```
public struct Regularizer: Hashable, Sendable, Codable {
  /// The price of a parameter's size.
  public let l1: Float
  /// The price of its square.
  public let l2: Float

  /// Describes both prices, not negative.
  public init(l1: Float = 0, l2: Float = 0) {
    self.l1 = l1
    self.l2 = l2
  }

  /// A price on sizes, which makes many parameters zero.
  public static func l1(_ price: Float = 0.01) -> Regularizer { Regularizer(l1: price) }
  /// A price on squares, which makes all parameters small.
  public static func l2(_ price: Float = 0.01) -> Regularizer { Regularizer(l2: price) }
  /// Both prices.
  public static func l1l2(l1: Float = 0, l2: Float = 0) -> Regularizer {
    Regularizer(l1: l1, l2: l2)
  }

  /// The penalty of a tensor, a number that gradients go through.
  public func callAsFunction(_ parameters: Tensor) -> Tensor {
    switch (l1, l2) {
    case (0, _): parameters.squared().sum() * l2
    case (_, 0): parameters.absolute().sum() * l1
    default: parameters.absolute().sum() * l1 + parameters.squared().sum() * l2
    }
  }

  /// Throws for a price that is negative or no number.
  func check(layer: String, _ name: String) throws {
    for price in [l1, l2] where !(price >= 0 && price.isFinite) {
      throw NetworkError.invalidSetting(layer: layer, name, "\(self)")
    }
  }
}

extension Regularizer: CustomStringConvertible {
  /// The regularizer as it is written.
  public var description: String {
    l1 == 0 ? ".l2(\(l2))" : l2 == 0 ? ".l1(\(l1))" : ".l1l2(l1: \(l1), l2: \(l2))"
  }
}
