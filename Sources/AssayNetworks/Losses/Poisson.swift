internal import AssayCore
public import AssayTensors

/// The loss of counts, whose expectation is predicted: the mean of p − t·log(p + 1e-7).
///
/// It is the negative log likelihood of Poisson's distribution but for what t alone decides.
/// Predictions are not negative: end the network in `.exponential` or `.softplus`. Keras's
/// `Poisson`.
public struct Poisson: Loss {
  /// Describes the loss.
  public init() {}

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfOutputs(predictions, targets, weights) { p, t in
      let raised = p + kerasEpsilon
      return (p - t * ElementaryFunctions.log(raised), 1 - t / raised)
    }
  }
}

extension Loss where Self == Poisson {
  /// The loss of counts, whose expectation is predicted.
  public static var poisson: Poisson { Poisson() }
}
