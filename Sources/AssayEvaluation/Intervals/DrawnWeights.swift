/// Rows to be drawn anew, alone or in groups, each draw a weight for every row.
struct DrawnWeights: Sendable {
  /// What each row weighs by itself.
  private let weights: [Double]
  private let isWeighted: Bool
  /// What is drawn that each row belongs to: itself or its group, strata after each other.
  private let units: [Int]
  private let unitCount: Int
  private let strata: [Int]?
  private let resampled: Interval.Resampled

  /// Rows that are drawn alone.
  init(
    rows: Int, weights: [Double]?, strata: [Int]?, isStratified: Bool
  ) throws(EvaluationError) {
    guard rows > 0 else { throw .empty(field: "rows") }
    self.weights = weights ?? [Double](repeating: 1, count: rows)
    isWeighted = weights != nil
    unitCount = rows
    resampled = isStratified ? .rowsOfEachClass : .rows
    guard isStratified else {
      units = Array(0..<rows)
      self.strata = nil
      return
    }
    guard let strata else {
      throw .invalidParameter(
        name: "strata", value: "nil", expected: "the class of each row, for stratified resamples")
    }
    guard strata.count == rows else {
      throw .lengthsDiffer(field: "strata", count: strata.count, expected: rows, of: "rows")
    }
    let order = strata.indices.sorted { (strata[$0], $0) < (strata[$1], $1) }
    var units = [Int](repeating: 0, count: rows)
    var sizes: [Int] = []
    for (unit, row) in order.enumerated() {
      units[row] = unit
      if unit > 0, strata[order[unit - 1]] == strata[row] {
        sizes[sizes.count - 1] += 1
      } else {
        sizes.append(1)
      }
    }
    self.units = units
    self.strata = sizes
  }

  /// Rows that are drawn with their group.
  init<Group: Hashable & Sendable>(
    groups: [Group], weights: [Double]?
  ) throws(EvaluationError) {
    try Columns.check(notEmpty: groups, "groups")
    self.weights = weights ?? [Double](repeating: 1, count: groups.count)
    isWeighted = weights != nil
    strata = nil
    var index = ClassIndex<Group>()
    let found = groups.map { index.insert($0) }
    // The natural order, so that the order of rows does not show in what is drawn.
    let moved = index.settle()
    units = found.map { moved[$0] }
    unitCount = moved.count
    resampled = .groups(moved.count)
  }

  /// The rows' weights when each unit counts as often as it was drawn.
  private func weights(_ counts: [Double]) -> [Double] {
    weights.indices.map { weights[$0] * counts[units[$0]] }
  }

  /// A number with its interval.
  func estimate(
    _ name: String, _ title: String?, _ level: Double, _ resampling: Resampling,
    _ reading: @escaping @Sendable (_ weights: [Double]) throws -> Double
  ) throws -> Estimate {
    let value = try reading(weights)
    do throws(Estimate.MissingInterval) {
      let interval = try interval(of: value, level, resampling) { (try? reading($0)) ?? .nan }
      return Estimate(name: name, title: title, value: value, interval: interval)
    } catch {
      return Estimate(name: name, title: title, value: value, missing: error)
    }
  }

  private func interval(
    of value: Double, _ level: Double, _ resampling: Resampling,
    _ reading: @escaping @Sendable (_ weights: [Double]) -> Double
  ) throws(Estimate.MissingInterval) -> Interval {
    guard value.isFinite else { throw .valueUndefined }
    if case .groups(let count) = resampled, count < 2 { throw .tooFewGroups(count) }
    guard
      Double(weights.count) * Double(resampling.resamples)
        <= Double(IntervalsOfStatistics.mostDraws)
    else { throw .tooManyRows }
    let cost = 50 * weights.count
    let read: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
      readings[0] = reading(weights(counts))
    }
    let ones = [Int](repeating: 1, count: unitCount)
    let values = Bootstrap(
      of: ones, strata: strata, resamples: resampling.resamples, seed: resampling.seed
    ).values(readings: 1, cost: cost, read)[0]
    let ends = try resampling.ends(of: values, value: value, level: level) {
      Jackknife(groups: ones.map(Double.init), strata: strata)
        .accelerations(readings: 1, cost: cost, read)[0]
    }
    return Interval(
      low: ends.low, high: ends.high, level: level, method: resampling.method(of: resampled),
      effectiveCount: isWeighted ? EffectiveCount(weights: weights).value : nil)
  }
}
