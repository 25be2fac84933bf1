import AssayCore

/// The statistics of groups ready to be drawn: a draw says how often each group counts, and is read
/// in one pass over what all groups keep.
struct DrawnGroups: Sendable {
  /// The statistics without rows, to be filled.
  private let empty: ClassifierStatistics
  private let isWeighted: Bool
  /// What each group holds in cells of the matrix, where it holds anything.
  private let cells: [Entry]
  private let cellCount: Int
  /// Of each score column, what each group holds at each score, the greatest score first.
  private let columns: [[Scored]]
  private let losses: [Losses]

  private struct Entry: Sendable {
    let group: Int32
    let cell: Int32
    let value: Double
  }

  private struct Scored: Sendable {
    let score: Double
    let group: Int32
    let positives: Double
    let negatives: Double
  }

  /// The sums of a group's losses.
  private struct Losses: Sendable {
    let rows: Double
    let weights: Double
    let squares: Double
    let logs: Double
    let logSquares: Double
    let briers: Double
    let brierSquares: Double
  }

  /// - Parameters:
  ///   - groups: The statistics of each group.
  ///   - whole: Those of all of them.
  ///   - parts: What will be read.
  init(
    _ groups: [ClassifierStatistics], whole: ClassifierStatistics,
    parts: ClassifierStatistics.Parts
  ) {
    let parts = parts.intersection(whole.parts)
    var empty = whole
    empty.cells = Cells(count: whole.cells.count)
    empty.curves = whole.curves.map { _ in ScoreCurve() }
    empty.losses = ProbabilityLosses(knownClassCount: whole.classCount)
    self.empty = empty
    isWeighted = whole.cells.isWeighted || whole.curve.isWeighted || whole.losses.isWeighted
    cellCount = whole.cells.count
    var cells: [Entry] = []
    if parts.contains(.counts) {
      for (group, statistics) in groups.enumerated() {
        for (cell, value) in statistics.cells.values.enumerated() where value != 0 {
          cells.append(
            Entry(
              group: Int32(truncatingIfNeeded: group), cell: Int32(truncatingIfNeeded: cell),
              value: value))
        }
      }
    }
    self.cells = cells
    columns =
      parts.contains(.curve)
      ? whole.curves.indices.map { Self.column($0, of: groups) } : []
    losses = parts.contains(.losses) ? groups.map { Self.losses($0.losses) } : []
  }

  private static func column(_ column: Int, of groups: [ClassifierStatistics]) -> [Scored] {
    var result: [Scored] = []
    for (group, statistics) in groups.enumerated() where column < statistics.curves.count {
      let blocks = statistics.curves[column].blocks
      for block in 0..<blocks.count {
        result.append(
          Scored(
            score: blocks.scores[block], group: Int32(truncatingIfNeeded: group),
            positives: blocks.positives[block], negatives: blocks.negatives[block]))
      }
    }
    return result.sorted { ($1.score, $0.group) < ($0.score, $1.group) }
  }

  private static func losses(_ losses: ProbabilityLosses) -> Losses {
    let rows = losses.rows
    return Losses(
      rows: Double(rows.count), weights: rows.total,
      squares: rows.isWeighted ? rows.squares.value : Double(rows.count),
      logs: losses.logs.sum.value, logSquares: losses.logs.squares.value,
      briers: losses.briers.sum.value, brierSquares: losses.briers.squares.value)
  }

  /// What a draw costs, in nanoseconds, roughly.
  var cost: Int { 3 * cells.count + columns.reduce(0) { $0 + 10 * $1.count } + 8 * losses.count }

  /// The statistics when each group counts as often as it was drawn.
  func statistics(_ counts: [Double]) -> ClassifierStatistics {
    var result = empty
    if !cells.isEmpty {
      var sums = [Double](repeating: 0, count: cellCount)
      for entry in cells { sums[Int(entry.cell)] += counts[Int(entry.group)] * entry.value }
      // Whole numbers below 2⁵³ are exact.
      result.cells =
        isWeighted ? Cells(weights: sums) : Cells(counts: sums.map { Int(min($0, 0x1p53)) })
    }
    for (place, column) in columns.enumerated() {
      result.curves[place] = curve(column, counts)
    }
    if !losses.isEmpty { result.losses = drawnLosses(counts) }
    return result
  }

  private func curve(_ column: [Scored], _ counts: [Double]) -> ScoreCurve {
    var blocks = ScoreBlocks()
    blocks.reserve(column.count)
    for row in column {
      let count = counts[Int(row.group)]
      guard count > 0 else { continue }
      blocks.append(row.score, count * row.positives, count * row.negatives)
    }
    return ScoreCurve(blocks: blocks, isWeighted: isWeighted)
  }

  private func drawnLosses(_ counts: [Double]) -> ProbabilityLosses {
    var (rows, weights, squares) = (0.0, 0.0, 0.0)
    var (logs, logSquares, briers, brierSquares) = (0.0, 0.0, 0.0, 0.0)
    for (count, group) in zip(counts, losses) where count > 0 {
      rows += count * group.rows
      weights += count * group.weights
      squares += count * group.squares
      logs += count * group.logs
      logSquares += count * group.logSquares
      briers += count * group.briers
      brierSquares += count * group.brierSquares
    }
    var result = ProbabilityLosses(knownClassCount: empty.classCount)
    result.rows.count = Int(min(rows, 0x1p53))
    if isWeighted {
      result.rows.isWeighted = true
      result.rows.sum.add(weights)
      result.rows.squares.add(squares)
    }
    result.logs.sum.add(logs)
    result.logs.squares.add(logSquares)
    result.briers.sum.add(briers)
    result.briers.squares.add(brierSquares)
    return result
  }
}
