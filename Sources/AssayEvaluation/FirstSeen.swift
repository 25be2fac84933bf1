/// Values numbered in the order in which they are first met.
struct FirstSeen {
  /// The number of each row's value.
  private(set) var numbers: [Int32]
  /// The row in which each number is first met.
  private(set) var rows: [Int] = []

  /// Flags, numbered.
  init(_ flags: [Bool]) {
    numbers = [Int32](repeating: 0, count: flags.count)
    guard let first = flags.first else { return }
    rows = [0]
    for row in flags.indices { numbers[row] = flags[row] == first ? 0 : 1 }
    if let other = flags.firstIndex(of: !first) { rows.append(other) }
  }

  /// Whole numbers that lie close enough together for a table; nil for others.
  init?<Value: FixedWidthInteger>(_ values: [Value]) {
    numbers = []
    guard var least = values.first else { return }
    var greatest = least
    for value in values {
      least = Swift.min(least, value)
      greatest = Swift.max(greatest, value)
    }
    guard let first = Int(exactly: least), let last = Int(exactly: greatest) else { return nil }
    let (width, overflows) = last.subtractingReportingOverflow(first)
    guard !overflows, width <= max(256, values.count) else { return nil }

    var table = [Int32](repeating: -1, count: width + 1)
    var rows: [Int] = []
    numbers = [Int32](unsafeUninitializedCapacity: values.count) { numbers, count in
      for row in values.indices {
        let code = Int(truncatingIfNeeded: values[row]) &- first
        if table[code] < 0 {
          table[code] = Int32(truncatingIfNeeded: rows.count)
          rows.append(row)
        }
        numbers[row] = table[code]
      }
      count = values.count
    }
    self.rows = rows
  }

  /// The numbers replaced by the positions of the values they stand for.
  consuming func renumbered(_ positions: [Int32]) -> [Int32] {
    Self.renumber(&numbers, with: positions)
    return numbers
  }

  /// Replaces each number i by `positions[i]`.
  static func renumber(_ numbers: inout [Int32], with positions: [Int32]) {
    if positions.indices.allSatisfy({ Int(positions[$0]) == $0 }) { return }
    numbers.withUnsafeMutableBufferPointer { numbers in
      for row in numbers.indices { numbers[row] = positions[Int(numbers[row])] }
    }
  }
}
