/// How many rows without weights would say as much as the weighted rows.
///
/// Kish's effective number (Σw)² / Σw²: equal weights give the number of rows, whatever their size;
/// the more unequal the weights, the fewer.
///
/// Source: L. Kish, *Survey Sampling*, 1965.
public struct EffectiveCount: Hashable, Sendable {
  /// The sum of the weights.
  public private(set) var total = 0.0
  /// The sum of the squares of the weights.
  public private(set) var squares = 0.0

  /// No rows yet.
  public init() {}

  /// The effective number of rows of these weights.
  public init(weights: some Sequence<Double>) {
    for weight in weights { add(weight) }
  }

  /// Adds a row.
  public mutating func add(_ weight: Double) {
    total += weight
    squares += weight * weight
  }

  /// Adds the rows of another count.
  public mutating func merge(_ other: EffectiveCount) {
    total += other.total
    squares += other.squares
  }

  /// (Σw)² / Σw², and 0 without rows.
  public var value: Double { squares > 0 ? total * total / squares : 0 }
}
