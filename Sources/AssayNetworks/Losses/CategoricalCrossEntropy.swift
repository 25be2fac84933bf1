internal import AssayKernels
public import AssayTensors

/// The loss of probabilities of several classes: −Σ t log p.
///
/// As Keras's `CategoricalCrossentropy`: a row of probabilities is divided by its sum and clipped to
/// [1e-7, 1 − 1e-7]. Targets are one number a class. Behind a softmax the derivative is p − t.
public struct CategoricalCrossEntropy: Loss {
  /// Whether the predictions are logits, of which this loss computes the probabilities itself.
  public let fromLogits: Bool

  /// How far targets are moved towards equal shares, in [0, 1]: t becomes t(1 − s) + s/classes.
  public let labelSmoothing: Float

  /// Describes the loss of probabilities, or of logits.
  public init(fromLogits: Bool = false, labelSmoothing: Float = 0) {
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
  }

  /// Probabilities, or logits.
  public var prediction: LossPrediction { fromLogits ? .categoricalLogits : .probabilities }

  /// Checks the smoothing.
  public func checkSettings() throws {
    try LossSettings.check(share: labelSmoothing, "labelSmoothing")
  }

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let targets = targets.smoothed(
      labelSmoothing, towards: 1 / Float(max(targets.shape.columns, 1)))
    return if fromLogits {
      lossOfRows(
        predictions.logSoftmax(), targets, weights,
        sum: { assay_log_probability_loss($0, $1, $2, $3, $4) },
        pullback: logProbabilityBack)
    } else {
      lossOfRows(
        predictions, targets, weights,
        sum: { assay_categorical_cross_entropy($0, $1, $2, $3, $4) },
        pullback: categoricalBack)
    }
  }
}

/// The loss of probabilities of several classes, with the position of the true one as target.
///
/// As Keras's `SparseCategoricalCrossentropy`, and the same number as ``CategoricalCrossEntropy``.
public struct SparseCategoricalCrossEntropy: Loss {
  /// Whether the predictions are logits, of which this loss computes the probabilities itself.
  public let fromLogits: Bool

  /// Describes the loss of probabilities, or of logits.
  public init(fromLogits: Bool = false) { self.fromLogits = fromLogits }

  /// Probabilities, or logits.
  public var prediction: LossPrediction { fromLogits ? .categoricalLogits : .probabilities }

  /// The position of the class.
  public var target: LossTarget { .positions }

  /// The mean over a batch; a target that is no position counts as no class at all.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let (rows, width) = (predictions.shape.rows, predictions.shape.columns)
    guard targets.count == rows else {
      fatalError("\(targets.count) targets for predictions of shape \(predictions.shape)")
    }
    let oneHot = Tensor(repeating: 0, shape: predictions.shape)
    targets.withScalars { positions in
      for (row, position) in positions.enumerated() {
        if let column = Int(exactly: position), (0..<width).contains(column) {
          oneHot.start[row * width + column] = 1
        }
      }
    }
    return CategoricalCrossEntropy(fromLogits: fromLogits)(predictions, oneHot, weights: weights)
  }
}

extension Loss where Self == CategoricalCrossEntropy {
  /// The loss of probabilities of several classes.
  public static var categoricalCrossEntropy: CategoricalCrossEntropy { CategoricalCrossEntropy() }

  /// The loss of several classes, of probabilities or of logits.
  public static func categoricalCrossEntropy(
    fromLogits: Bool = false, labelSmoothing: Float = 0
  ) -> CategoricalCrossEntropy {
    CategoricalCrossEntropy(fromLogits: fromLogits, labelSmoothing: labelSmoothing)
  }
}

extension Loss where Self == SparseCategoricalCrossEntropy {
  /// The loss of probabilities of several classes, by position.
  public static var sparseCategoricalCrossEntropy: SparseCategoricalCrossEntropy {
    SparseCategoricalCrossEntropy()
  }

  /// The loss of several classes by position, of probabilities or of logits.
  public static func sparseCategoricalCrossEntropy(
    fromLogits: Bool
  ) -> SparseCategoricalCrossEntropy {
    SparseCategoricalCrossEntropy(fromLogits: fromLogits)
  }
}

private func categoricalBack(_ step: Step, _ tape: Tape) {
  let batch = LossBatch(step, tape)
  let skips = tape.skipActivation(.softmax, of: step.a, before: step)
  guard let p = tape.destination(step.a) else { return }
  if skips {
    assay_softmax_cross_entropy_pullback(
      step.a.start, step.b.start, batch.weights, batch.scale, p.start, batch.rows, batch.width,
      p.accumulates)
  } else {
    assay_categorical_cross_entropy_pullback(
      step.a.start, step.b.start, batch.weights, batch.scale, p.start, batch.rows, batch.width,
      p.accumulates)
  }
}

/// ∂/∂x of −Σ t·x for log probabilities x.
private func logProbabilityBack(_ step: Step, _ tape: Tape) {
  let batch = LossBatch(step, tape)
  guard let x = tape.destination(step.a) else { return }
  for row in 0..<batch.rows {
    let weight = batch.scale * (batch.weights?[row] ?? 1)
    for index in (row * batch.width)..<((row + 1) * batch.width) {
      x.start[index] = (x.accumulates ? x.start[index] : 0) - weight * step.b.start[index]
    }
  }
}
