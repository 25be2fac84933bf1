internal import AssayCore
internal import AssayTensors

extension Dataset where Target == Int {
  /// Sequences that ask for a long memory: whether two marked numbers among many add up to above 1.
  ///
  /// Every step of a sequence has two features: a number, uniform in [0, 1), and a mark, which is 1 at
  /// two steps (one in each half) and else 0. The label is 1 where the two marked numbers add up to
  /// more than 1, else 0; half of the rows have each. A network must remember the first one until the
  /// second comes, and nothing else.
  ///
  /// ```swift
  /// let (train, test) = Dataset.addingProblem(count: 12_000, steps: 100, seed: 1).split(at: 10_000)
  /// ```
  ///
  /// Source: S. Hochreiter and J. Schmidhuber, *Long Short-Term Memory*, 1997, experiment 4, as a
  /// question with two answers.
  ///
  /// - Parameters:
  ///   - count: the number of sequences, at least 1.
  ///   - steps: the length of each, at least 2.
  ///   - seed: the same seed gives the same sequences.
  public static func addingProblem(count: Int, steps: Int, seed: UInt64) -> Dataset {
    guard count > 0, steps > 1, steps <= 1 << 24 else {
      fatalError("the adding problem has sequences of at least 2 steps, not \(count) of \(steps)")
    }
    var random = RandomSource(seed: seed)
    var labels: [Int] = []
    let inputs = Tensor(shape: [count, steps, 2]) { memory in
      for row in 0..<count {
        let marks = [
          random.below(steps / 2),
          steps / 2 + random.below(steps - steps / 2),
        ]
        var sum: Float = 0
        for step in 0..<steps {
          // 24 bits: a Float that is below 1.
          let number = Float(random.next() >> 40) * 0x1p-24
          let isMarked = marks.contains(step)
          if isMarked { sum += number }
          memory[(row * steps + step) * 2] = number
          memory[(row * steps + step) * 2 + 1] = isMarked ? 1 : 0
        }
        labels.append(sum > 1 ? 1 : 0)
      }
    }
    do throws(DatasetError) {
      return try Dataset(inputs: inputs, targets: labels, classes: [0, 1])
    } catch {
      fatalError("generated sequences: \(error)")
    }
  }
}
