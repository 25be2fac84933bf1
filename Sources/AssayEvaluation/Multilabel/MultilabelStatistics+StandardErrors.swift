extension MultilabelStatistics {
  /// The standard error of Σ a / Σ b over rows, each row giving an a and a b.
  ///
  ///     SE² = n / (n − 1) · Σ (a − r b)² / (Σ b)²        r = Σ a / Σ b
  ///
  /// The delta method: labels of one row stay together, however they depend on one another. A mean
  /// over rows has b = 1. NaN under weights, whose squares are not kept, and for fewer than two rows.
  ///
  /// Source: W. Cochran, *Sampling Techniques*, 1977, section 2.11.
  func standardError(
    _ parts: (BinaryCounts) -> (above: Double, below: Double)
  ) -> Double {
    guard !isWeighted, total > 1 else { return .nan }
    let rows = kinds.kinds.indices.map { place in
      let parts = parts(kinds.kinds[place].counts(labels: labelCount, zeroDivision))
      return (parts.above, parts.below, count: kinds.cells.value(place))
    }.filter { !$0.0.isNaN }
    let above = rows.reduce(0) { $0 + $1.count * $1.0 }
    let below = rows.reduce(0) { $0 + $1.count * $1.1 }
    let count = rows.reduce(0) { $0 + $1.count }
    let ratio = above / below
    let squares = rows.reduce(0) { sum, row in
      let residual = row.0 - ratio * row.1
      return sum + row.count * residual * residual
    }
    return (count / (count - 1) * squares).squareRoot() / below
  }

  /// How the uncertainty of a rate is found, averaged in some way.
  ///
  /// Rates of all labels together are ratios of sums over rows, those of rows are means over rows. Of
  /// means over labels the rows would have to be kept, for labels depend on one another.
  static func uncertainty(
    _ average: Average, _ parts: @escaping @Sendable (BinaryCounts) -> (Double, Double),
    _ reading: @escaping @Sendable (BinaryCounts) -> Double,
    _ value: @escaping @Sendable (AveragedRates) -> Double
  ) -> Uncertainty<MultilabelStatistics> {
    switch average {
    case .micro:
      .mean { (value($0.averaged(average)), $0.standardError { parts($0) }) }
    case .samples:
      .mean { (value($0.averaged(average)), $0.standardError { (reading($0), 1) }) }
    case .macro, .weighted: .rows
    case .binary: .none
    }
  }
}
