package import AssayCore

extension ConfusionMatrix {
  /// Counts rows whose labels are flags or whole numbers that lie close together: straight from the
  /// columns, without an array of positions.
  ///
  /// - Returns: false, and nothing is counted, for other labels, and where a label is unknown.
  mutating func count(_ labels: [Label], _ predictions: [Label]) -> Bool {
    if let table = Self.tableOfFlags(labels, predictions) {
      return add(table) { ($0 == 1) as? Label }
    }
    if let table = Self.table(labels, predictions, of: Int32.self) {
      return add(table) { Int32(truncatingIfNeeded: $0) as? Label }
    }
    if let table = Self.table(labels, predictions, of: Int.self) {
      return add(table) { $0 as? Label }
    }
    if let table = Self.table(labels, predictions, of: Int64.self) {
      return add(table) { Int64($0) as? Label }
    }
    if let table = Self.table(labels, predictions, of: UInt8.self) {
      return add(table) { UInt8(truncatingIfNeeded: $0) as? Label }
    }
    return false
  }

  /// Adds rows whose labels lie in memory of others, if the kernels can count them there.
  ///
  /// - Returns: Whether they were counted.
  package mutating func count<Number: AssayCore.ClassIndex>(
    truth: UnsafeBufferPointer<Number>, predictions: UnsafeBufferPointer<Number>
  ) -> Bool where Label: FixedWidthInteger {
    guard let table = Counting.table(truth: truth, predictions: predictions) else { return false }
    return add(table) { Label(exactly: $0) }
  }

  private static func tableOfFlags(_ labels: [Label], _ predictions: [Label]) -> PairTable? {
    guard let truth = KnownLabels.cast(labels, to: Bool.self),
      let predicted = KnownLabels.cast(predictions, to: Bool.self)
    else { return nil }
    return truth.withUnsafeBytes { truth in
      predicted.withUnsafeBytes { predicted in
        // A flag is a byte, 0 or 1.
        Counting.table(
          truth: truth.assumingMemoryBound(to: UInt8.self),
          predictions: predicted.assumingMemoryBound(to: UInt8.self))
      }
    }
  }

  private static func table<Number: AssayCore.ClassIndex>(
    _ labels: [Label], _ predictions: [Label], of type: Number.Type
  ) -> PairTable? {
    guard let truth = KnownLabels.cast(labels, to: Number.self),
      let predicted = KnownLabels.cast(predictions, to: Number.self)
    else { return nil }
    return Counting.table(truth: truth, predictions: predicted)
  }

  /// Adds a table of numbers that stand for labels; those that do not occur are no classes.
  private mutating func add(_ table: PairTable, _ label: (Int) -> Label?) -> Bool {
    var numbers: [Int] = []
    for number in 0..<table.width {
      let occurs = (0..<table.width).contains {
        table.counts[number * table.width + $0] > 0 || table.counts[$0 * table.width + number] > 0
      }
      if occurs { numbers.append(number) }
    }
    var newIndex = index
    for number in numbers {
      guard let label = label(table.least + number) else { return false }
      if isOpen {
        _ = newIndex.insert(label)
      } else if newIndex.position(of: label) == nil {
        return false
      }
    }
    if newIndex.classes.count > classes.count {
      let moved = newIndex.settle()
      adopt(newIndex, moved: moved)
    }
    let positions = numbers.map { number in
      label(table.least + number).flatMap { index.position(of: $0) } ?? 0
    }
    let width = classes.count
    for (row, position) in zip(numbers, positions) {
      for (column, other) in zip(numbers, positions) {
        let times = table.counts[row * table.width + column]
        if times > 0 { storage.add(position * width + other, times: times) }
      }
    }
    return true
  }
}
