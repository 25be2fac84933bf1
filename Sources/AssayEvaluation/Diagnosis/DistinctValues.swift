/// The different values of a column, in the order in which they come, with how often each does.
struct DistinctValues<Value: Hashable> {
  /// Each value once.
  private(set) var values: [Value] = []
  /// The row in which each is met first.
  private(set) var firstRows: [Int] = []
  /// How often each comes.
  private(set) var counts: [Int] = []
  /// The rows looked at.
  let rowCount: Int

  /// Looks a column over, until more than so many values were met.
  init(_ column: [Value], atMost limit: Int = .max) {
    rowCount = column.count
    var places: [Value: Int] = [:]
    for (row, value) in column.enumerated() {
      if let place = places[value] {
        counts[place] += 1
        continue
      }
      guard values.count <= limit else { return }
      places[value] = values.count
      values.append(value)
      firstRows.append(row)
      counts.append(1)
    }
  }
}
