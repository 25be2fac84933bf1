/// The net benefit of acting on a model, on everyone and on no one, over threshold probabilities.
///
/// Acting on a row at a threshold probability p says that a needless action is worth p / (1 − p)
/// times a needed one:
///
///     net benefit = TP / n − FP / n · p / (1 − p)         positive when score ≥ p
///
/// Acting on no one gives 0. A model is worth using at the thresholds where its curve lies above
/// both others. The scores must be probabilities.
///
/// Source: A. J. Vickers and E. B. Elkin, *Decision curve analysis*, Medical Decision Making 2006.
public struct DecisionCurve: Sendable, Hashable {
  /// The threshold probabilities, as given.
  public let thresholds: [Double]
  /// The net benefit of acting where the model says so; NaN without rows.
  public let model: [Double]
  /// The net benefit of acting on every row.
  public let treatAll: [Double]
  /// The net benefit of acting on no row: zeros.
  public let treatNone: [Double]

  /// How many needless actions a row the model saves over acting on everyone, at the same number of
  /// needed ones: (model − treatAll) · (1 − p) / p; NaN at p = 0.
  public var actionsAvoided: [Double] {
    thresholds.indices.map { (model[$0] - treatAll[$0]) * (1 - thresholds[$0]) / thresholds[$0] }
  }

  /// The thresholds at which the model is worth more than acting on everyone and on no one.
  public var usefulThresholds: [Double] {
    thresholds.indices.filter { model[$0] > max(treatAll[$0], 0) }.map { thresholds[$0] }
  }

  /// The thresholds used where none are given: 0.01, 0.02 … 0.99.
  public static var standardThresholds: [Double] { (1...99).map { Double($0) / 100 } }
}

extension ScoreCurve {
  /// The net benefit over threshold probabilities.
  ///
  /// - Parameters:
  ///   - thresholds: Probabilities, in 0 ..< 1; at any other the net benefit is NaN.
  ///   - prevalence: The part of positive rows where the model will be used; nil for that of the
  ///     rows seen.
  /// - Complexity: O(k + t log k) for k distinct scores and t thresholds.
  public func decisionCurve(
    at thresholds: [Double] = DecisionCurve.standardThresholds, prevalence: Double? = nil
  ) -> DecisionCurve {
    let walk = ThresholdWalk(blocks, isWeighted: isWeighted)
    var found: [BinaryCounts] = []
    found.reserveCapacity(walk.scores.count + 1)
    walk.visit(walk.rows) { found.append($1) }
    func benefit(_ counts: BinaryCounts, _ threshold: Double) -> Double {
      let counts = prevalence.map { counts.atPrevalence($0) } ?? counts
      guard counts.total != 0, threshold >= 0, threshold < 1 else { return .nan }
      let odds = threshold / (1 - threshold)
      return (counts.truePositives - counts.falsePositives * odds) / counts.total
    }
    return DecisionCurve(
      thresholds: thresholds,
      model: thresholds.map { benefit(found[walk.taken(atThreshold: $0)], $0) },
      treatAll: thresholds.map { benefit(found[walk.scores.count], $0) },
      treatNone: thresholds.map { _ in 0 })
  }
}

/// The net benefit of acting on a model over threshold probabilities.
///
/// ```swift
/// let curve = try decisionCurve(labels: sick, probabilities: risks, thresholds: [0.05, 0.1, 0.2])
/// print(curve.model, curve.treatAll)
/// ```
///
/// - Parameters:
///   - labels: The truth.
///   - probabilities: Of the positive class.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - thresholds: Threshold probabilities in 0 ..< 1.
///   - prevalence: The part of positive rows where the model will be used; nil for that of the rows.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` when the columns do not fit, a probability is outside 0 ... 1, a
///   threshold outside 0 ..< 1 or the positive class is not determined.
public func decisionCurve<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], positive: Label? = nil,
  thresholds: [Double] = DecisionCurve.standardThresholds, prevalence: Double? = nil,
  weights: [Double]? = nil
) throws(EvaluationError) -> DecisionCurve {
  let values = probabilities.doubles
  let flags = try ScoreColumns.flags(labels, values, "probabilities", positive: positive)
  try Columns.check(probabilities: values, "probabilities")
  try Columns.check(finite: thresholds, "thresholds")
  if let bad = thresholds.firstIndex(where: { $0 < 0 || $0 >= 1 }) {
    throw .outOfRange(
      field: "thresholds", index: bad, value: thresholds[bad], range: 0...(1.0).nextDown)
  }
  if let prevalence, !(0...1).contains(prevalence) {
    throw .invalidParameter(name: "prevalence", value: "\(prevalence)", expected: "0 ... 1")
  }
  return try ScoreColumns.curve(flags, values, positive: true, weights: weights)
    .decisionCurve(at: thresholds, prevalence: prevalence)
}
