internal import AssayCore

/// Platt's recalibration: a sigmoid of the score.
///
///     probability = 1 / (1 + exp(slope · score + intercept))
///
/// A score that is higher for positive rows has a slope below zero, as in Platt's paper and in
/// scikit-learn.
///
/// **Fit:** the least log loss against targets (P + 1) / (P + 2) for the P positive rows and
/// 1 / (N + 2) for the N negative ones, so that few rows do not give probabilities of 0 and 1. The
/// loss is convex; its minimum is found by Newton's method to the last digits, where scikit-learn's
/// search stops a little earlier. scikit-learn scales scores of magnitude 30 and more, which does
/// not move the minimum; here scores are always brought to −1 ... 1 first. Where all scores are
/// equal the slope is 0.
///
/// ```swift
/// let platt = try PlattScaling(labels: labels, scores: scores)
/// print(platt.slope, platt.intercept)
/// ```
///
/// scikit-learn: `CalibratedClassifierCV(method="sigmoid")`, `a_` and `b_`. Source: J. Platt,
/// *Probabilistic outputs for support vector machines*, 1999; H.-T. Lin et al., *A note on Platt's
/// probabilistic outputs*, 2007.
public struct PlattScaling: Recalibrator {
  /// What the score is multiplied by: scikit-learn's `a_`.
  public let slope: Double
  /// What is added: scikit-learn's `b_`.
  public let intercept: Double

  /// The sigmoid of these parameters.
  ///
  /// - Throws: ``EvaluationError/notFinite(field:index:value:)``.
  public init(slope: Double, intercept: Double) throws(EvaluationError) {
    guard slope.isFinite else { throw .notFinite(field: "slope", index: 0, value: slope) }
    guard intercept.isFinite else {
      throw .notFinite(field: "intercept", index: 0, value: intercept)
    }
    self.slope = slope
    self.intercept = intercept
  }

  /// Fits the sigmoid to the rows of a curve.
  ///
  /// - Throws: ``EvaluationError`` for no rows, one class only and weights below zero.
  public init(fittedTo curve: ScoreCurve) throws(EvaluationError) {
    try curve.checkFittable()
    let found = PlattFit(curve.blocks).minimum
    try self.init(slope: found.slope, intercept: found.intercept)
  }

  /// Fits the sigmoid to rows.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - scores: Of the positive class, on any scale.
  ///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
  ///   - weights: What each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when the columns do not fit, a score is not finite, a weight is
  ///   below zero, or there is one class only.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try self.init(
      fittedTo: .fittable(labels, scores, positive: positive, weights: weights))
  }

  /// 1 / (1 + exp(slope · score + intercept)).
  public func probability(ofScore score: Double) -> Double {
    Sigmoid.value(-(slope * score + intercept))
  }

  /// `{"method":"platt","version":1,"slope":-2.5,"intercept":0.25}`.
  public var text: String {
    CalibrationText(method: "platt", [("slope", [slope]), ("intercept", [intercept])]).text
  }

  /// Reads parameters from their ``text``.
  public init(text: String) throws(CalibrationTextError) {
    let read = try CalibrationText(text, method: "platt", numbers: ["slope", "intercept"])
    let (slope, intercept) = (read.number("slope"), read.number("intercept"))
    do { try self.init(slope: slope, intercept: intercept) } catch { throw .invalid(error) }
  }
}
