/// The area under the ROC curve with its standard error, from the distinct scores.
///
/// The area is the probability that a positive row has a higher score than a negative one, ties
/// counting half. DeLong's variance adds the spread, over the positive rows, of the part of
/// negatives each one beats, and the spread, over the negative rows, of the part of positives that
/// beat each one:
///
/// SE² = var(V₁₀) / P + var(V₀₁) / N
///
/// with sample variances (divisor P−1, N−1). Rows of one score share their V, so the distinct
/// scores with their counts are enough.
///
/// - Complexity: O(k) for k distinct scores, in order.
///
/// Source: E. DeLong, D. DeLong and D. Clarke-Pearson, *Comparing the areas under two or more
/// correlated receiver operating characteristic curves*, 1988; in pROC `ci.auc`.
public struct DeLong: Hashable, Sendable {
  /// The area under the curve; NaN where there is no positive or no negative row.
  public let area: Double
  /// The standard error of the area; nil with fewer than two rows of a class.
  public let standardError: Double?
  /// Positive rows, or their effective number.
  public let positives: Double
  /// Negative rows, or their effective number.
  public let negatives: Double
  private let isWeighted: Bool

  /// Reads area and standard error from the counts at each distinct score.
  ///
  /// - Parameters:
  ///   - positives: How many positive rows have each score, or their weight; scores descend.
  ///   - negatives: How many negative rows have each score, or their weight.
  ///   - effectivePositives: For weighted rows, Kish's effective number of positive rows.
  ///   - effectiveNegatives: For weighted rows, Kish's effective number of negative rows.
  public init(
    positives: [Double], negatives: [Double],
    effectivePositives: Double? = nil, effectiveNegatives: Double? = nil
  ) {
    let count = min(positives.count, negatives.count)
    var allPositives = 0.0
    var allNegatives = 0.0
    for index in 0..<count {
      allPositives += positives[index]
      allNegatives += negatives[index]
    }
    // Twice the number of pairs in the right order: a whole number, exact while the rows are
    // counted.
    var pairs = 0.0
    var negativesAbove = 0.0
    for index in 0..<count {
      let below = allNegatives - negativesAbove - negatives[index]
      pairs += positives[index] * (2 * below + negatives[index])
      negativesAbove += negatives[index]
    }
    let area = pairs / (2 * allPositives * allNegatives)
    var positiveSpread = 0.0
    var negativeSpread = 0.0
    var positivesAbove = 0.0
    negativesAbove = 0
    for index in 0..<count {
      let beaten = (allNegatives - negativesAbove - 0.5 * negatives[index]) / allNegatives - area
      let beating = (positivesAbove + 0.5 * positives[index]) / allPositives - area
      positiveSpread += positives[index] * beaten * beaten
      negativeSpread += negatives[index] * beating * beating
      positivesAbove += positives[index]
      negativesAbove += negatives[index]
    }
    self.area = area
    self.positives = effectivePositives ?? allPositives
    self.negatives = effectiveNegatives ?? allNegatives
    isWeighted = effectivePositives != nil || effectiveNegatives != nil
    if self.positives > 1, self.negatives > 1 {
      let variance =
        positiveSpread / (allPositives * (self.positives - 1))
        + negativeSpread / (allNegatives * (self.negatives - 1))
      standardError = variance.squareRoot()
    } else {
      standardError = nil
    }
  }

  /// The interval of the area.
  ///
  /// On the logit scale, log(A / (1−A)) ± z SE / (A (1−A)) taken back to the area, so that it stays
  /// inside 0 and 1; on the plain scale A ± z SE, cut at 0 and 1.
  ///
  /// A standard error of zero (areas 0 and 1, a score that is the same for every row) or none (one
  /// row of a class) says that the sample shows no spread, not that there is none. Then the
  /// interval is Clopper and Pearson's, of area × m successes in m = min(P, N) trials: that many
  /// pairs of one positive and one negative row can be made that share no row, and each is in order
  /// with a probability equal to the area. For a perfect order it starts at (α/2)^(1/m).
  ///
  /// - Returns: nil where the area is undefined or the level not between 0 and 1.
  public func interval(level: Double = 0.95, scale: Interval.Scale = .logit) -> Interval? {
    guard area.isFinite, level > 0, level < 1 else { return nil }
    let effective = isWeighted ? positives + negatives : nil
    guard let error = standardError, error > 0, area > 0, area < 1 else {
      let pairs = min(positives, negatives)
      guard
        let exact = Interval.clopperPearson(successes: area * pairs, trials: pairs, level: level)
      else { return nil }
      return Interval(
        low: exact.low, high: exact.high, level: level, method: .clopperPearsonOfPairs,
        effectiveCount: effective)
    }
    let low: Double
    let high: Double
    switch scale {
    case .plain:
      let half = NormalDistribution.twoSidedQuantile(level: level) * error
      (low, high) = (max(0, area - half), min(1, area + half))
    case .logit:
      (low, high) = Interval.logitEnds(of: area, standardError: error, level: level)
    }
    return Interval(
      low: low, high: high, level: level, method: .deLong(scale), effectiveCount: effective)
  }
}
