public import AssayTensors

/// The loss of masks by their overlap: 1 − 2·Σ t·p / (Σ t + Σ p + 1e-7).
///
/// The sums are over the whole batch, as in Keras's `Dice` by default, or over each image by itself,
/// as with its `axis`.
///
/// Source: F. Milletari et al., *V-Net*, 2016.
public struct DiceLoss: Loss {
  /// Whether each row of the data is a mask by itself.
  public let ofEachRow: Bool

  /// Describes the loss.
  public init(ofEachRow: Bool = false) { self.ofEachRow = ofEachRow }

  /// Probabilities.
  public var prediction: LossPrediction { .probabilities }

  /// The mean over a batch; over one mask it is multiplied by the mean of the weights.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfRows(predictions, targets, weights, of: ofEachRow ? .samples : .batch) { row in
      var (both, sum) = (0.0, kerasEpsilon)
      for index in row.predictions.indices {
        let (p, t) = (Double(row.predictions[index]), Double(row.targets[index]))
        both += t * p
        sum += t + p
      }
      if let slopes = row.slopes {
        // The numerator grows with t, the denominator with 1.
        for index in slopes.indices {
          slopes[index] = Float(-2 * (Double(row.targets[index]) * sum - both) / (sum * sum))
        }
      }
      return 1 - 2 * both / sum
    }
  }
}

extension Loss where Self == DiceLoss {
  /// The loss of masks by their overlap.
  public static func dice(ofEachRow: Bool = false) -> DiceLoss { DiceLoss(ofEachRow: ofEachRow) }
}
