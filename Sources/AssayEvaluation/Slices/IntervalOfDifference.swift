extension Interval {
  /// The interval of the difference of two independent values, from the intervals of each.
  ///
  /// With values x, y and their intervals it is from x − y − √((x − x low)² + (y high − y)²) to
  /// x − y + √((x high − x)² + (y − y low)²). Of two proportions with Wilson's intervals it is
  /// Newcombe's.
  ///
  /// statsmodels: `confint_proportions_2indep(method="newcomb")`. Sources: R. Newcombe, *Interval
  /// estimation for the difference between independent proportions*, 1998; G. Zou and A. Donner,
  /// 2008.
  ///
  /// - Returns: nil where one of the two has no interval, or their levels differ.
  public static func ofDifference(_ one: Estimate, _ other: Estimate) -> Interval? {
    guard let first = one.interval, let second = other.interval, first.level == second.level
    else { return nil }
    func root(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let difference = one.value - other.value
    return Interval(
      low: difference - root(one.value - first.low, second.high - other.value),
      high: difference + root(first.high - one.value, other.value - second.low),
      level: first.level, method: .fromTwo)
  }
}
