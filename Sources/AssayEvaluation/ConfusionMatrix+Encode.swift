extension ConfusionMatrix {
  /// The position of each label; new labels are appended where the matrix is open.
  ///
  /// Flags and whole numbers that lie close together are looked up in a table; any other labels
  /// are compared or hashed.
  static func encode(
    _ labels: [Label], _ field: String, into index: inout ClassIndex<Label>, isOpen: Bool
  ) throws(EvaluationError) -> [Int32] {
    if let seen = FirstSeen(labels: labels) {
      var positions: [Int32] = []
      for row in seen.rows {
        positions.append(try position(labels, row, field, in: &index, isOpen: isOpen))
      }
      return seen.renumbered(positions)
    }
    return try search(labels, field, into: &index, isOpen: isOpen)
  }

  @specialized(where Label == Int)
  @specialized(where Label == String)
  private static func search(
    _ labels: [Label], _ field: String, into index: inout ClassIndex<Label>, isOpen: Bool
  ) throws(EvaluationError) -> [Int32] {
    var positions = [Int32](repeating: 0, count: labels.count)
    for row in labels.indices {
      positions[row] = try position(labels, row, field, in: &index, isOpen: isOpen)
    }
    return positions
  }

  private static func position(
    _ labels: [Label], _ row: Int, _ field: String, in index: inout ClassIndex<Label>,
    isOpen: Bool
  ) throws(EvaluationError) -> Int32 {
    if isOpen { return Int32(truncatingIfNeeded: index.insert(labels[row])) }
    guard let position = index.position(of: labels[row]) else {
      throw .unknownLabel(
        field: field, index: row, label: String(describing: labels[row]), classes: index.names)
    }
    return Int32(truncatingIfNeeded: position)
  }
}
