public import AssayTensors

/// The loss of numbers: the mean of (p − t)².
public struct MeanSquaredError: Loss {
  /// Describes the loss.
  public init() {}

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    guard predictions.shape == targets.shape else {
      fatalError("predictions of shape \(predictions.shape) and targets of shape \(targets.shape)")
    }
    return batchMean((predictions - targets).squared().mean(axis: -1), weights: weights)
  }
}

extension Loss where Self == MeanSquaredError {
  /// The loss of numbers: the mean of (p − t)².
  public static var meanSquaredError: MeanSquaredError { MeanSquaredError() }
}
