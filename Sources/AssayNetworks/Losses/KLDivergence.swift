internal import AssayCore
public import AssayTensors

/// The loss of a distribution beside another: Σ t·log(t / p).
///
/// As in Keras's `KLDivergence`, both are clipped to [1e-7, 1], and the derivative is 0 where p was
/// clipped.
public struct KLDivergence: Loss {
  /// Describes the loss.
  public init() {}

  /// Probabilities.
  public var prediction: LossPrediction { .probabilities }

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfOutputs(predictions, targets, weights, sums: true) { p, t in
      let (p1, t1) = (min(1, max(kerasEpsilon, p)), min(1, max(kerasEpsilon, t)))
      let loss = t1 * ElementaryFunctions.log(t1 / p1)
      return (p.isNaN ? p : loss, p > kerasEpsilon && p < 1 ? -t1 / p : 0)
    }
  }
}

extension Loss where Self == KLDivergence {
  /// The loss of a distribution beside another.
  public static var klDivergence: KLDivergence { KLDivergence() }
}
