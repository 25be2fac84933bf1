import AssayCore

/// A weighted mean that also knows how sure it is: exact sums of terms, squares and weights.
struct MeanOfLosses: Sendable, Hashable {
  var sum = ExactSum()
  var squares = ExactSum()

  /// Adds one row.
  mutating func add(_ term: Double) {
    sum.add(term)
    squares.add(term * term)
  }

  /// Adds one row with a weight; a whole weight equals that many rows, to the bit.
  mutating func add(_ term: Double, weight: Double) {
    sum.add(term, times: weight)
    squares.add(term * term, times: weight)
  }

  /// Adds a row for each term, with its weight if there are weights.
  mutating func add(
    _ terms: UnsafeBufferPointer<Double>, weights: UnsafeBufferPointer<Double>?
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: terms.count) { buffer in
      for row in terms.indices { buffer[row] = terms[row] * terms[row] }
      let squared = UnsafeBufferPointer(buffer)
      if let weights {
        sum.add(terms, times: weights)
        squares.add(squared, times: weights)
      } else {
        sum.add(terms)
        squares.add(squared)
      }
    }
  }

  /// Adds the term of each row, with its weight if there are weights.
  @inline(__always)
  mutating func add(
    rows: Int, weights: UnsafeBufferPointer<Double>?, _ term: (Int) -> Double
  ) {
    let most = min(512, rows)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: most) { terms in
      for start in stride(from: 0, to: rows, by: max(1, most)) {
        let block = start..<min(start + most, rows)
        for row in block { terms[row - start] = term(row) }
        add(
          UnsafeBufferPointer(rebasing: terms[..<block.count]),
          weights: weights.map { UnsafeBufferPointer(rebasing: $0[block]) })
      }
    }
  }

  mutating func merge(_ other: MeanOfLosses) {
    sum.merge(other.sum)
    squares.merge(other.squares)
  }

  /// The mean over rows; NaN without rows.
  func mean(_ rows: RowWeights) -> Double { sum.value / rows.total }

  /// The standard error of the mean, √(variance / (n − 1)), n being Kish's effective number of rows
  /// under weights; NaN for fewer than two.
  func standardError(_ rows: RowWeights) -> Double {
    let mean = mean(rows)
    let variance = max(0, squares.value / rows.total - mean * mean)
    let effective = rows.effectiveCount
    return effective > 1 ? (variance / (effective - 1)).squareRoot() : .nan
  }
}

/// How many rows there were, and what they weigh.
struct RowWeights: Sendable, Hashable {
  var count = 0
  var isWeighted = false
  var sum = ExactSum()
  var squares = ExactSum()

  mutating func add() {
    count += 1
    if isWeighted { addWeight(1) }
  }

  mutating func add(weight: Double) {
    becomeWeighted()
    count += 1
    addWeight(weight)
  }

  /// Adds several rows, with their weights if there are weights.
  mutating func add(count rows: Int, weights: UnsafeBufferPointer<Double>?) {
    if let weights {
      becomeWeighted()
      sum.add(weights)
      squares.add(weights, times: weights)
    } else if isWeighted {
      sum.add(Double(rows))
      squares.add(Double(rows))
    }
    count += rows
  }

  mutating func merge(_ other: RowWeights) {
    if other.isWeighted || isWeighted {
      var other = other
      becomeWeighted()
      other.becomeWeighted()
      sum.merge(other.sum)
      squares.merge(other.squares)
    }
    count += other.count
  }

  private mutating func becomeWeighted() {
    guard !isWeighted else { return }
    isWeighted = true
    sum.add(Double(count))
    squares.add(Double(count))
  }

  private mutating func addWeight(_ weight: Double) {
    sum.add(weight)
    squares.add(weight, times: weight)
  }

  /// The rows, or the sum of their weights.
  var total: Double { isWeighted ? sum.value : Double(count) }

  /// What rounding leaves out of ``total``.
  var remainder: Double { isWeighted ? sum.remainder : 0 }

  /// Kish's effective number of rows: (Σ w)² / Σ w².
  var effectiveCount: Double {
    guard isWeighted else { return Double(count) }
    let total = sum.value
    return squares.isZero ? 0 : total * total / squares.value
  }
}
