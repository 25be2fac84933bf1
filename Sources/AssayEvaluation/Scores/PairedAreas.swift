internal import AssayCore

/// Areas under ROC curves counted from pairs, without building curves: for many columns at once.
enum PairedAreas {
  /// The area under the ROC curve of unweighted, finite scores, and how many are positive.
  ///
  /// - Parameter flags: 1 for a positive row, 0 for a negative one.
  static func area<Score: BinaryFloatingPoint & Sendable>(
    _ scores: [Score], flags: [UInt8]
  ) -> (area: Double, positives: Int) {
    if let floats = KnownLabels.cast(scores, to: Float.self),
      let pairs = try? Ranking.pairs(scores: floats, labels: flags)
    {
      return read(pairs)
    }
    let doubles = scores.doubles
    if let pairs = try? Ranking.pairs(scores: doubles, labels: flags) { return read(pairs) }
    // Too little memory for the kernel's copy: the curve needs less at a time.
    var curve = ScoreCurve()
    for row in flags.indices { curve.add(doubles[row], isPositive: flags[row] == 1) }
    curve.compact()
    return (curve.rocAUC, flags.reduce(0) { $0 + Int($1) })
  }

  private static func read(_ pairs: RankedPairs) -> (area: Double, positives: Int) {
    let isDefined = pairs.positives > 0 && pairs.negatives > 0
    return (isDefined ? pairs.area : .nan, pairs.positives)
  }

  /// The area of each class against the rest, and how many rows it has.
  ///
  /// Many scores are shared out among threads by columns; pairs are whole numbers, so the areas are
  /// the same for any number of threads.
  static func oneVsRest<Score>(
    _ truth: [Int32], _ table: ScoreTable<Score>
  ) -> [(area: Double, positives: Int)] {
    var areas = [(area: Double, positives: Int)](repeating: (.nan, 0), count: table.width)
    areas.withUnsafeMutableBufferPointer { areas in
      nonisolated(unsafe) let areas = areas
      let fill: @Sendable (Int) -> Void = { column in
        areas[column] = area(
          table.column(column), flags: truth.map { $0 == column ? 1 : 0 })
      }
      if table.values.count < scoresWorthThreads {
        for column in 0..<table.width { fill(column) }
      } else {
        Workers.run(table.width, fill)
      }
    }
    return areas
  }

  private static var scoresWorthThreads: Int { 100_000 }

  /// The area of all classes' columns put after one another.
  static func pooled<Score>(_ truth: [Int32], _ table: ScoreTable<Score>) -> Double {
    var flags = [UInt8](repeating: 0, count: table.values.count)
    for row in truth.indices { flags[row * table.width + Int(truth[row])] = 1 }
    return area(table.values, flags: flags).area
  }

  /// For each pair of classes that occur, the mean of the two areas between them, and the part of
  /// all rows that are of the two.
  ///
  /// D. Hand and R. Till, 2001.
  @specialized(where Score == Double)
  @specialized(where Score == Float)
  static func oneVsOne<Score: BinaryFloatingPoint & Sendable>(
    _ truth: [Int32], _ table: ScoreTable<Score>
  ) -> [(area: Double, prevalence: Double)] {
    var rows = [[Int]](repeating: [], count: table.width)
    for row in truth.indices { rows[Int(truth[row])].append(row) }
    let present = rows.indices.filter { !rows[$0].isEmpty }
    // Twice over each pair: by the scores of the one class, and of the other.
    var areas = [Double](repeating: 0, count: table.width * table.width)
    for one in present {
      let scores = rows.map { rows in rows.map { table.values[$0 * table.width + one] } }
      for other in present where other != one {
        let flags =
          [UInt8](repeating: 1, count: scores[one].count)
          + [UInt8](repeating: 0, count: scores[other].count)
        areas[one * table.width + other] = area(scores[one] + scores[other], flags: flags).area
      }
    }
    return present.indices.flatMap { first in
      present[(first + 1)...].map { other in
        let one = present[first]
        return (
          (areas[one * table.width + other] + areas[other * table.width + one]) / 2,
          Double(rows[one].count + rows[other].count) / Double(truth.count)
        )
      }
    }
  }
}
