/// A row that may have any number of labels: a `Set` of them, or a row of flags, one for each label.
///
/// The one-shot functions take columns of either: `[Set<String>]`, whose labels are those that
/// occur, in natural order, or `[[Bool]]`, whose labels are the positions in a row.
///
/// ```swift
/// try f1Score(
///   labels: [["sun", "sea"], []], predictions: [["sea"], ["snow"]] as [Set<String>],
///   average: .micro)                                                    // 0.5
/// try hammingLoss(
///   labels: [[true, false], [true, true]], predictions: [[true, true], [true, true]])  // 0.25
/// ```
///
/// scikit-learn: label indicators. Rows of a single flag are sets here, where scikit-learn takes
/// them for two classes.
public protocol LabelSet: Hashable {
  /// What the labels are.
  associatedtype Label: Hashable

  /// The labels of two columns of rows, in order.
  ///
  /// - Throws: ``EvaluationError`` when rows do not have the same labels to say yes or no to.
  static func labels(
    of truth: [Self], and predictions: [Self]
  ) throws(EvaluationError) -> [Label]

  /// Row after row, whether it has each of the labels.
  ///
  /// - Throws: ``EvaluationError`` when a label is repeated or cannot be in a row.
  static func indicators(
    of rows: [Self], over labels: [Label], field: String
  ) throws(EvaluationError) -> [Bool]
}

extension Set: LabelSet {
  /// What the labels are.
  public typealias Label = Element

  /// The labels that occur, in natural order.
  public static func labels(
    of truth: [Set<Element>], and predictions: [Set<Element>]
  ) throws(EvaluationError) -> [Element] {
    var all = Set()
    for row in truth { all.formUnion(row) }
    for row in predictions { all.formUnion(row) }
    return NaturalOrder.sorted(Array(all))
  }

  /// Row after row, whether it holds each of the labels; others are left out.
  public static func indicators(
    of rows: [Set<Element>], over labels: [Element], field: String
  ) throws(EvaluationError) -> [Bool] {
    var positions: [Element: Int] = [:]
    for (position, label) in labels.enumerated() {
      guard positions.updateValue(position, forKey: label) == nil else {
        throw .duplicateClass(String(describing: label))
      }
    }
    var flags = [Bool](repeating: false, count: rows.count * labels.count)
    for (row, set) in rows.enumerated() {
      for label in set {
        guard let position = positions[label] else { continue }
        flags[row * labels.count + position] = true
      }
    }
    return flags
  }
}

extension Array: LabelSet where Element == Bool {
  /// What the labels are: positions in a row.
  public typealias Label = Int

  /// The positions in a row.
  public static func labels(
    of truth: [[Bool]], and predictions: [[Bool]]
  ) throws(EvaluationError) -> [Int] {
    guard let width = truth.first?.count else { return [] }
    try check(truth, "labels", width)
    try check(predictions, "predictions", width)
    return Array<Int>(0..<width)
  }

  private static func check(
    _ rows: [[Bool]], _ field: String, _ width: Int
  ) throws(EvaluationError) {
    guard let bad = rows.firstIndex(where: { $0.count != width }) else { return }
    throw .lengthsDiffer(
      field: "\(field)[\(bad)]", count: rows[bad].count, expected: width, of: "labels[0]")
  }

  /// Row after row, the flags at the positions given.
  public static func indicators(
    of rows: [[Bool]], over labels: [Int], field: String
  ) throws(EvaluationError) -> [Bool] {
    _ = try ClassIndex(given: labels)
    for width in Set(rows.map(\.count)).sorted() {
      if let bad = labels.firstIndex(where: { !(0..<width).contains($0) }) {
        throw .unknownPosition(
          field: field, index: bad, position: labels[bad], classCount: width)
      }
    }
    var flags: [Bool] = []
    flags.reserveCapacity(rows.count * labels.count)
    for row in rows {
      for label in labels { flags.append(row[label]) }
    }
    return flags
  }
}
