/// Reads the statistics of one model's rows drawn anew, many times, without sorting again.
///
/// Each row's place among the distinct outputs of each column is found once; a draw then only counts.
struct DrawnRows: Sendable {
  private let rows: ModelRows
  private let parts: ClassifierStatistics.Parts
  /// Of each column, the distinct outputs from the greatest down.
  private let scores: [[Double]]
  /// Of each column, which of these each row has.
  private let blocks: [[Int32]]

  /// - Parameter parts: What will be read.
  init(_ rows: ModelRows, parts: ClassifierStatistics.Parts) {
    self.rows = rows
    self.parts = parts.intersection(rows.statistics.parts)
    var scores: [[Double]] = []
    var blocks: [[Int32]] = []
    if self.parts.contains(.curve) {
      for column in 0..<rows.width {
        let values = rows.truth.indices.map { rows.outputs[$0 * rows.width + column] + 0 }  // no -0
        var distinct: [Double] = []
        var places = [Int32](repeating: 0, count: values.count)
        for row in values.indices.sorted(by: { values[$0] > values[$1] }) {
          if distinct.last != values[row] { distinct.append(values[row]) }
          places[row] = Int32(truncatingIfNeeded: distinct.count - 1)
        }
        scores.append(distinct)
        blocks.append(places)
      }
    }
    self.scores = scores
    self.blocks = blocks
  }

  /// What a draw costs, in nanoseconds, roughly.
  var cost: Int {
    let perRow = 5 + 10 * blocks.count + (parts.contains(.losses) ? 120 : 0)
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
      result.curves = blocks.indices.map { curve($0, counts) }
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

  private func curve(_ column: Int, _ counts: [Double]) -> ScoreCurve {
    let places = blocks[column]
    let positive = Int32(rows.width == 1 ? 1 : column)
    var positives = [Double](repeating: 0, count: scores[column].count)
    var negatives = positives
    for row in counts.indices where counts[row] > 0 {
      if rows.truth[row] == positive {
        positives[Int(places[row])] += counts[row]
      } else {
        negatives[Int(places[row])] += counts[row]
      }
    }
    var drawn = ScoreBlocks()
    for block in scores[column].indices where positives[block] + negatives[block] > 0 {
      drawn.append(scores[column][block], positives[block], negatives[block])
    }
    return ScoreCurve(blocks: drawn, isWeighted: false)
  }
}
