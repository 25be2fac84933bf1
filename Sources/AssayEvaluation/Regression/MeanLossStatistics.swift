import AssayCore

/// The mean over rows of one loss of a true and a predicted number: squared log error, pinball loss
/// or a Tweedie deviance.
///
/// Sums are exact, so neither the order of rows nor how they were sharded shows.
///
/// ```swift
/// var seen = try MeanLossStatistics(.pinball(alpha: 0.1))
/// try seen.update(truth: [1, 2, 3], predictions: [0, 2, 3])
/// print(seen.mean)  // 0.03333333333333333
/// ```
public struct MeanLossStatistics: Summary {
  /// A loss of a true number y and a predicted one ŷ.
  public enum Loss: Hashable, Sendable, CustomStringConvertible {
    /// (log(1 + ŷ) − log(1 + y))²; both above −1.
    case squaredLog
    /// α (y − ŷ) where y ≥ ŷ, else (1 − α)(ŷ − y); α in 0 ... 1.
    case pinball(alpha: Double)
    /// The deviance of the Tweedie family: power 0 squared error, 1 Poisson, 2 gamma; not between 0
    /// and 1.
    ///
    ///     2 (max(y, 0)^(2−p) / ((1−p)(2−p)) − y ŷ^(1−p) / (1−p) + ŷ^(2−p) / (2−p))
    case tweedie(power: Double)

    /// The loss and its parameter.
    public var description: String {
      switch self {
      case .squaredLog: "squared log error"
      case .pinball(let alpha): "pinball loss, alpha \(alpha)"
      case .tweedie(let power): "Tweedie deviance, power \(power)"
      }
    }
  }

  /// The loss.
  public let loss: Loss
  var rows = RowWeights()
  var losses = MeanOfLosses()

  /// Statistics of no rows.
  ///
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)`` for an alpha outside
  ///   0 ... 1, or a power between 0 and 1 or not finite.
  public init(_ loss: Loss) throws(EvaluationError) {
    switch loss {
    case .pinball(let alpha) where !(alpha >= 0 && alpha <= 1):
      throw .invalidParameter(name: "alpha", value: "\(alpha)", expected: "0 ... 1")
    case .tweedie(let power) where !power.isFinite || (power > 0 && power < 1):
      throw .invalidParameter(
        name: "power", value: "\(power)", expected: "at most 0, or at least 1")
    default: self.loss = loss
    }
  }

  /// Adds a batch of rows.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, a number is not finite or outside the
  ///   loss's domain; the statistics are then unchanged.
  public mutating func update(
    truth: [Double], predictions: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: truth, "truth")
    try Columns.check(finite: truth, "truth")
    try Columns.check(finite: predictions, "predictions")
    try Columns.check(weights: weights, like: truth.count, "truth")
    try loss.checkDomain(truth: truth, predictions: predictions)
    for row in truth.indices {
      let term = loss.value(truth[row], predictions[row])
      if let weights {
        rows.add(weight: weights[row])
        losses.add(term, weight: weights[row])
      } else {
        rows.add()
        losses.add(term)
      }
    }
  }

  /// Adds what other statistics have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the losses differ.
  public mutating func merge(_ other: MeanLossStatistics) throws(EvaluationError) {
    guard loss == other.loss else {
      throw .cannotMerge(what: "losses", one: "\(loss)", other: "\(other.loss)")
    }
    rows.merge(other.rows)
    losses.merge(other.losses)
  }

  /// The number of rows.
  public var count: Int { rows.count }

  /// The mean loss; NaN without rows.
  ///
  /// scikit-learn: `mean_squared_log_error`, `mean_pinball_loss`, `mean_poisson_deviance`,
  /// `mean_gamma_deviance`, `mean_tweedie_deviance`.
  public var mean: Double { losses.mean(rows) }

  /// The standard error of ``mean``.
  public var standardError: Double { losses.standardError(rows) }

  /// √ of the mean: scikit-learn's `root_mean_squared_log_error` for ``Loss/squaredLog``.
  public var rootMean: Double { mean.squareRoot() }
}

extension MeanLossStatistics.Loss {
  func value(_ y: Double, _ prediction: Double) -> Double {
    switch self {
    case .squaredLog:
      let difference = ElementaryFunctions.log1p(y) - ElementaryFunctions.log1p(prediction)
      return difference * difference
    case .pinball(let alpha):
      let difference = y - prediction
      return difference >= 0 ? alpha * difference : (alpha - 1) * difference
    case .tweedie(0): return (y - prediction) * (y - prediction)
    case .tweedie(let p):
      guard y > 0 else {
        let linear = p == 1 ? 0 : y * Self.power(prediction, 1 - p) / (1 - p)
        return 2 * (Self.power(prediction, 2 - p) / (2 - p) - linear)
      }
      return 2 * Self.power(y, 2 - p) * Self.relativeDeviance(y, prediction, 2 - p)
    }
  }

  /// The deviance by 2 y^a, where a = 2 − power: G(a) − G(a − 1) with L = log(ŷ / y) and
  /// G(b) = (exp(b L) − 1) / b, G(0) = L.
  ///
  /// The formula as it is usually written drowns in rounding where ŷ is near y.
  private static func relativeDeviance(_ y: Double, _ prediction: Double, _ a: Double) -> Double {
    let change = (prediction - y) / y
    let log =
      abs(change) < 0.5
      ? ElementaryFunctions.log1p(change) : ElementaryFunctions.log(prediction / y)
    guard abs(log) * (abs(a) + 1) < 0.1 else { return growth(a, log) - growth(a - 1, log) }
    // Σ (a^(k−1) − (a − 1)^(k−1)) L^k / k!
    var (one, other, power, sum) = (1.0, 1.0, log, 0.0)
    for k in 2...14 {
      one *= a
      other *= a - 1
      power *= log / Double(k)
      sum += (one - other) * power
    }
    return sum
  }

  private static func growth(_ b: Double, _ log: Double) -> Double {
    b == 0 ? log : ElementaryFunctions.expm1(b * log) / b
  }

  /// x to a power, for x ≥ 0.
  private static func power(_ x: Double, _ exponent: Double) -> Double {
    if x == 0 { return exponent == 0 ? 1 : exponent > 0 ? 0 : .infinity }
    let rounded = exponent.rounded()
    guard rounded == exponent, abs(exponent) <= 64 else {
      return ElementaryFunctions.exp(exponent * ElementaryFunctions.log(x))
    }
    var result = 1.0
    for _ in 0..<Int(abs(rounded)) { result *= x }
    return exponent < 0 ? 1 / result : result
  }

  /// Refuses numbers the loss is not defined for.
  func checkDomain(truth: [Double], predictions: [Double]) throws(EvaluationError) {
    switch self {
    case .squaredLog:
      try Self.check(truth, "truth", above: -1)
      try Self.check(predictions, "predictions", above: -1)
    case .pinball, .tweedie(0): return
    case .tweedie(let power):
      if power >= 2 { try Self.check(truth, "truth", above: 0) }
      if power >= 1, power < 2, let bad = truth.firstIndex(where: { $0 < 0 }) {
        throw .outOfRange(
          field: "truth", index: bad, value: truth[bad], range: 0...Double.infinity)
      }
      try Self.check(predictions, "predictions", above: 0)
    }
  }

  private static func check(
    _ numbers: [Double], _ field: String, above bound: Double
  ) throws(EvaluationError) {
    guard let bad = numbers.firstIndex(where: { $0 <= bound }) else { return }
    throw .outOfRange(
      field: field, index: bad, value: numbers[bad], range: bound.nextUp...Double.infinity)
  }
}
