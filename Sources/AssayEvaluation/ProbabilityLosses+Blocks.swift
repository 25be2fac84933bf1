import AssayCore

extension ProbabilityLosses {
  /// Adds rows whose classes, widths and weights are known to be sound, blocks of them at a time, parts
  /// of them on threads of their own.
  ///
  /// - Returns: false, and nothing is added, where a value is no probability.
  mutating func add<Score: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ rows: ProbabilityRows<Score>, width: Int,
    weights: UnsafeBufferPointer<Double>?, epsilon: Double
  ) -> Bool {
    let count = truth.count
    // A single block is added where it belongs.
    if count <= ClassLosses.rowsOfBlock {
      return addBlocks(0..<count, truth, rows, width, weights, epsilon)
    }
    let tasks = ClassLosses.parts(rows: count, width: width)
    var parts = [ProbabilityLosses?](
      repeating: ProbabilityLosses(knownClassCount: classCount), count: tasks)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let (parts, truth, rows, weights) = (parts, truth, rows, weights)
      Workers.run(tasks) { task in
        let part = count * task / tasks..<count * (task + 1) / tasks
        if parts[task]?.addBlocks(part, truth, rows, width, weights, epsilon) != true {
          parts[task] = nil
        }
      }
    }
    let sound = parts.compactMap { $0 }
    guard sound.count == tasks else { return false }
    for part in sound { absorb(part) }
    return true
  }

  /// Adds a range of rows; false, and something is added perhaps, where a value is no probability.
  private mutating func addBlocks<Score: RankableScore>(
    _ range: Range<Int>, _ truth: UnsafeBufferPointer<Int32>, _ rows: ProbabilityRows<Score>,
    _ width: Int, _ weights: UnsafeBufferPointer<Double>?, _ epsilon: Double
  ) -> Bool {
    let most = min(ClassLosses.rowsOfBlock, range.count)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * most) { terms in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: most) {
        let block = start..<min(start + most, range.upperBound)
        let logs = UnsafeMutableBufferPointer(rebasing: terms[..<block.count])
        let squares = UnsafeMutableBufferPointer(rebasing: terms[most...].prefix(block.count))
        guard
          rows.fill(
            block, truth: truth, width: width, epsilon: epsilon, logs: logs.baseAddress,
            squares: squares.baseAddress)
        else { return false }
        let weights = weights.map { UnsafeBufferPointer(rebasing: $0[block]) }
        self.rows.add(count: block.count, weights: weights)
        self.logs.add(UnsafeBufferPointer(logs), weights: weights)
        briers.add(UnsafeBufferPointer(squares), weights: weights)
      }
      return true
    }
  }
}
