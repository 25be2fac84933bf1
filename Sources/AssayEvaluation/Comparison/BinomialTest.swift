/// Which way a test looks.
public enum Alternative: String, Hashable, Sendable, CaseIterable {
  /// The truth is greater than the hypothesis says.
  case greater
  /// The truth is less than the hypothesis says.
  case less
  /// The truth is either.
  case twoSided
}

/// The exact binomial test: whether so many successes can come about at a given probability.
///
/// SciPy: `binomtest`.
public enum BinomialTest {
  /// The p-value: the probability of what was seen, or worse for the hypothesis.
  ///
  /// Two-sided, every outcome no more probable than the one seen counts, as in SciPy and R.
  ///
  /// - Returns: nil unless 0 ≤ successes ≤ trials ≤ 2⁵² and 0 ≤ probability ≤ 1.
  public static func pValue(
    successes: Int, trials: Int, probability: Double = 0.5, alternative: Alternative = .twoSided
  ) -> Double? {
    guard trials >= 0, trials <= 1 << 52, successes >= 0, successes <= trials, probability >= 0,
      probability <= 1
    else { return nil }
    switch alternative {
    case .greater:
      return BinomialDistribution.upperTail(successes, of: trials, p: probability)
    case .less:
      return BinomialDistribution.lowerTail(successes, of: trials, p: probability)
    case .twoSided:
      return twoSided(successes, trials, probability)
    }
  }

  private static func twoSided(_ successes: Int, _ trials: Int, _ p: Double) -> Double {
    func density(_ k: Int) -> Double {
      BinomialDistribution.density(Double(k), of: Double(trials), p: p, q: 1 - p)
    }
    // Equal probabilities that differ by rounding count as equal.
    let limit = density(successes) * (1 + 1e-7)
    let mode = min(trials, Int((Double(trials) + 1) * p))
    if density(mode) <= limit { return 1 }
    if successes < mode {
      // The first outcome above the mode that is as improbable.
      let other = firstIndex(in: mode...trials) { density($0) <= limit }
      return BinomialDistribution.lowerTail(successes, of: trials, p: p)
        + BinomialDistribution.upperTail(other, of: trials, p: p)
    }
    // The last outcome below the mode that is as improbable: one before the first that is not.
    let other = firstIndex(in: 0...mode) { density($0) > limit } - 1
    return BinomialDistribution.upperTail(successes, of: trials, p: p)
      + BinomialDistribution.lowerTail(other, of: trials, p: p)
  }

  /// The first element for which a condition that never turns false again holds; past the end if
  /// none.
  private static func firstIndex(
    in range: ClosedRange<Int>, where holds: (Int) -> Bool
  ) -> Int {
    var low = range.lowerBound
    var high = range.upperBound + 1
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
