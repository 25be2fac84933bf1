import AssayCore

extension ProbabilityLosses {
  /// Adds rows whose classes, widths and weights are known to be sound.
  ///
  /// - Returns: false, and nothing is added, where a value is no probability.
  mutating func add<Score: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ rows: ProbabilityRows<Score>, width: Int,
    weights: UnsafeBufferPointer<Double>?, epsilon: Double
  ) -> Bool {
    let empty = ProbabilityLosses(knownClassCount: classCount)
    let parts = ProbabilityRows<Score>.parts(empty, rows: truth.count, width: width) {
      part, block, terms in
      let squares = terms + block.count
      guard
        rows.fill(
          block, truth: truth, width: width, epsilon: epsilon, logs: terms, squares: squares)
      else { return false }
      part.add(
        logs: UnsafeBufferPointer(start: terms, count: block.count),
        squares: UnsafeBufferPointer(start: squares, count: block.count),
        weights: weights.map { UnsafeBufferPointer(rebasing: $0[block]) })
      return true
    }
    guard let parts else { return false }
    for part in parts { absorb(part) }
    return true
  }

  private mutating func add(
    logs: UnsafeBufferPointer<Double>, squares: UnsafeBufferPointer<Double>,
    weights: UnsafeBufferPointer<Double>?
  ) {
    rows.add(count: logs.count, weights: weights)
    self.logs.add(logs, weights: weights)
    briers.add(squares, weights: weights)
  }
}
