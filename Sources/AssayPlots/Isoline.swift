/// Where a function known on a grid crosses zero: marching squares.
///
/// Each cell of four nodes is crossed by no, one or two pieces of line, whose ends lie on the
/// cell's sides by linear interpolation; a cell whose corners disagree crosswise (a saddle) is
/// decided by the mean of its corners. All pieces run with the positive side on their left (seen
/// with y upwards), so each side of a cell has at most one piece that arrives and one that leaves,
/// and pieces chain into lines without any search.
public struct Isoline: Sendable {
  private let x: [Double]
  private let y: [Double]
  private let values: [Double]

  /// A grid; nil if it has fewer than 2 × 2 nodes or another number of values.
  ///
  /// - Parameters:
  ///   - x: the places of the columns, in order.
  ///   - y: the places of the rows, in order.
  ///   - values: the function at the nodes, row by row; NaN counts as negative.
  public init?(x: [Double], y: [Double], values: [Double]) {
    guard x.count > 1, y.count > 1, values.count == x.count * y.count else { return nil }
    self.x = x
    self.y = y
    self.values = values.map { $0.isNaN ? -.infinity : $0 }
  }

  /// The lines where the function is zero, open at the grid's border or closed.
  public func lines() -> [[Position]] { chains() }

  /// Closed outlines around all that is positive, along the grid's border where it reaches it.
  public func outlines() -> [[Position]] {
    // A frame of negative nodes at the same places closes every line.
    let columns = x.count
    let empty = [Double](repeating: -.infinity, count: columns + 2)
    var padded = empty
    for row in y.indices {
      padded.append(-.infinity)
      padded += values[row * columns..<(row + 1) * columns]
      padded.append(-.infinity)
    }
    padded += empty
    let grid = Isoline(
      x: [x[0]] + x + [x[columns - 1]], y: [y[0]] + y + [y[y.count - 1]], values: padded)
    return grid?.chains() ?? []
  }

  /// The pieces of all cells, chained.
  private func chains() -> [[Position]] {
    let (columns, rows) = (x.count, y.count)
    // Sides along x are numbered first, then those along y.
    let flat = rows * (columns - 1)
    func along(_ row: Int, _ column: Int) -> Int { row * (columns - 1) + column }
    func upright(_ row: Int, _ column: Int) -> Int { flat + row * columns + column }
    var next = [Int](repeating: -1, count: flat + (rows - 1) * columns)
    var arrives = [Bool](repeating: false, count: next.count)
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) {
        let corner = row * columns + column
        let (a, b) = (values[corner] >= 0, values[corner + 1] >= 0)
        let (c, d) = (values[corner + columns + 1] >= 0, values[corner + columns] >= 0)
        guard !(a == b && b == c && c == d) else { continue }
        let sides = [
          along(row, column), upright(row, column + 1), along(row + 1, column),
          upright(row, column),
        ]
        let corners = [a, b, c, d]
        // A side is left where its first corner is inside and its second is not, seen around the
        // cell; a saddle joins the corners inside if the mean is inside.
        let leaving = (0..<4).filter { corners[$0] && !corners[($0 + 1) % 4] }
        let arriving = (0..<4).filter { !corners[$0] && corners[($0 + 1) % 4] }
        let joinsInside =
          leaving.count == 2
          && values[corner] + values[corner + 1] + values[corner + columns]
            + values[corner + columns + 1] >= 0
        for side in leaving {
          // From the exit backwards around the cell to the entrance of the same corner, or, where
          // the inside corners are joined, forwards around the outside corner.
          let turn = joinsInside ? 1 : 3
          var other = (side + turn) % 4
          while !arriving.contains(other) { other = (other + turn) % 4 }
          next[sides[side]] = sides[other]
          arrives[sides[other]] = true
        }
      }
    }
    return followed(next, arrives) { place(of: $0, flat: flat, columns: columns) }
  }

  /// Follows the pieces: first the lines that start at the border, then the closed ones.
  private func followed(
    _ next: [Int], _ arrives: [Bool], _ place: (Int) -> Position
  ) -> [[Position]] {
    var next = next
    var result: [[Position]] = []
    for opens in [true, false] {
      for start in next.indices where next[start] >= 0 && (!opens || !arrives[start]) {
        var line = [place(start)]
        var side = start
        while next[side] >= 0 {
          let following = next[side]
          next[side] = -1
          side = following
          line.append(place(side))
        }
        result.append(line)
      }
    }
    return result
  }

  /// Where the function crosses zero on a side.
  private func place(of side: Int, flat: Int, columns: Int) -> Position {
    let isFlat = side < flat
    let index = isFlat ? side : side - flat
    let width = isFlat ? columns - 1 : columns
    let (row, column) = (index / width, index % width)
    let (endRow, endColumn) = isFlat ? (row, column + 1) : (row + 1, column)
    let start = values[row * columns + column]
    let end = values[endRow * columns + endColumn]
    var fraction = start / (start - end)
    if start.isInfinite || end.isInfinite || !fraction.isFinite { fraction = 0.5 }
    return Position(
      x: x[column] + (x[endColumn] - x[column]) * fraction,
      y: y[row] + (y[endRow] - y[row]) * fraction)
  }
}
