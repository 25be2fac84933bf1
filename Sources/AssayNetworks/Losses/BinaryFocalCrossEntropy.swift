internal import AssayCore
public import AssayTensors

/// The loss of two classes that leaves aside what is nearly right already.
///
/// (1 − q)^γ · (−t log p − (1 − t) log(1 − p)), where q = t·p + (1 − t)(1 − p) is what was given to
/// the truth; a row's loss is the mean over its outputs. Balanced, it is multiplied by α for the
/// class 1 and by 1 − α for the class 0. As in Keras's `BinaryFocalCrossentropy`, p is clipped to
/// [1e-7, 1 − 1e-7] under the logarithms.
///
/// Source: T. Lin et al., *Focal Loss for Dense Object Detection*, 2017.
public struct BinaryFocalCrossEntropy: Loss {
  /// How little counts what is nearly right, γ: not negative, and 0 for plain cross-entropy.
  public let gamma: Float
  /// The weight of the class 1, in [0, 1]; nil for classes that are not balanced.
  public let alpha: Float?
  /// Whether the predictions are logits, of which this loss computes the probabilities itself.
  public let fromLogits: Bool
  /// How far targets are moved towards ½, in [0, 1].
  public let labelSmoothing: Float

  /// Describes the loss.
  ///
  /// Keras's `apply_class_balancing` with its default is `alpha: 0.25`.
  public init(
    gamma: Float = 2, alpha: Float? = nil, fromLogits: Bool = false, labelSmoothing: Float = 0
  ) {
    self.gamma = gamma
    self.alpha = alpha
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
  }

  /// Probabilities, or logits.
  public var prediction: LossPrediction { fromLogits ? .binaryLogits : .probabilities }

  /// Checks γ, α and the smoothing.
  public func checkSettings() throws {
    try LossSettings.check(gamma: gamma)
    if let alpha { try LossSettings.check(share: alpha, "alpha") }
    try LossSettings.check(share: labelSmoothing, "labelSmoothing")
  }

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let (gamma, alpha, smoothing) = (Double(gamma), alpha.map(Double.init), Double(labelSmoothing))
    let fromLogits = fromLogits
    return meanOfOutputs(predictions, targets, weights) { prediction, target in
      let t = target * (1 - smoothing) + 0.5 * smoothing
      let p = fromLogits ? 1 / (1 + ElementaryFunctions.exp(-prediction)) : prediction
      let clipped = min(1 - kerasEpsilon, max(kerasEpsilon, p))
      let entropy =
        p.isNaN
        ? p
        : -t * ElementaryFunctions.log(clipped) - (1 - t) * ElementaryFunctions.log(1 - clipped)
      let entropySlope = clipped == p ? (p - t) / (p * (1 - p)) : 0
      let miss = max(0, 1 - t * p - (1 - t) * (1 - p))
      let factor = ElementaryFunctions.power(miss, gamma)
      let factorSlope =
        gamma == 0 ? 0 : gamma * ElementaryFunctions.power(miss, gamma - 1) * (1 - 2 * t)
      let weight = alpha.map { t * $0 + (1 - t) * (1 - $0) } ?? 1
      let slope = weight * (factor * entropySlope + factorSlope * entropy)
      return (weight * factor * entropy, fromLogits ? slope * p * (1 - p) : slope)
    }
  }
}

extension Loss where Self == BinaryFocalCrossEntropy {
  /// The loss of two classes that leaves aside what is nearly right already.
  public static func binaryFocalCrossEntropy(
    gamma: Float = 2, alpha: Float? = nil, fromLogits: Bool = false, labelSmoothing: Float = 0
  ) -> BinaryFocalCrossEntropy {
    BinaryFocalCrossEntropy(
      gamma: gamma, alpha: alpha, fromLogits: fromLogits, labelSmoothing: labelSmoothing)
  }
}

/// The ranges of what several losses are told.
enum LossSettings {
  static func check(gamma: Float) throws {
    guard gamma >= 0, gamma.isFinite else {
      throw NetworkError.invalidArgument("gamma", "\(gamma)", expected: "zero or more")
    }
  }

  static func check(share: Float, _ name: String) throws {
    guard (0...1).contains(share) else {
      throw NetworkError.invalidArgument(name, "\(share)", expected: "between 0 and 1")
    }
  }
}
