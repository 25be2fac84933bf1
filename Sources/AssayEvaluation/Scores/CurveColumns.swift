internal import AssayCore

/// Three columns of numbers, of which as many are written as there are points.
enum CurveColumns {
  /// What a column is written to.
  typealias Column = UnsafeMutableBufferPointer<Double>

  /// Makes three columns.
  ///
  /// - Parameters:
  ///   - capacity: the most points there may be.
  ///   - write: writes them, and returns how many of each column count: the first ones.
  static func make(
    capacity: Int, _ write: (Column, Column, Column) -> (Int, Int, Int)
  ) -> ([Double], [Double], [Double]) {
    var counts = (0, 0, 0)
    var second: [Double] = []
    var third: [Double] = []
    let first = [Double](unsafeUninitializedCapacity: capacity) { one, used in
      second = [Double](unsafeUninitializedCapacity: capacity) { two, used in
        third = [Double](unsafeUninitializedCapacity: capacity) { three, used in
          for column in [one, two, three] { Ranking.expectWrites(to: column) }
          counts = write(one, two, three)
          used = counts.2
        }
        used = counts.1
      }
      used = counts.0
    }
    return (first, second, third)
  }
}
