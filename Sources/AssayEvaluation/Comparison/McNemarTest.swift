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

  /// The mid-p-value: outcomes as extreme as the one seen count half; 1 where the two never
  /// disagree.
  ///
  /// The exact test is careful to a fault, for its p-values come in steps: at 5 % it errs in less
  /// than 5 % of cases. The mid-p-value errs in close to 5 %, now and then slightly more, and finds
  /// more of the differences that are there.
  ///
  /// With f the binomial density and b, c the two counts: one-sided P(X > b) + ½ f(b); two-sided
  /// 2 P(X < min(b, c)) + f(min(b, c)), and 1 − ½ f(b) for b = c.
  ///
  /// MATLAB: `testcholdout(Test="midp")`. Source: M. Fagerland, S. Lydersen and P. Laake, *The
  /// McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact
  /// conditional*, 2013.
  public func midPValue(_ alternative: Alternative = .twoSided) -> Double {
    guard disagreements > 0 else { return 1 }
    func half(_ count: Int) -> Double {
      0.5
        * BinomialDistribution.density(
          Double(count), of: Double(disagreements), p: 0.5, q: 0.5)
    }
    func below(_ count: Int) -> Double {
      BinomialDistribution.lowerTail(count - 1, of: disagreements, p: 0.5) + half(count)
    }
    switch alternative {
    // A fair coin is symmetric: as many above b as below c.
    case .greater: return below(onlySecondRight)
    case .less: return below(onlyFirstRight)
    case .twoSided:
      if onlyFirstRight == onlySecondRight { return 1 - half(onlyFirstRight) }
      return min(1, 2 * below(min(onlyFirstRight, onlySecondRight)))
    }
  }
}
