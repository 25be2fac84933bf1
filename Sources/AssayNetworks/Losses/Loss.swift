public import AssayTensors

/// What training makes smaller: a number for each row, averaged over the batch.
///
/// A loss of your own needs one function, written with tensor operations:
///
/// ```swift
/// struct LogCosh: Loss {  // about half of the square near the target, and a line far from it
///   func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
///     let error = (predictions - targets).absolute()
///     let losses = error + (-2 * error).softplus() - 0.6931472
///     return batchMean(losses.mean(axis: -1), weights: weights)
///   }
/// }
/// ```
public protocol Loss: Sendable {
  /// The mean over a batch.
  ///
  /// - Parameters:
  ///   - predictions: [rows, outputs].
  ///   - targets: of the same shape, in the form that ``target`` asks for.
  ///   - weights: [rows], or nil. As in Keras the sum of the weighted losses is divided by the
  ///     number of rows, not by the sum of the weights.
  func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor

  /// What the predictions must be.
  var prediction: LossPrediction { get }

  /// The form that the targets have.
  var target: LossTarget { get }

  /// The name for people.
  var name: String { get }

  /// Checks what the loss was told; `fit` asks for it before the first step.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)`` for a setting outside its range.
  func checkSettings() throws
}

/// What a loss takes predictions for.
public enum LossPrediction: Sendable {
  /// Probabilities in [0, 1].
  case probabilities
  /// Logits of the probability of each output by itself.
  case binaryLogits
  /// Logits of the classes of a row.
  case categoricalLogits
  /// Any numbers.
  case numbers
}

/// The form in which a loss takes its targets.
public enum LossTarget: Sendable {
  /// One number an output: 0 and 1 for two classes and a single output, one of many ones for more.
  case numbers
  /// The position of the class, one number a row.
  case positions
}

extension Loss {
  /// Any numbers.
  public var prediction: LossPrediction { .numbers }

  /// One number an output.
  public var target: LossTarget { .numbers }

  /// The name of the type.
  public var name: String { String(describing: Self.self) }

  /// No setting to check.
  public func checkSettings() throws {}

  /// Σ weight · loss / rows, or the mean without weights.
  public func batchMean(_ losses: Tensor, weights: Tensor?) -> Tensor {
    guard let weights else { return losses.mean() }
    return (losses * weights).sum() / Float(losses.count)
  }
}
