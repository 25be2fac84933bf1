public import AssayTensors

/// The loss of masks by their overlap, with a price for each kind of error.
///
/// 1 − TP / (TP + α·Σ (1 − p)·t + β·Σ p·(1 − t) + 1e-7) with TP = Σ t·p. As in Keras's `Tversky`, α
/// weighs what was missed and β what was marked in error; ½ and ½ are ``DiceLoss``. The sums are over
/// the whole batch, or over each image by itself.
///
/// Source: S. Salehi et al., *Tversky Loss Function for Image Segmentation*, 2017.
public struct TverskyLoss: Loss {
  /// The price of what was missed, not negative.
  public let alpha: Float
  /// The price of what was marked in error, not negative.
  public let beta: Float
  /// Whether each row of the data is a mask by itself.
  public let ofEachRow: Bool

  /// Describes the loss, with Keras's defaults.
  public init(alpha: Float = 0.5, beta: Float = 0.5, ofEachRow: Bool = false) {
    self.alpha = alpha
    self.beta = beta
    self.ofEachRow = ofEachRow
  }

  /// Probabilities.
  public var prediction: LossPrediction { .probabilities }

  /// Checks the prices.
  public func checkSettings() throws {
    for (name, value) in [("alpha", alpha), ("beta", beta)] where !(value >= 0 && value.isFinite) {
      throw NetworkError.invalidArgument(name, "\(value)", expected: "zero or more")
    }
  }

  /// The mean over a batch; over one mask it is multiplied by the mean of the weights.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    let (alpha, beta) = (Double(alpha), Double(beta))
    return meanOfRows(predictions, targets, weights, of: ofEachRow ? .samples : .batch) { row in
      var (both, missed, wrong) = (0.0, 0.0, 0.0)
      for index in row.predictions.indices {
        let (p, t) = (Double(row.predictions[index]), Double(row.targets[index]))
        both += t * p
        missed += (1 - p) * t
        wrong += p * (1 - t)
      }
      let whole = both + alpha * missed + beta * wrong + kerasEpsilon
      if let slopes = row.slopes {
        for index in slopes.indices {
          let t = Double(row.targets[index])
          let wholeSlope = t - alpha * t + beta * (1 - t)
          slopes[index] = Float(-(t * whole - both * wholeSlope) / (whole * whole))
        }
      }
      return 1 - both / whole
    }
  }
}

extension Loss where Self == TverskyLoss {
  /// The loss of masks by their overlap, with a price for each kind of error.
  public static func tversky(
    alpha: Float = 0.5, beta: Float = 0.5, ofEachRow: Bool = false
  ) -> TverskyLoss {
    TverskyLoss(alpha: alpha, beta: beta, ofEachRow: ofEachRow)
  }
}
