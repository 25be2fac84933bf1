import AssayCore

/// Rows of probabilities that are read a block at a time: a table is never copied whole.
enum ProbabilityRows<Score: RankableScore> {
  case flat(UnsafeBufferPointer<Score>)
  case nested([[Score]])

  /// Writes what each row of a block costs, see ``ClassLosses``; false where a value is no
  /// probability.
  func fill(
    _ block: Range<Int>, truth: UnsafeBufferPointer<Int32>, width: Int, epsilon: Double,
    logs: UnsafeMutablePointer<Double>?, squares: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let truth = UnsafeBufferPointer(rebasing: truth[block])
    switch self {
    case .flat(let values):
      let range = block.lowerBound * width..<block.upperBound * width
      return ClassLosses.fill(
        truth: truth, probabilities: UnsafeBufferPointer(rebasing: values[range]), width: width,
        epsilon: epsilon, logs: logs, squares: squares)
    case .nested(let rows):
      return withUnsafeTemporaryAllocation(of: Score.self, capacity: block.count * width) {
        gathered in
        guard var end = gathered.baseAddress else { return true }
        for row in block {
          rows[row].withUnsafeBufferPointer { row in
            if let start = row.baseAddress { end.initialize(from: start, count: width) }
          }
          end += width
        }
        return ClassLosses.fill(
          truth: truth, probabilities: UnsafeBufferPointer(gathered), width: width,
          epsilon: epsilon, logs: logs, squares: squares)
      }
    }
  }

  /// The exact sum of one loss over all rows; nil where a value is no probability.
  func sum(
    of loss: TwoClassLosses.Loss, _ truth: UnsafeBufferPointer<Int32>, width: Int
  ) -> ExactSum? {
    let parts = Self.parts(ExactSum(), rows: truth.count, width: width) { sum, block, terms in
      let isSound =
        switch loss {
        case .log(let epsilon):
          fill(block, truth: truth, width: width, epsilon: epsilon, logs: terms, squares: nil)
        case .square:
          fill(block, truth: truth, width: width, epsilon: 0, logs: nil, squares: terms)
        }
      if isSound { sum.add(UnsafeBufferPointer(start: terms, count: block.count)) }
      return isSound
    }
    guard var sum = parts?.first else { return nil }
    for part in parts?.dropFirst() ?? [] { sum.merge(part) }
    return sum
  }

  /// Looks at all rows, block by block, parts of them on threads of their own; there is one part at
  /// least.
  ///
  /// - Parameters:
  ///   - empty: What a part begins with.
  ///   - add: Adds a block to a part; it has room for two terms a row. False stops.
  /// - Returns: The parts; nil where a block was refused.
  static func parts<Part: Sendable>(
    _ empty: Part, rows: Int, width: Int,
    _ add: (inout Part, Range<Int>, UnsafeMutablePointer<Double>) -> Bool
  ) -> [Part]? {
    let tasks = ClassLosses.parts(rows: rows, width: width)
    var parts = [Part?](repeating: nil, count: tasks)
    parts.withUnsafeMutableBufferPointer { parts in
      withoutActuallyEscaping(add) { add in
        nonisolated(unsafe) let (parts, add) = (parts, add)
        Workers.run(tasks) { task in
          let (start, end) = (rows * task / tasks, rows * (task + 1) / tasks)
          parts[task] = blocks(of: start..<end, empty, add)
        }
      }
    }
    let sound = parts.compactMap { $0 }
    return sound.count == tasks ? sound : nil
  }

  private static func blocks<Part>(
    of rows: Range<Int>, _ empty: Part,
    _ add: (inout Part, Range<Int>, UnsafeMutablePointer<Double>) -> Bool
  ) -> Part? {
    var part = empty
    let most = min(ClassLosses.rowsOfBlock, rows.count)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * most) { terms in
      guard let terms = terms.baseAddress, most > 0 else { return part }
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: most) {
        guard add(&part, start..<min(start + most, rows.upperBound), terms) else { return nil }
      }
      return part
    }
  }
}
