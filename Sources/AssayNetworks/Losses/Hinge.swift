public import AssayTensors

/// The loss of a margin between two classes: the mean of max(1 − t·p, 0).
///
/// Targets are −1 and 1; as in Keras, a batch whose targets are all 0 or 1 counts 0 as −1. The sign
/// of a prediction is the class. Keras's `Hinge`.
public struct Hinge: Loss {
  /// Describes the loss.
  public init() {}

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfMargins(predictions, targets, weights) { lacking, sign in
      lacking <= 0 ? (0, 0) : (lacking, -sign)
    }
  }
}

/// The squared loss of a margin between two classes: the mean of max(1 − t·p, 0)².
///
/// Targets as for ``Hinge``. Keras's `SquaredHinge`.
public struct SquaredHinge: Loss {
  /// Describes the loss.
  public init() {}

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfMargins(predictions, targets, weights) { lacking, sign in
      lacking <= 0 ? (0, 0) : (lacking * lacking, -2 * sign * lacking)
    }
  }
}

/// The mean of a formula of what lacks from the margin, 1 − t·p, and of the sign t.
private func meanOfMargins(
  _ predictions: Tensor, _ targets: Tensor, _ weights: Tensor?,
  _ formula: @escaping (_ lacking: Double, _ sign: Double) -> (loss: Double, slope: Double)
) -> Tensor {
  let isBinary = targets.isZerosAndOnes
  return meanOfOutputs(predictions, targets, weights) { p, t in
    let sign = isBinary ? 2 * t - 1 : t
    return formula(1 - sign * p, sign)
  }
}

/// The loss of a margin between the true class and the best of the others.
///
/// max(1 + maxⱼ (1 − tⱼ)·pⱼ − Σⱼ tⱼ·pⱼ, 0), with one number a class as targets. As in Keras's
/// `CategoricalHinge`, the maximum has the true class among it, as 0. Its derivative goes to the
/// first of equal predictions.
public struct CategoricalHinge: Loss {
  /// Describes the loss.
  public init() {}

  /// The mean over a batch.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
    meanOfRows(predictions, targets, weights) { row in
      var (own, best, place) = (0.0, -Double.infinity, 0)
      for index in row.predictions.indices {
        let (p, t) = (Double(row.predictions[index]), Double(row.targets[index]))
        own += t * p
        let other = (1 - t) * p
        if other > best || other.isNaN { (best, place) = (other, index) }
      }
      let lacking = 1 + best - own
      guard let slopes = row.slopes else { return lacking <= 0 ? 0 : lacking }
      for index in slopes.indices { slopes[index] = lacking <= 0 ? 0 : -row.targets[index] }
      if lacking > 0, !slopes.isEmpty { slopes[place] += 1 - row.targets[place] }
      return lacking
    }
  }
}

extension Loss where Self == Hinge {
  /// The loss of a margin between two classes.
  public static var hinge: Hinge { Hinge() }
}

extension Loss where Self == SquaredHinge {
  /// The squared loss of a margin between two classes.
  public static var squaredHinge: SquaredHinge { SquaredHinge() }
}

extension Loss where Self == CategoricalHinge {
  /// The loss of a margin between the true class and the best of the others.
  public static var categoricalHinge: CategoricalHinge { CategoricalHinge() }
}

extension Tensor {
  /// Whether every element is 0 or 1.
  fileprivate var isZerosAndOnes: Bool {
    withScalars { $0.allSatisfy { $0 == 0 || $0 == 1 } }
  }
}
