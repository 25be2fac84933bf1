internal import AssayCore

extension ScoreHistogram {
  /// Counts a batch of rows.
  ///
  /// - Parameters:
  ///   - labels: whether each row is positive.
  ///   - scores: the score of each row, greater meaning more likely positive.
  /// - Throws: ``EvaluationError`` when lengths differ, or a score is not finite or outside the
  ///   scale; the histogram is then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    labels: [Bool], scores: [Score]
  ) throws(EvaluationError) {
    try labels.withUnsafeBufferPointer { (labels) throws(EvaluationError) in
      try scores.withUnsafeBufferPointer { (scores) throws(EvaluationError) in
        try update(labels: labels, scores: scores)
      }
    }
  }

  /// Counts a batch of rows from memory.
  ///
  /// Parameters and errors as for arrays. Many rows are shared out to threads, each of which counts
  /// into a table of its own.
  @specialized(where Score == Float)
  @specialized(where Score == Double)
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    labels: UnsafeBufferPointer<Bool>, scores: UnsafeBufferPointer<Score>
  ) throws(EvaluationError) {
    guard scores.count == labels.count else {
      throw .lengthsDiffer(
        field: "scores", count: scores.count, expected: labels.count, of: "labels")
    }
    try Self.check(scores, in: scale.range)
    switch bins {
    case .probabilities(let bins): add(labels, scores, bins)
    case .uniform(let bins): add(labels, scores, bins)
    }
  }

  /// Throws at the first score that has no bin.
  @inline(__always)
  private static func check<Score: BinaryFloatingPoint>(
    _ scores: UnsafeBufferPointer<Score>, in range: ClosedRange<Double>
  ) throws(EvaluationError) {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    // All rows without a branch; only where one is bad, which.
    var strange: UInt8 = 0
    for row in 0..<scores.count {
      let score = Double(scores[row])
      strange |= (score >= lower ? 0 : 1) | (score <= upper ? 0 : 1)
    }
    guard strange != 0 else { return }
    for row in 0..<scores.count {
      let score = Double(scores[row])
      guard score.isFinite else { throw .notFinite(field: "scores", index: row, value: score) }
      guard range.contains(score) else {
        throw .outOfRange(field: "scores", index: row, value: score, range: range)
      }
    }
  }

  /// Counts rows known to be sound.
  @inline(__always)
  private mutating func add<Score: BinaryFloatingPoint & Sendable, Rule: ScoreBins>(
    _ labels: UnsafeBufferPointer<Bool>, _ scores: UnsafeBufferPointer<Score>, _ bins: Rule
  ) {
    let tasks = Swift.min(Workers.count, labels.count / Self.rowsWorthAThread)
    guard tasks > 1 else {
      cells.withUnsafeMutableBufferPointer {
        Self.count(labels, scores, 0..<labels.count, bins, into: $0)
      }
      return
    }
    let width = cells.count
    var tables = [Int](repeating: 0, count: tasks * width)
    tables.withUnsafeMutableBufferPointer { tables in
      nonisolated(unsafe) let (tables, labels, scores) = (tables, labels, scores)
      Workers.run(tasks) { task in
        let rows = (labels.count * task / tasks)..<(labels.count * (task + 1) / tasks)
        let table = UnsafeMutableBufferPointer(
          rebasing: tables[(task * width)..<((task + 1) * width)])
        Self.count(labels, scores, rows, bins, into: table)
      }
    }
    for index in tables.indices { cells[index % width] += tables[index] }
  }

  /// Counting so many rows takes far longer than waking a thread and adding up its table.
  private static var rowsWorthAThread: Int { 1 << 20 }

  @inline(__always)
  private static func count<Score: BinaryFloatingPoint, Rule: ScoreBins>(
    _ labels: UnsafeBufferPointer<Bool>, _ scores: UnsafeBufferPointer<Score>, _ rows: Range<Int>,
    _ bins: Rule, into cells: UnsafeMutableBufferPointer<Int>
  ) {
    for row in rows {
      let cell = 2 &* bins.bin(of: Double(scores[row])) &+ (labels[row] ? 1 : 0)
      cells[cell] &+= 1
    }
  }
}
