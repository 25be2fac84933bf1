public import AssayTensors

/// The loss of numbers that forgives outliers: the mean of |p − t|.
///
/// The derivative is the sign of p − t, and 0 where they are equal. Keras's `MeanAbsoluteError`.
public struct MeanAbsoluteError: Loss {
  /// Describes the loss.
  public init() {}

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfOutputs(predictions, targets, weights) { p, t in
      (abs(p - t), p > t ? 1 : p < t ? -1 : p - t)
    }
  }
}

extension Loss where Self == MeanAbsoluteError {
  /// The loss of numbers that forgives outliers: the mean of |p − t|.
  public static var meanAbsoluteError: MeanAbsoluteError { MeanAbsoluteError() }
}
