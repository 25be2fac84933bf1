import AssayCore

/// A row of counters: whole numbers until a weight comes, exact sums of weights from then on.
///
/// Both kinds add without rounding, so equal data give equal cells in any order.
struct Cells: Hashable, Sendable {
  /// The counts, while nothing was weighted; emptied then.
  private(set) var counts: [Int]
  /// The sums of weights, once something was weighted.
  private(set) var sums: [ExactSum] = []

  let count: Int

  init(count: Int) {
    self.count = count
    counts = [Int](repeating: 0, count: count)
  }

  init(counts: [Int]) {
    count = counts.count
    self.counts = counts
  }

  init(weights: [Double]) {
    count = weights.count
    counts = []
    sums = weights.map { weight in
      var sum = ExactSum()
      sum.add(weight)
      return sum
    }
  }

  init(sums: [ExactSum]) {
    count = sums.count
    counts = []
    self.sums = sums
  }

  var isWeighted: Bool { counts.count != count }

  /// What each cell holds, rounded once.
  var values: [Double] { isWeighted ? sums.map(\.value) : counts.map(Double.init) }

  func value(_ index: Int) -> Double {
    isWeighted ? sums[index].value : Double(counts[index])
  }

  /// Makes room for weights.
  mutating func becomeWeighted() {
    guard !isWeighted, count > 0 else { return }
    self = Cells(weights: values)
  }

  /// Counts one row.
  mutating func add(_ index: Int) {
    if isWeighted {
      sums[index].add(1)
    } else {
      counts[index] += 1
    }
  }

  /// Counts several rows at once.
  mutating func add(_ index: Int, times: Int) {
    if isWeighted {
      sums[index].add(Double(times))
    } else {
      counts[index] += times
    }
  }

  /// Counts a cell of a square table for each pair of positions.
  mutating func add(rows: [Int32], columns: [Int32], width: Int) {
    guard !isWeighted else {
      for index in rows.indices { add(Int(rows[index]) * width + Int(columns[index])) }
      return
    }
    counts.withUnsafeMutableBufferPointer { counts in
      for index in rows.indices {
        counts[Int(rows[index]) &* width &+ Int(columns[index])] &+= 1
      }
    }
  }

  /// Counts a cell of a square table for each pair of positions.
  ///
  /// - Returns: false, and nothing is counted, where a position is not in `0..<width`.
  mutating func add(_ rows: [Int32], _ columns: [Int32], width: Int) -> Bool {
    if rows.count < count / 4 {
      // Not worth a table of its own.
      guard rows.allSatisfy({ 0 <= $0 && $0 < width }),
        columns.allSatisfy({ 0 <= $0 && $0 < width })
      else { return false }
      add(rows: rows, columns: columns, width: width)
      return true
    }
    let table = rows.withUnsafeBufferPointer { rows in
      columns.withUnsafeBufferPointer {
        Counting.table(truth: rows, predictions: $0, classes: width)
      }
    }
    guard let table else { return false }
    for cell in table.counts.indices where table.counts[cell] > 0 {
      add(cell, times: table.counts[cell])
    }
    return true
  }

  /// Counts four cells at once, of counts without weights.
  mutating func add(_ first: Int, _ second: Int, _ third: Int, _ fourth: Int) {
    counts.withUnsafeMutableBufferPointer { counts in
      counts[0] += first
      counts[1] += second
      counts[2] += third
      counts[3] += fourth
    }
  }

  /// Counts a row with a weight; call ``becomeWeighted()`` before.
  mutating func add(_ index: Int, weight: Double) {
    sums[index].add(weight)
  }

  /// Adds the cells of another, this one's cell `positions[i]` growing by its cell i.
  mutating func merge(_ other: Cells, at positions: (Int) -> Int) {
    if other.isWeighted || isWeighted {
      becomeWeighted()
      for index in 0..<other.count {
        if other.isWeighted {
          sums[positions(index)].merge(other.sums[index])
        } else {
          sums[positions(index)].add(Double(other.counts[index]))
        }
      }
    } else {
      for index in 0..<other.count { counts[positions(index)] += other.counts[index] }
    }
  }

  /// The same cells among more, the old cell i at `positions(i)`.
  func spread(over newCount: Int, at positions: (Int) -> Int) -> Cells {
    var result = Cells(count: newCount)
    if isWeighted { result.becomeWeighted() }
    result.merge(self, at: positions)
    return result
  }
}
