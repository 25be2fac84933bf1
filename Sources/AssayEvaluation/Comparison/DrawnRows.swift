/// Reads the statistics of one model's rows drawn anew, many times, without sorting again.
///
/// The rows are sorted once by each column of outputs; a draw then only counts.
struct DrawnRows: Sendable {
  private let rows: ModelRows
  private let parts: ClassifierStatistics.Parts
  /// Of each column, the rows from the greatest output down.
  private let columns: [Column]

  /// One column of outputs, sorted.
  private struct Column: Sendable {
    var rows: [Int32]
    var scores: [Double]
    var isPositive: [Bool]
  }

  /// - Parameter parts: What will be read.
  init(_ rows: ModelRows, parts: ClassifierStatistics.Parts) {
    self.rows = rows
    self.parts = parts.intersection(rows.statistics.parts)
    let width = self.parts.contains(.curve) ? rows.width : 0
    columns = (0..<width).map { column in
      let values = rows.truth.indices.map { rows.outputs[$0 * width + column] + 0 }  // no -0
      let order = values.indices.sorted { values[$0] > values[$1] }
      let positive = Int32(width == 1 ? 1 : column)
      return Column(
        rows: order.map { Int32(truncatingIfNeeded: $0) }, scores: order.map { values[$0] },
        isPositive: order.map { rows.truth[$0] == positive })
    }
  }

  /// What a draw costs, in nanoseconds, roughly.
  var cost: Int {
    let perRow = 5 + 25 * columns.count + (parts.contains(.losses) ? 120 : 0)
    return perRow * rows.truth.count
  }

  /// The statistics when each row counts as often as it was drawn.
  func statistics(_ counts: [Double]) -> ClassifierStatistics {
    var result = rows.statistics
    let classCount = result.classCount
    if parts.contains(.counts) {
      var cells = [Int](repeating: 0, count: classCount * classCount)
      for row in counts.indices where counts[row] > 0 {
        cells[Int(rows.truth[row]) * classCount + Int(rows.guesses[row])] += Int(counts[row])
      }
      result.cells = Cells(counts: cells)
    }
    if parts.contains(.curve) {
      result.curves = columns.map { curve($0, counts) }
    }
    if parts.contains(.losses) {
      var losses = ProbabilityLosses(knownClassCount: classCount)
      for row in counts.indices {
        for _ in 0..<Int(counts[row]) {
          losses.add(
            Int(rows.truth[row]), width: rows.width, weight: nil, epsilon: .ulpOfOne
          ) { rows.outputs[row * rows.width + $0] }
        }
      }
      result.losses = losses
    }
    return result
  }

  /// The statistics when each row weighs so much.
  func statistics(weights: [Double]) -> ClassifierStatistics {
    var result = rows.statistics
    let classCount = result.classCount
    if parts.contains(.counts) {
      var cells = [Double](repeating: 0, count: classCount * classCount)
      for row in weights.indices {
        cells[Int(rows.truth[row]) * classCount + Int(rows.guesses[row])] += weights[row]
      }
      result.cells = Cells(weights: cells)
    }
    if parts.contains(.curve) {
      result.curves = columns.map { curve($0, weights, isWeighted: true) }
    }
    if parts.contains(.losses) {
      var losses = ProbabilityLosses(knownClassCount: classCount)
      for row in weights.indices where weights[row] > 0 {
        losses.add(
          Int(rows.truth[row]), width: rows.width, weight: weights[row], epsilon: .ulpOfOne
        ) { rows.outputs[row * rows.width + $0] }
      }
      result.losses = losses
    }
    return result
  }

  private func curve(
    _ column: Column, _ counts: [Double], isWeighted: Bool = false
  ) -> ScoreCurve {
    var drawn = ScoreBlocks()
    for place in column.rows.indices {
      let count = counts[Int(column.rows[place])]
      guard count > 0 else { continue }
      let isPositive = column.isPositive[place]
      drawn.append(column.scores[place], isPositive ? count : 0, isPositive ? 0 : count)
    }
    return ScoreCurve(blocks: drawn, isWeighted: isWeighted)
  }
}
