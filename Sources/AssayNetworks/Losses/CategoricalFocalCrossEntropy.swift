internal import AssayCore
public import AssayTensors

/// The loss of several classes that leaves aside what is nearly right already.
///
/// Σ α·(1 − p)^γ · (−t log p), with one number a class as targets. As in Keras's
/// `CategoricalFocalCrossentropy`, a row of probabilities is divided by its sum and clipped to
/// [1e-7, 1 − 1e-7].
///
/// Source: T. Lin et al., *Focal Loss for Dense Object Detection*, 2017.
public struct CategoricalFocalCrossEntropy: Loss {
  /// How little counts what is nearly right, γ: not negative.
  public let gamma: Float
  /// A factor of the whole loss, in [0, 1].
  public let alpha: Float
  /// Whether the predictions are logits, of which this loss computes the probabilities itself.
  public let fromLogits: Bool
  /// How far targets are moved towards equal shares of all classes, in [0, 1].
  public let labelSmoothing: Float

  /// Describes the loss, with Keras's defaults.
  public init(
    gamma: Float = 2, alpha: Float = 0.25, fromLogits: Bool = false, labelSmoothing: Float = 0
  ) {
    self.gamma = gamma
    self.alpha = alpha
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
  }

  /// Probabilities, or logits.
  public var prediction: LossPrediction { fromLogits ? .categoricalLogits : .probabilities }

  /// Checks γ, α and the smoothing.
  public func checkSettings() throws {
    try LossSettings.check(gamma: gamma)
    try LossSettings.check(share: alpha, "alpha")
    try LossSettings.check(share: labelSmoothing, "labelSmoothing")
  }

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let (gamma, alpha, smoothing) = (Double(gamma), Double(alpha), Double(labelSmoothing))
    let fromLogits = fromLogits
    return meanOfRows(predictions, targets, weights) { row in
      let width = row.predictions.count
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(2 * width, 1)) { memory in
        // Probabilities, and derivatives of the loss by them.
        func p(_ index: Int) -> Double { memory[index] }
        let largest = fromLogits ? Double(row.predictions.max() ?? 0) : 0
        var sum = 0.0
        for index in 0..<width {
          let value = Double(row.predictions[index])
          memory[index] = fromLogits ? ElementaryFunctions.exp(value - largest) : value
          sum += memory[index]
        }
        var (loss, mean) = (0.0, 0.0)
        for index in 0..<width {
          memory[index] /= sum
          let t = Double(row.targets[index]) * (1 - smoothing) + smoothing / Double(width)
          let clipped = min(1 - kerasEpsilon, max(kerasEpsilon, p(index)))
          let entropy = -t * ElementaryFunctions.log(clipped)
          let factor = alpha * ElementaryFunctions.power(1 - clipped, gamma)
          loss += p(index).isNaN ? p(index) : factor * entropy
          let factorSlope =
            gamma == 0 ? 0 : -alpha * gamma * ElementaryFunctions.power(1 - clipped, gamma - 1)
          let slope = clipped == p(index) ? factorSlope * entropy - factor * t / clipped : 0
          memory[width + index] = slope
          mean += slope * p(index)
        }
        // Through the division by the sum, and the exponential where there is one.
        if let slopes = row.slopes {
          for index in 0..<width {
            let slope = memory[width + index] - mean
            slopes[index] = Float(fromLogits ? p(index) * slope : slope / sum)
          }
        }
        return loss
      }
    }
  }
}

extension Loss where Self == CategoricalFocalCrossEntropy {
  /// The loss of several classes that leaves aside what is nearly right already.
  public static func categoricalFocalCrossEntropy(
    gamma: Float = 2, alpha: Float = 0.25, fromLogits: Bool = false, labelSmoothing: Float = 0
  ) -> CategoricalFocalCrossEntropy {
    CategoricalFocalCrossEntropy(
      gamma: gamma, alpha: alpha, fromLogits: fromLogits, labelSmoothing: labelSmoothing)
  }
}
