/// All rows of true and predicted numbers, for the readings that need every one of them: medians
/// and what is measured against a quantile of the truth.
///
/// Memory grows with the rows, unlike ``RegressionStatistics``. Equal in any order of rows.
///
/// ```swift
/// var seen = RegressionValues()
/// try seen.update(truth: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8])
/// print(seen.medianAbsoluteError)  // 0.5
/// ```
public struct RegressionValues: Summary {
  var truth: [Double] = []
  var predictions: [Double] = []
  var weights: [Double] = []
  var isWeighted = false

  /// No rows.
  public init() {}

  /// Adds a batch of rows.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ or a number is not finite; nothing changes
  ///   then.
  public mutating func update(
    truth: [Double], predictions: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: truth, "truth")
    try Columns.check(finite: truth, "truth")
    try Columns.check(finite: predictions, "predictions")
    try Columns.check(weights: weights, like: truth.count, "truth")
    self.truth += truth
    self.predictions += predictions
    self.weights += weights ?? [Double](repeating: 1, count: truth.count)
    if weights != nil { isWeighted = true }
  }

  /// Adds the rows of another value.
  public mutating func merge(_ other: RegressionValues) {
    truth += other.truth
    predictions += other.predictions
    weights += other.weights
    isWeighted = isWeighted || other.isWeighted
  }

  /// Whether both hold the same rows, in any order.
  public static func == (one: RegressionValues, other: RegressionValues) -> Bool {
    one.isWeighted == other.isWeighted && one.sortedRows == other.sortedRows
  }

  var sortedRows: [[Double]] {
    truth.indices.map { [truth[$0], predictions[$0], weights[$0]] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The number of rows.
  public var count: Int { truth.count }

  /// The median of |prediction − truth|.
  ///
  /// The mean of the two middle ones where there are two; under weights, the value at half of their
  /// sum. NaN without rows or weight.
  ///
  /// scikit-learn: `median_absolute_error`.
  public var medianAbsoluteError: Double {
    quantile(truth.indices.map { abs(predictions[$0] - truth[$0]) }, at: 0.5)
  }

  /// What the predictions save of the pinball loss of always answering the truth's α quantile.
  ///
  ///     D² = 1 − pinball(truth, predictions) / pinball(truth, quantile of the truth)
  ///
  /// Range −∞ ... 1; a loss of zero gives 1, a truth without spread 0 otherwise; fewer than two
  /// rows give NaN.
  ///
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)`` for an α outside 0 ... 1.
  ///
  /// scikit-learn: `d2_pinball_score`.
  public func pinballSaved(alpha: Double = 0.5) throws(EvaluationError) -> Double {
    try pinballSaving(alpha: alpha).value
  }

  /// What the predictions save of a Tweedie deviance of always answering the mean truth.
  ///
  /// Range −∞ ... 1; fewer than two rows give NaN; a constant truth gives NaN or −∞.
  ///
  /// - Throws: ``EvaluationError`` for a power between 0 and 1, or a number outside its domain.
  ///
  /// scikit-learn: `d2_tweedie_score`.
  public func devianceSaved(power: Double = 0) throws(EvaluationError) -> Double {
    try devianceSaving(power: power).value
  }

  func pinballSaving(alpha: Double) throws(EvaluationError) -> LossSaving {
    let constant = quantile(truth, at: alpha)
    return try saving(.pinball(alpha: alpha), against: constant, forcingFinite: true)
  }

  func devianceSaving(power: Double) throws(EvaluationError) -> LossSaving {
    var rows = RowWeights()
    var mean = MeanOfLosses()
    for row in truth.indices {
      rows.add(weight: weights[row])
      mean.add(truth[row], weight: weights[row])
    }
    return try saving(.tweedie(power: power), against: mean.mean(rows), forcingFinite: false)
  }

  private func saving(
    _ loss: MeanLossStatistics.Loss, against constant: Double, forcingFinite: Bool
  ) throws(EvaluationError) -> LossSaving {
    var ours = try MeanLossStatistics(loss)
    var theirs = ours
    try ours.update(truth: truth, predictions: predictions, weights: weights)
    guard count >= 2, constant.isFinite else {
      return LossSaving(count: count, ours: .nan, constant: .nan, forcingFinite: forcingFinite)
    }
    let same = [Double](repeating: constant, count: count)
    try theirs.update(truth: truth, predictions: same, weights: weights)
    return LossSaving(
      count: count, ours: ours.mean, constant: theirs.mean, forcingFinite: forcingFinite)
  }

  /// The value at a part of the weight, averaged with the next one where the part is met exactly.
  private func quantile(_ values: [Double], at part: Double) -> Double {
    // Of equal values the least weight first: sums round alike in whatever order rows came.
    let order = values.indices.filter { weights[$0] != 0 }
      .sorted { (values[$0], weights[$0]) < (values[$1], weights[$1]) }
    guard let last = order.last else { return .nan }
    var sum = 0.0
    var reached: [Double] = []
    for row in order {
      sum += weights[row]
      reached.append(sum)
    }
    let wanted = part * sum
    let target = wanted == 0 ? wanted.nextUp : wanted
    guard let place = reached.firstIndex(where: { $0 >= target }) else { return values[last] }
    guard reached[place] - target <= .ulpOfOne else { return values[order[place]] }
    let next = min(place + 1, order.count - 1)
    return (values[order[place]] + values[order[next]]) / 2
  }
}
