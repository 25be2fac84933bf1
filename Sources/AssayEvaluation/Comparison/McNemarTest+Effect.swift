// How large a difference McNemar's test has seen, and how many rows would show it.

extension McNemarTest {
  /// Cohen's g: how far the disagreements are from even, b / (b + c) − ½.
  ///
  /// Range −½ ... ½, positive where the first is right more often; NaN where the two never
  /// disagree. Cohen calls 0.05 small, 0.15 medium and 0.25 large.
  ///
  /// Source: J. Cohen, *Statistical Power Analysis for the Behavioral Sciences*, 1988, chapter 5.
  public var cohensG: Double {
    disagreements > 0 ? Double(onlyFirstRight) / Double(disagreements) - 0.5 : .nan
  }

  /// The odds that it is the first who is right, where just one is: b / c.
  ///
  /// Range 0 ... ∞; 1 where neither is better, NaN where the two never disagree.
  public var oddsRatio: Double {
    disagreements > 0 ? Double(onlyFirstRight) / Double(onlySecondRight) : .nan
  }

  /// The exact interval of the odds: Clopper and Pearson's of b in b + c trials, as odds.
  ///
  /// - Returns: nil where the two never disagree, or for a level not between 0 and 1.
  public func oddsRatioInterval(level: Double = 0.95) -> Interval? {
    guard
      let part = Interval.clopperPearson(
        successes: onlyFirstRight, trials: disagreements, level: level)
    else { return nil }
    return Interval(
      low: part.low / (1 - part.low), high: part.high / (1 - part.high), level: level,
      method: part.method)
  }

  /// The first's accuracy minus the second's; NaN without rows.
  public func difference(outOf rows: Int) -> Double {
    rows > 0 ? Double(onlyFirstRight - onlySecondRight) / Double(rows) : .nan
  }

  /// The interval of the difference of the accuracies.
  ///
  /// With p = (b + 1) / (n + 2) and q = (c + 1) / (n + 2), it is p − q ± z √((p + q − (p − q)²) /
  /// (n + 2)), cut at −1 and 1: the textbook interval after one more disagreement each way, without
  /// which it would be too short for few rows.
  ///
  /// Source: D. Bonett and R. Price, *Adjusted Wald confidence interval for a difference of
  /// binomial proportions based on paired data*, 2012.
  ///
  /// - Parameters:
  ///   - rows: How many rows the two were compared on, at least as many as they disagree on.
  ///   - level: The level of confidence.
  /// - Returns: nil without rows, with fewer rows than disagreements, or for a level not between 0
  ///   and 1.
  public func differenceInterval(outOf rows: Int, level: Double = 0.95) -> Interval? {
    guard rows > 0, rows >= disagreements, level > 0, level < 1 else { return nil }
    let n = Double(rows) + 2
    let first = (Double(onlyFirstRight) + 1) / n
    let second = (Double(onlySecondRight) + 1) / n
    let middle = first - second
    let half =
      NormalDistribution.twoSidedQuantile(level: level)
      * (max(0, first + second - middle * middle) / n).squareRoot()
    return Interval(
      low: max(-1, middle - half), high: min(1, middle + half), level: level,
      method: .bonettPrice)
  }

  /// How many rows would show a difference as large as the one seen.
  ///
  /// With ψ the part of rows on which they disagree and d the difference of their accuracies,
  /// n = (z_α √ψ + z_β √(ψ − d²))² / d², rounded up; α is the level (half of it for two sides) and
  /// β one minus the power.
  ///
  /// Source: R. J. Connor, *Sample size for testing differences in proportions for the
  /// paired-sample design*, 1987.
  ///
  /// - Parameters:
  ///   - rows: How many rows the two were compared on.
  ///   - alternative: `.greater` asks for the first to be better, `.less` for the second;
  ///     `.twoSided` for either.
  ///   - level: How often the test may err where there is no difference.
  ///   - power: How often it is to find the difference: four times in five unless said otherwise.
  /// - Returns: nil unless the one asked for was right more often, or for a level or a power not
  ///   between 0 and 1.
  public func rowsNeeded(
    outOf rows: Int, alternative: Alternative = .greater, level: Double = 0.05,
    power: Double = 0.8
  ) -> Int? {
    let lead = onlyFirstRight - onlySecondRight
    let isAsked =
      switch alternative {
      case .greater: lead > 0
      case .less: lead < 0
      case .twoSided: lead != 0
      }
    guard isAsked, rows >= disagreements, level > 0, level < 1, power > 0, power < 1 else {
      return nil
    }
    let part = Double(disagreements) / Double(rows)
    let difference = difference(outOf: rows)
    let tail = alternative == .twoSided ? level / 2 : level
    let root =
      NormalDistribution.upperQuantile(tail) * part.squareRoot()
      + NormalDistribution.upperQuantile(1 - power)
      * (part - difference * difference).squareRoot()
    let needed = root * root / (difference * difference)
    return needed < 1e15 ? Int(needed.rounded(.up)) : nil
  }
}
