import AssayKernels

/// How often each pair of two whole numbers occurs, where all the numbers lie close together.
public struct PairTable: Hashable, Sendable {
  /// The number of the first row and column; it need not occur.
  public let least: Int

  /// How many rows and columns there are, for as many numbers from the least on.
  public let width: Int

  /// The counts, row after row; rows are the truth.
  public let counts: [Int]
}

extension Counting {
  /// How often each pair of a true and a predicted number occurs, on all threads.
  ///
  /// Classes numbered from 0 are counted in one pass: that none is out of range shows while counting.
  ///
  /// ```swift
  /// let table = Counting.table(truth: [-1, 1, 1], predictions: [-1, -1, 1])
  /// // least -1, width 3, counts [1, 0, 0,  0, 0, 0,  1, 0, 1]
  /// ```
  ///
  /// - Returns: nil where lengths differ, or where the numbers lie so far apart that the table would
  ///   have more than 1,024 cells and more than a quarter as many cells as there are pairs.
  public static func table<Index: ClassIndex>(
    truth: UnsafeBufferPointer<Index>, predictions: UnsafeBufferPointer<Index>
  ) -> PairTable? {
    guard truth.count == predictions.count else { return nil }
    guard let first = truth.first else { return PairTable(least: 0, width: 0, counts: []) }
    if (0..<Index(widestOfMany)).contains(first) {
      let table = count(truth, predictions, from: 0, widths: [2, widestOfFew, widestOfMany])
      if let table { return table }
    }
    let (least, greatest) = reach(truth, predictions, from: first)
    let (last, overflows) = Int(greatest).subtractingReportingOverflow(Int(least))
    guard !overflows, last < 1 << 20 else { return nil }
    let width = last + 1
    guard width <= widestOfMany || width * width <= truth.count / 4 else { return nil }
    return count(truth, predictions, from: least, widths: [width])
  }

  /// How often each pair occurs.
  public static func table<Index: ClassIndex>(
    truth: [Index], predictions: [Index]
  ) -> PairTable? {
    truth.withUnsafeBufferPointer { truth in
      predictions.withUnsafeBufferPointer { table(truth: truth, predictions: $0) }
    }
  }

  /// How often each pair of indices in `0..<classes` occurs; nil where one is out of range.
  public static func table<Index: ClassIndex>(
    truth: UnsafeBufferPointer<Index>, predictions: UnsafeBufferPointer<Index>, classes: Int
  ) -> PairTable? {
    guard truth.count == predictions.count else { return nil }
    return count(truth, predictions, from: 0, widths: [classes])
  }

  /// So many classes are counted in tables that stay near.
  private static var widestOfFew: Int { 16 }
  /// The kernel counts so many classes in several tables in turn.
  private static var widestOfMany: Int { 32 }
  /// Rows that are worth a task of their own.
  private static var rowsOfTask: Int { 1 << 17 }
  /// As many tasks as are worth waking other threads.
  private static var enoughTasks: Int { 4 }
  /// Each task has a table of its own.
  private static var mostTasks: Int { 256 }

  /// Counts in a table of the first of the widths that holds all numbers; nil where none does.
  private static func count<Index: ClassIndex>(
    _ truth: UnsafeBufferPointer<Index>, _ predictions: UnsafeBufferPointer<Index>,
    from least: Index, widths: [Int]
  ) -> PairTable? {
    guard let widest = widths.last, let left = truth.baseAddress,
      let right = predictions.baseAddress
    else { return nil }
    let rows = truth.count
    let isShared = rows >= rowsOfTask * enoughTasks && widest <= widestOfMany
    let tasks = isShared ? min(rows / rowsOfTask, mostTasks) : 1
    let cells = widest * widest
    var tables = [Int](repeating: 0, count: tasks * cells)
    var taken = [Int](repeating: 0, count: tasks)
    tables.withUnsafeMutableBufferPointer { tables in
      taken.withUnsafeMutableBufferPointer { taken in
        nonisolated(unsafe) let (table, taken) = (tables.baseAddress, taken)
        nonisolated(unsafe) let (left, right) = (left, right)
        Workers.run(tasks) { task in
          let begin = share(task, of: tasks, rows: rows)
          let size = share(task + 1, of: tasks, rows: rows) - begin
          for width in widths {
            let end = count(
              left + begin, right + begin, size, from: least, width,
              table.map { $0 + task * cells })
            if end == size {
              taken[task] = width
              return
            }
          }
        }
      }
    }
    guard taken.allSatisfy({ $0 > 0 }), let width = taken.max() else { return nil }
    if tasks == 1 {
      return PairTable(least: Int(least), width: width, counts: Array(tables[..<(width * width)]))
    }
    var counts = [Int](repeating: 0, count: width * width)
    for task in 0..<tasks {
      for row in 0..<taken[task] {
        for column in 0..<taken[task] {
          counts[row * width + column] += tables[task * cells + row * taken[task] + column]
        }
      }
    }
    return PairTable(least: Int(least), width: width, counts: counts)
  }

  /// Where a task's rows begin.
  private static func share(_ task: Int, of tasks: Int, rows: Int) -> Int {
    rows / tasks * task + min(task, rows % tasks)
  }

  /// The smallest and the largest number of two columns.
  private static func reach<Index: ClassIndex>(
    _ truth: UnsafeBufferPointer<Index>, _ predictions: UnsafeBufferPointer<Index>,
    from first: Index
  ) -> (least: Index, greatest: Index) {
    var (least, greatest) = (first, first)
    for column in [truth, predictions] {
      guard let values = column.baseAddress.map({ UnsafeRawPointer($0) }) else { continue }
      withUnsafeMutableBytes(of: &least) { least in
        withUnsafeMutableBytes(of: &greatest) { greatest in
          guard let least = least.baseAddress, let greatest = greatest.baseAddress else { return }
          switch Index.bitWidth {
          case 8:
            assay_reach_8(
              values.assumingMemoryBound(to: UInt8.self), column.count,
              least.assumingMemoryBound(to: UInt8.self),
              greatest.assumingMemoryBound(to: UInt8.self))
          case 32:
            assay_reach_32(
              values.assumingMemoryBound(to: Int32.self), column.count,
              least.assumingMemoryBound(to: Int32.self),
              greatest.assumingMemoryBound(to: Int32.self))
          default:
            assay_reach_64(
              values.assumingMemoryBound(to: Int64.self), column.count,
              least.assumingMemoryBound(to: Int64.self),
              greatest.assumingMemoryBound(to: Int64.self))
          }
        }
      }
    }
    return (least, greatest)
  }
}
