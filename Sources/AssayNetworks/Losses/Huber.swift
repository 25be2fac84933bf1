public import AssayTensors

/// The loss of numbers that is square near the target and straight far from it.
///
/// With e = p − t it is ½e² where |e| ≤ δ, and δ|e| − ½δ² beyond; a row's loss is the mean over its
/// outputs. Keras's `Huber`.
///
/// Source: P. Huber, *Robust Estimation of a Location Parameter*, 1964.
public struct Huber: Loss {
  /// Where the parabola becomes a line, δ: above 0.
  public let delta: Float

  /// Describes the loss, with Keras's default.
  public init(delta: Float = 1) { self.delta = delta }

  /// Checks δ.
  public func checkSettings() throws {
    guard delta > 0, delta.isFinite else {
      throw NetworkError.invalidArgument("delta", "\(delta)", expected: "positive")
    }
  }

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let delta = Double(delta)
    return meanOfOutputs(predictions, targets, weights) { p, t in
      let error = p - t
      return abs(error) <= delta
        ? (0.5 * error * error, error)
        : (delta * abs(error) - 0.5 * delta * delta, error > 0 ? delta : error < 0 ? -delta : error)
    }
  }
}

extension Loss where Self == Huber {
  /// The loss of numbers that is square near the target and straight far from it.
  public static func huber(delta: Float = 1) -> Huber { Huber(delta: delta) }
}
