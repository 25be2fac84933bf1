import AssayEvaluation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How large a matrix may become: it keeps a cell for each pair of classes, and none may be counted
/// past what an integer or a double can hold.
enum MatrixSize {
  /// The square of so many is just below 2²⁹ cells, 4 GiB.
  static let mostClasses = 23_170

  /// Up to here doubles hold every whole number.
  static let mostRows = 0x1p53

  /// Looks for room for the cells of some classes.
  static func check(classes count: Int) throws {
    guard count <= mostClasses, isRoom(forCells: count * count) else {
      throw CallFault.tooManyClasses(count)
    }
  }

  /// Looks for room for the classes that rows would bring into a matrix.
  static func check(_ columns: [[Int64]], into matrix: ConfusionMatrix<Int64>) throws {
    let known = matrix.classes.count
    guard matrix.isOpen, known + columns.reduce(0, { $0 + $1.count }) > mostClasses else { return }
    let reaches = columns.compactMap { column in
      column.min().flatMap { least in column.max().map { least...$0 } }
    }
    guard let least = reaches.map(\.lowerBound).min(),
      let greatest = reaches.map(\.upperBound).max()
    else { return }
    // No more labels than there are numbers between the least and the greatest.
    let (reach, overflows) = greatest.subtractingReportingOverflow(least)
    if !overflows, reach < mostClasses - known { return }
    var classes = Set(matrix.classes)
    for column in columns {
      for label in column where classes.insert(label).inserted {
        guard classes.count <= mostClasses else { throw CallFault.tooManyClasses(classes.count) }
      }
    }
    try check(classes: classes.count)
  }

  /// Looks for room for two matrices in one.
  static func check(_ one: ConfusionMatrix<Int64>, and other: ConfusionMatrix<Int64>) throws {
    if one.classes != other.classes {
      try check(classes: Set(one.classes).union(other.classes).count)
    }
    // Sums of weights hold any number.
    guard one.isWeighted || other.isWeighted || one.total + other.total <= mostRows else {
      throw EvaluationError.cannotMerge(
        what: "matrices of more than 2⁵³ rows", one: "\(one.total)", other: "\(other.total)")
    }
  }

  /// Looks at a matrix that came as bytes.
  static func check(decoded matrix: ConfusionMatrix<Int64>) throws {
    try check(classes: matrix.classes.count)
    guard matrix.isWeighted || matrix.total <= mostRows else {
      throw EvaluationError.undecodable(
        .invalid(
          offset: 0, field: "cells", found: "\(matrix.total) rows", expected: "at most 2⁵³"))
    }
  }

  /// Whether memory for the cells, as sums of weights and once more as they are read, can be had.
  private static func isRoom(forCells cells: Int) -> Bool {
    guard cells > 1 << 20 else { return true }
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 64, 40 * cells) == 0 else { return false }
    free(memory)
    return true
  }
}
