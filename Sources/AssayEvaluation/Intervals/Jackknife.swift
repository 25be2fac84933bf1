import AssayCore

/// Values with one row left out, for rows that fall into groups.
///
/// Rows of one group are alike, so that leaving out any of them gives the same value: one reading a
/// group, however many rows there are.
struct Jackknife: Sendable {
  /// The rows of each group, or their weight.
  let groups: [Double]
  /// What one row weighs: 1, or the mean weight of an effective row.
  let rowWeight: Double
  /// How many groups each stratum has, in order; rows of one stratum are one sample.
  let strata: [Int]

  init(groups: [Double], rowWeight: Double = 1, strata: [Int]? = nil) {
    self.groups = groups.map { $0.isFinite ? max(0, $0) : 0 }
    self.rowWeight = rowWeight
    self.strata = strata ?? [groups.count]
  }

  /// How many times the statistic is read.
  private var readings: Int { groups.reduce(0) { $0 + ($1 > 0 ? 1 : 0) } }

  /// What several readings give with one row of each group left out: one array a reading.
  ///
  /// Of a group that weighs less than a row all is left out, and the change taken in proportion.
  func values(
    readings: Int, cost: Int, _ read: @Sendable ([Double], inout [Double]) -> Void
  ) -> [[Double]] {
    var whole = [Double](repeating: .nan, count: readings)
    read(groups, &whole)
    let values = whole
    var table = [Double](repeating: .nan, count: readings * groups.count)
    let perTask = min(max(1, 250_000 / max(1, cost)), max(1, groups.count))
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run((groups.count + perTask - 1) / perTask) { task in
        var left = groups
        var found = values
        for group in task * perTask..<min(groups.count, (task + 1) * perTask)
        where groups[group] > 0 {
          let removed = min(rowWeight, groups[group])
          left[group] = groups[group] - removed
          read(left, &found)
          left[group] = groups[group]
          for reading in 0..<readings {
            table[reading * groups.count + group] =
              removed == rowWeight
              ? found[reading]
              : values[reading] + (found[reading] - values[reading]) * (rowWeight / removed)
          }
        }
      }
    }
    return (0..<readings).map { Array(table[$0 * groups.count..<($0 + 1) * groups.count]) }
  }

  /// All readings together visit this many groups at most.
  private static let mostVisits = 200_000_000

  /// The acceleration of each reading, or why there is none.
  func accelerations(
    readings: Int, cost: Int, _ read: @Sendable ([Double], inout [Double]) -> Void
  ) -> [Result<Double, Estimate.MissingInterval>] {
    let visits = self.readings.multipliedReportingOverflow(by: groups.count * readings)
    guard !visits.overflow, visits.partialValue <= Self.mostVisits else {
      return [Result](repeating: .failure(.tooManyLeftOut), count: readings)
    }
    return values(readings: readings, cost: cost, read).map {
      acceleration(of: $0).map { .success($0) } ?? .failure(.accelerationUndefined)
    }
  }

  /// The acceleration of BCa from the values with one row of each group left out.
  ///
  /// With n rows in a stratum, U = (n − 1)(θ̄ − θ₍ᵢ₎) and sums over the rows of each stratum,
  /// a = Σ (Σ U³ / n³) / 6 (Σ (Σ U² / n²))^³⁄²; with one stratum, Σ(θ̄ − θ₍ᵢ₎)³ / 6 (Σ(θ̄ − θ₍ᵢ₎)²)^³⁄².
  ///
  /// - Returns: nil where a value is undefined or none differs.
  func acceleration(of values: [Double]) -> Double? {
    var cubes = 0.0
    var squares = 0.0
    var start = 0
    for width in strata {
      let range = start..<min(start + width, groups.count)
      start += width
      var rows = 0.0
      var sum = 0.0
      for group in range where groups[group] > 0 {
        rows += groups[group] / rowWeight
        sum += groups[group] / rowWeight * values[group]
      }
      guard rows > 0 else { continue }
      let mean = sum / rows
      for group in range where groups[group] > 0 {
        let influence = (rows - 1) / rows * (mean - values[group])
        let square = groups[group] / rowWeight * influence * influence
        squares += square
        cubes += square * influence
      }
    }
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    return acceleration.isFinite ? acceleration : nil
  }
}
