internal import AssayCore

/// How many rows without weights would say as much as the weighted rows.
///
/// Kish's effective number (Σw)² / Σw²: equal weights give the number of rows, whatever their size;
/// the more unequal the weights, the fewer.
///
/// The sums are exact, so the order of rows and of merges does not show.
///
/// Source: L. Kish, *Survey Sampling*, 1965.
public struct EffectiveCount: Summary, Hashable {
  private(set) var sum = ExactSum()
  private(set) var squareSum = ExactSum()

  /// No rows yet.
  public init() {}

  init(sum: ExactSum, squareSum: ExactSum) {
    self.sum = sum
    self.squareSum = squareSum
  }

  /// The effective number of rows of these weights.
  public init(weights: some Sequence<Double>) {
    for weight in weights { add(weight) }
  }

  /// Adds a row.
  public mutating func add(_ weight: Double) {
    sum.add(weight)
    squareSum.add(weight, times: weight)
  }

  /// Adds the rows of another count.
  public mutating func merge(_ other: EffectiveCount) {
    sum.merge(other.sum)
    squareSum.merge(other.squareSum)
  }

  /// The sum of the weights.
  public var total: Double { sum.value }

  /// The sum of the squares of the weights.
  public var squares: Double { squareSum.value }

  /// (Σw)² / Σw², and 0 without rows.
  public var value: Double { squares > 0 ? total * total / squares : 0 }
}
