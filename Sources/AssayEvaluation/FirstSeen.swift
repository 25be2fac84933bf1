/// The distinct values of a column of flags or of whole numbers close together, in the order in which
/// they are first met.
struct FirstSeen {
  /// A number for each row, the same for equal values and from 0 up.
  private var codes: [Int32]
  /// The row in which each value is first met.
  private(set) var rows: [Int] = []

  /// The values of labels; nil where labels are of another type, or far apart.
  init?<Label>(labels: [Label]) {
    if let flags = KnownLabels.cast(labels, to: Bool.self) {
      self.init(flags)
      return
    }
    let seen =
      KnownLabels.cast(labels, to: Int.self).flatMap(FirstSeen.init)
      ?? KnownLabels.cast(labels, to: Int32.self).flatMap(FirstSeen.init)
      ?? KnownLabels.cast(labels, to: Int64.self).flatMap(FirstSeen.init)
      ?? KnownLabels.cast(labels, to: UInt8.self).flatMap(FirstSeen.init)
    guard let seen else { return nil }
    self = seen
  }

  /// Flags.
  init(_ flags: [Bool]) {
    codes = flags.map { $0 ? 1 : 0 }
    rows = [flags.firstIndex(of: false), flags.firstIndex(of: true)].compactMap { $0 }.sorted()
  }

  /// Whole numbers that lie close enough together for a table; nil for others.
  init?<Value: FixedWidthInteger>(_ values: [Value]) {
    codes = []
    guard var least = values.first else { return }
    var greatest = least
    for value in values {
      least = Swift.min(least, value)
      greatest = Swift.max(greatest, value)
    }
    guard let lowest = Int(exactly: least), let last = Int(exactly: greatest) else { return nil }
    // Small numbers are their own codes.
    let most = max(256, values.count)
    let first = lowest >= 0 && last <= most ? 0 : lowest
    let (width, overflows) = last.subtractingReportingOverflow(first)
    guard !overflows, width <= most, width < Int(Int32.max) else { return nil }

    if first == 0, let own = KnownLabels.cast(values, to: Int32.self) {
      codes = own
    } else {
      codes = values.map { Int32(truncatingIfNeeded: Int(truncatingIfNeeded: $0) &- first) }
    }
    rows = Self.firstRows(codes, count: width + 1)
  }

  /// The row in which each of `count` numbers is first met, in ascending order.
  private static func firstRows(_ codes: [Int32], count: Int) -> [Int] {
    // From the last row to the first, so that the first one stays: no row waits for another.
    var first = [Int](repeating: -1, count: count)
    first.withUnsafeMutableBufferPointer { first in
      codes.withUnsafeBufferPointer { codes in
        var row = codes.count
        while row > 0 {
          row &-= 1
          first[Int(codes[row])] = row
        }
      }
    }
    guard count > 1_024 else { return first.filter { $0 >= 0 }.sorted() }
    return codes.indices.filter { first[Int(codes[$0])] == $0 }
  }

  /// For each row the position of its value, `positions` being those of the values first met in
  /// ``rows``.
  consuming func renumbered(_ positions: [Int32]) -> [Int32] {
    let values = rows.map { codes[$0] }
    var table = [Int32](repeating: 0, count: Int(values.max() ?? 0) + 1)
    for (value, position) in zip(values, positions) { table[Int(value)] = position }
    if values == positions { return codes }
    Self.renumber(&codes, with: table)
    return codes
  }

  /// Replaces each number i by `positions[i]`.
  static func renumber(_ numbers: inout [Int32], with positions: [Int32]) {
    if positions.indices.allSatisfy({ Int(positions[$0]) == $0 }) { return }
    numbers.withUnsafeMutableBufferPointer { numbers in
      for row in numbers.indices { numbers[row] = positions[Int(numbers[row])] }
    }
  }
}
