internal import AssayKernels
public import AssayTensors

/// The loss of probabilities of two classes: −t log p − (1 − t) log(1 − p).
///
/// As Keras's `BinaryCrossentropy`: p is clipped to [1e-7, 1 − 1e-7] and a row's loss is the mean
/// over its outputs. Behind a sigmoid the derivative is taken at once as p − t, also where p was
/// clipped, so a network that is wrong and sure of it still learns; Keras's derivative is zero there.
public struct BinaryCrossEntropy: Loss {
  /// Whether the predictions are logits, of which this loss computes the probabilities itself.
  public let fromLogits: Bool

  /// How far targets are moved towards ½, in [0, 1]: t becomes t(1 − s) + s/2.
  public let labelSmoothing: Float

  /// Describes the loss of probabilities, or of logits.
  public init(fromLogits: Bool = false, labelSmoothing: Float = 0) {
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
  }

  /// Probabilities, or logits.
  public var prediction: LossPrediction { fromLogits ? .binaryLogits : .probabilities }

  /// Checks the smoothing.
  public func checkSettings() throws {
    try LossSettings.check(share: labelSmoothing, "labelSmoothing")
  }

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let targets = targets.smoothed(labelSmoothing, towards: 0.5)
    return if fromLogits {
      lossOfRows(
        predictions, targets, weights, sum: { assay_logistic_cross_entropy($0, $1, $2, $3, $4) },
        pullback: logisticBack)
    } else {
      lossOfRows(
        predictions, targets, weights, sum: { assay_binary_cross_entropy($0, $1, $2, $3, $4) },
        pullback: binaryBack)
    }
  }
}

extension Loss where Self == BinaryCrossEntropy {
  /// The loss of probabilities of two classes.
  public static var binaryCrossEntropy: BinaryCrossEntropy { BinaryCrossEntropy() }

  /// The loss of two classes, of probabilities or of logits.
  public static func binaryCrossEntropy(
    fromLogits: Bool = false, labelSmoothing: Float = 0
  ) -> BinaryCrossEntropy {
    BinaryCrossEntropy(fromLogits: fromLogits, labelSmoothing: labelSmoothing)
  }
}

extension Tensor {
  /// Targets moved a part of the way towards a number.
  func smoothed(_ part: Float, towards middle: Float) -> Tensor {
    part == 0 ? self : self * (1 - part) + part * middle
  }
}

private func binaryBack(_ step: Step, _ tape: Tape) {
  let batch = LossBatch(step, tape)
  let skips = tape.skipActivation(.sigmoid, of: step.a, before: step)
  guard let p = tape.destination(step.a) else { return }
  if skips {
    assay_logistic_cross_entropy_pullback(
      step.a.start, true, step.b.start, batch.weights, batch.scale, p.start, batch.rows,
      batch.width, p.accumulates)
  } else {
    assay_binary_cross_entropy_pullback(
      step.a.start, step.b.start, batch.weights, batch.scale, p.start, batch.rows, batch.width,
      p.accumulates)
  }
}

private func logisticBack(_ step: Step, _ tape: Tape) {
  let batch = LossBatch(step, tape)
  guard let x = tape.destination(step.a) else { return }
  assay_logistic_cross_entropy_pullback(
    step.a.start, false, step.b.start, batch.weights, batch.scale, x.start, batch.rows,
    batch.width, x.accumulates)
}
