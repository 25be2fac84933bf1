/// McNemar's exact test: whether one of two classifiers is right more often on the same rows.
///
/// Only the rows on which they disagree speak. If neither is better, each such row is a fair coin,
/// so the test is the binomial test of b successes in b + c trials.
///
/// ```swift
/// let test = McNemarTest(onlyFirstRight: 215, onlySecondRight: 42)
/// print(test.pValue(.greater))    // the first is better
/// ```
///
/// statsmodels: `mcnemar(exact=True)` (two-sided). Source: Q. McNemar, *Note on the sampling error
/// of the difference between correlated proportions*, 1947.
public struct McNemarTest: Hashable, Sendable {
  /// Rows on which the first alone is right.
  public let onlyFirstRight: Int
  /// Rows on which the second alone is right.
  public let onlySecondRight: Int

  /// A test from the two counts of disagreement; counts below 0 are 0, above 2⁵¹ they are 2⁵¹.
  public init(onlyFirstRight: Int, onlySecondRight: Int) {
    self.onlyFirstRight = min(max(0, onlyFirstRight), 1 << 51)
    self.onlySecondRight = min(max(0, onlySecondRight), 1 << 51)
  }

  /// Rows on which exactly one is right.
  public var disagreements: Int { onlyFirstRight + onlySecondRight }

  /// The p-value, and 1 where the two never disagree.
  ///
  /// `.greater` asks whether the first is better, `.less` whether the second is.
  public func pValue(_ alternative: Alternative = .twoSided) -> Double {
    let smaller = min(onlyFirstRight, onlySecondRight)
    switch alternative {
    case .greater:
      return BinomialDistribution.upperTail(onlyFirstRight, of: disagreements, p: 0.5)
    case .less:
      return BinomialDistribution.lowerTail(onlyFirstRight, of: disagreements, p: 0.5)
    case .twoSided:
      return min(1, 2 * BinomialDistribution.lowerTail(smaller, of: disagreements, p: 0.5))
    }
  }

  /// How many rows would show a difference as large as the one seen, four times in five, one-sided
  /// at 5 %.
  ///
  /// With ψ the part of rows on which they disagree and d the difference of their accuracies,
  /// n = (z₀.₀₅ √ψ + z₀.₂₀ √(ψ − d²))² / d², rounded up.
  ///
  /// Source: R. J. Connor, *Sample size for testing differences in proportions for the
  /// paired-sample design*, 1987.
  ///
  /// - Parameter rows: How many rows the two were compared on.
  /// - Returns: nil unless the first was right more often.
  public func rowsNeeded(outOf rows: Int) -> Int? {
    guard onlyFirstRight > onlySecondRight, rows >= disagreements else { return nil }
    let part = Double(disagreements) / Double(rows)
    let difference = Double(onlyFirstRight - onlySecondRight) / Double(rows)
    let root =
      NormalDistribution.upperQuantile(0.05) * part.squareRoot()
      + NormalDistribution.upperQuantile(0.2) * (part - difference * difference).squareRoot()
    let needed = root * root / (difference * difference)
    return needed < 1e15 ? Int(needed.rounded(.up)) : nil
  }
}
