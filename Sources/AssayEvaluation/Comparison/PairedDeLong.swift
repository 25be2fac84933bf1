/// DeLong's test: whether one of two models ranks the same rows better, by the area under its ROC
/// curve.
///
/// Both areas are found on the same rows, so they vary together: a row that is hard for one model is
/// mostly hard for the other. The variance of the difference is var(A) + var(B) − 2 cov(A, B), each
/// from the parts of the other class that every row's score beats, ties counting half.
///
/// ```swift
/// let test = try PairedDeLong(labels: truth, first: scoresOfA, second: scoresOfB)
/// print(test.difference, test.pValue ?? 1, test.interval() as Any)
/// ```
///
/// The scores of the two need not be on the same scale: only their order counts. Both areas must be
/// of models that never saw these rows.
///
/// **Edge cases:** with fewer than two rows of a class, or where neither model's ranks vary (both
/// orders perfect, say), there is no standard error, or it is 0: then there is no p-value and no
/// interval, unless the two rank alike; p is 1 then.
///
/// - Complexity: O(n log n) for n rows.
///
/// pROC: `roc.test(method="delong", paired=TRUE)`. Source: E. DeLong, D. DeLong and
/// D. Clarke-Pearson, *Comparing the areas under two or more correlated receiver operating
/// characteristic curves*, 1988; X. Sun and W. Xu, *Fast implementation of DeLong's algorithm*, 2014.
public struct PairedDeLong: Hashable, Sendable {
  /// The first model's area; NaN without a row of each class.
  public let firstArea: Double
  /// The second model's area.
  public let secondArea: Double
  /// The variance of the first area; NaN with fewer than two rows of a class.
  public let firstVariance: Double
  /// The variance of the second area.
  public let secondVariance: Double
  /// The covariance of the two areas.
  public let covariance: Double

  /// The test of two columns of scores.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - first: The first model's scores, greater meaning more likely positive.
  ///   - second: The second model's scores.
  ///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a score is not finite, or
  ///   the positive class is not determined. Rows with weights are not taken.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    labels: [Label], first: [Score], second: [Score], positive: Label? = nil
  ) throws(EvaluationError) {
    let (first, second) = (first.map { Double($0) }, second.map { Double($0) })
    try Columns.check(second, "second", like: labels, "labels")
    let isPositive = try ScoreColumns.flags(
      labels, first, "first", positive: positive, oneClassIsEnough: true)
    try Columns.check(finite: first, "first")
    try Columns.check(finite: second, "second")
    self.init(
      isPositive: isPositive, Placements(isPositive: isPositive, scores: first),
      Placements(isPositive: isPositive, scores: second))
  }

  init(isPositive: [Bool], _ first: Placements, _ second: Placements) {
    firstArea = first.area
    secondArea = second.area
    firstVariance = first.covariance(with: first, isPositive: isPositive)
    secondVariance = second.covariance(with: second, isPositive: isPositive)
    covariance = first.covariance(with: second, isPositive: isPositive)
  }

  /// The first area minus the second.
  public var difference: Double { firstArea - secondArea }

  /// The standard error of the difference; NaN with fewer than two rows of a class.
  public var standardError: Double {
    let variance = firstVariance + secondVariance - 2 * covariance
    // Models that rank alike leave what rounding makes of nothing.
    let scale = firstVariance + secondVariance
    return variance.isNaN ? .nan : variance <= 1e-14 * scale ? 0 : variance.squareRoot()
  }

  /// The difference in standard errors; NaN where there is no standard error, or it is 0.
  public var statistic: Double { standardError > 0 ? difference / standardError : .nan }

  /// The p-value, two-sided; nil where nothing can be said.
  public var pValue: Double? { pValue(.twoSided) }

  /// The p-value; `.greater` asks whether the first area is greater.
  public func pValue(_ alternative: Alternative) -> Double? {
    if standardError == 0, difference.magnitude < 1e-12 { return 1 }
    guard statistic.isFinite else { return nil }
    return switch alternative {
    case .greater: NormalDistribution.upperTail(statistic)
    case .less: NormalDistribution.upperTail(-statistic)
    case .twoSided: min(1, 2 * NormalDistribution.upperTail(statistic.magnitude))
    }
  }

  /// The interval of the difference, cut at −1 and 1.
  ///
  /// - Returns: nil where there is no standard error, or it is 0, or for a level not between 0
  ///   and 1.
  public func interval(level: Double = 0.95) -> Interval? {
    guard standardError > 0, level > 0, level < 1 else { return nil }
    let half = NormalDistribution.twoSidedQuantile(level: level) * standardError
    return Interval(
      low: max(-1, difference - half), high: min(1, difference + half), level: level,
      method: .deLong(.plain))
  }
}

extension PairedDeLong: CustomStringConvertible {
  /// Both areas, their difference with its interval at 95 %, and the p-value:
  /// `0.950 − 0.901 = 0.049 (0.023 to 0.075, 95 %, DeLong), p = 0.00021`.
  public var description: String {
    let interval = interval()
    let digits = Estimate(name: "", value: difference, interval: interval).decimals
    func text(_ value: Double) -> String { DecimalText.fixed(value, digits: digits) }
    let ends =
      interval.map {
        " (\(text($0.low)) to \(text($0.high)), \(percent($0.level)), \($0.method))"
      } ?? ""
    return "\(text(firstArea)) − \(text(secondArea)) = \(text(difference))\(ends), "
      + (pValue.map { pText($0) } ?? "no p-value")
  }
}
