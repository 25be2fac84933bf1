internal import AssayKernels

/// What probabilities of two classes cost, summed without rounding, at the speed of the processor.
///
/// ```swift
/// let sum = TwoClassLosses.sum(
///   of: .square, positive: [true, false], probabilities: [0.75, 0.5])
/// print(sum?.value ?? .nan)  // 0.3125
/// ```
///
/// Losses are split at fixed binary digits and counted as integers, so the sum is that of an
/// ``ExactSum`` fed one loss at a time: the same for any number of threads and instruction set.
public enum TwoClassLosses {
  /// What a row costs.
  public enum Loss: Sendable {
    /// −log of the probability given to the row's class, clipped to `epsilon ... 1 - epsilon`.
    ///
    /// `epsilon` is at least `Double.ulpOfOne`.
    case log(epsilon: Double)
    /// The square of 1 (negative rows: 0) minus the probability.
    case square
  }

  /// The sum over all rows.
  ///
  /// - Parameters:
  ///   - loss: What a row costs.
  ///   - positive: Which rows are of the positive class.
  ///   - probabilities: Of the positive class, one for each row.
  /// - Returns: nil when a probability is outside 0...1, or the columns are not equally long.
  public static func sum<Score: RankableScore>(
    of loss: Loss, positive: [Bool], probabilities: [Score]
  ) -> ExactSum? {
    let count = positive.count
    guard probabilities.count == count else { return nil }
    return positive.withUnsafeBytes { flags in
      probabilities.withUnsafeBufferPointer { probabilities in
        // Below some hundred thousand rows, waking another thread costs more than it saves.
        let tasks = max(1, min(Workers.count, count >> 17))
        guard tasks > 1 else {
          return sum(of: loss, flags, probabilities, in: 0..<count)
        }
        var parts = [ExactSum?](repeating: nil, count: tasks)
        parts.withUnsafeMutableBufferPointer { parts in
          nonisolated(unsafe) let (parts, flags, probabilities) = (parts, flags, probabilities)
          Workers.run(tasks) { task in
            let (start, end) = (count / tasks * task, count / tasks * (task + 1))
            parts[task] = sum(
              of: loss, flags, probabilities, in: start..<(task + 1 == tasks ? count : end))
          }
        }
        var total = ExactSum()
        for part in parts {
          guard let part else { return nil }
          total.merge(part)
        }
        return total
      }
    }
  }

  /// The sum over a range of rows; a Bool is a byte, 0 or 1.
  private static func sum<Score: RankableScore>(
    of loss: Loss, _ positive: UnsafeRawBufferPointer, _ probabilities: UnsafeBufferPointer<Score>,
    in rows: Range<Int>
  ) -> ExactSum? {
    var total = ExactSum()
    guard let flags = positive.bindMemory(to: UInt8.self).baseAddress,
      let values = probabilities.baseAddress.map({ UnsafeRawPointer($0) })
    else { return total }
    let most = Int(ASSAY_SPLIT_TERMS)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: most) { rests in
      var block = assay_split_sum_t()
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: most) {
        let count = min(most, rows.upperBound - start)
        let flags = flags + start
        let values = values + start * MemoryLayout<Score>.stride
        let isSound: Bool
        if Score.self == Float.self {
          let values = values.assumingMemoryBound(to: Float.self)
          isSound =
            switch loss {
            case .log(let epsilon):
              assay_log_losses_floats(flags, values, count, epsilon, &block, rests.baseAddress)
            case .square:
              assay_square_losses_floats(flags, values, count, &block, rests.baseAddress)
            }
        } else {
          precondition(Score.self == Double.self, "Scores are Float or Double, not \(Score.self).")
          let values = values.assumingMemoryBound(to: Double.self)
          isSound =
            switch loss {
            case .log(let epsilon):
              assay_log_losses_doubles(flags, values, count, epsilon, &block, rests.baseAddress)
            case .square:
              assay_square_losses_doubles(flags, values, count, &block, rests.baseAddress)
            }
        }
        guard isSound else { return nil }
        total.add(block, rests: UnsafeBufferPointer(rebasing: rests[..<count]))
      }
      return total
    }
  }
}
