import AssayCore

/// The sum of squared distances from the mean, from exact sums: a large mean drowns nothing.
struct ExactSpread: Sendable, Hashable {
  var sum = ExactSum()
  var squares = ExactSum()
  var lowest = Double.infinity
  var highest = -Double.infinity

  mutating func add(_ value: Double) {
    extend(to: value)
    sum.add(value)
    squares.add(value, times: value)
  }

  /// Adds weight × value and weight × value², each half of the exact square by itself.
  mutating func add(_ value: Double, weight: Double) {
    if weight != 0 { extend(to: value) }
    sum.add(value, times: weight)
    let product = value * value
    squares.add(product, times: weight)
    squares.add((-product).addingProduct(value, value), times: weight)
  }

  private mutating func extend(to value: Double) {
    lowest = min(lowest, value)
    highest = max(highest, value)
  }

  mutating func merge(_ other: ExactSpread) {
    sum.merge(other.sum)
    squares.merge(other.squares)
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
  }

  /// Σ (y − mean)², weighted, never below 0.
  func value(_ rows: RowWeights) -> Double {
    // The mean of a constant may round away from it under weights.
    if lowest == highest { return 0 }
    // Σ (y − m)² = Σ y² − 2 m Σ y + m² n, exactly, for m near the mean: with a large mean the
    // difference would drown in rounding.
    let mean = sum.value / rows.total
    var spread = squares
    spread.add(-2 * mean, times: sum.value)
    spread.add(-2 * mean, times: sum.remainder)
    let square = mean * mean
    let squareRemainder = (-square).addingProduct(mean, mean)
    spread.add(square, times: rows.total)
    spread.add(square, times: rows.remainder)
    spread.add(squareRemainder, times: rows.total)
    return max(0, spread.value)
  }
}
