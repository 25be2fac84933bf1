/// A classifier's statistics for each group of rows that belong together: a patient, a user, an
/// image.
///
/// Rows of one group are alike, so that ten rows of one patient say less than one row of each of ten
/// patients. Kept by group they tell how much: ``estimates(_:level:resampling:)`` draws whole groups
/// anew.
///
/// ```swift
/// var seen = try GroupedStatistics<String>(classCount: 2)
/// try seen.update(
///   truth: [1, 1, 0, 0], outputs: [0.9, 0.8, 0.3, 0.6], width: 1,
///   groups: ["ann", "ann", "bob", "eve"])
/// print(seen.whole[.accuracy])         // 0.75
/// print(seen["ann"]?[.accuracy] ?? 0)  // 1.0
/// ```
///
/// The order in which groups are seen does not show: they are kept in natural order (false before
/// true, `<` where groups are comparable, else by description).
///
/// - Complexity: memory of one ``ClassifierStatistics`` for each group, and one for all.
///
/// For labels instead of positions, see ``GroupedEvaluation``.
public struct GroupedStatistics<Group: Hashable & Sendable>: Summary {
  /// The statistics of all rows.
  public private(set) var whole: ClassifierStatistics
  private var index = ClassIndex<Group>()
  /// The statistics of each group, in the groups' order.
  private(set) var parts: [ClassifierStatistics] = []
  let empty: ClassifierStatistics

  /// Statistics of no rows yet.
  ///
  /// Parameters and errors as of ``ClassifierStatistics``.
  public init(
    classCount: Int, positive: Int? = nil, threshold: Double = 0.5,
    parts: ClassifierStatistics.Parts = .all
  ) throws(EvaluationError) {
    empty = try ClassifierStatistics(
      classCount: classCount, positive: positive, threshold: threshold, parts: parts)
    whole = empty
  }

  /// The groups seen, in natural order.
  public var groups: [Group] { index.classes }

  /// The statistics of one group; nil for one never seen.
  public subscript(group: Group) -> ClassifierStatistics? {
    index.position(of: group).map { parts[$0] }
  }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: the position of each row's class.
  ///   - outputs: row after row, 1 value or one for each class.
  ///   - width: values a row.
  ///   - groups: the group of each row.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` as ``ClassifierStatistics``, or where there is not one group for
  ///   each row or a group is a number that is not finite; the statistics are then unchanged.
  public mutating func update(
    truth: [Int32], outputs: [Double], width: Int, groups: [Group], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try add(truth, groups) { (statistics, rows) throws(EvaluationError) in
      guard let rows else {
        return try statistics.update(
          truth: truth, outputs: outputs, width: width, weights: weights)
      }
      try statistics.update(
        truth: rows.map { truth[$0] },
        outputs: rows.flatMap { outputs[$0 * width..<($0 + 1) * width] }, width: width,
        weights: weights.map { weights in rows.map { weights[$0] } })
    }
  }

  /// Adds a batch of rows of Float outputs, read as the Doubles they are.
  ///
  /// Parameters and errors as for Double.
  @_disfavoredOverload  // literals are Double
  public mutating func update(
    truth: [Int32], outputs: [Float], width: Int, groups: [Group], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try update(
      truth: truth, outputs: outputs.map(Double.init), width: width, groups: groups,
      weights: weights)
  }

  /// Counts a batch of predicted positions, where there are no scores and only counts are kept.
  ///
  /// - Throws: ``EvaluationError``; the statistics are then unchanged.
  public mutating func update(
    truth: [Int32], predictions: [Int32], groups: [Group], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try add(truth, groups) { (statistics, rows) throws(EvaluationError) in
      guard let rows else {
        return try statistics.update(truth: truth, predictions: predictions, weights: weights)
      }
      try statistics.update(
        truth: rows.map { truth[$0] }, predictions: rows.map { predictions[$0] },
        weights: weights.map { weights in rows.map { weights[$0] } })
    }
  }

  /// Adds rows to the whole, which finds what is wrong with them, then to each group.
  ///
  /// - Parameter update: Adds the rows given to statistics, all of them for nil.
  private mutating func add(
    _ truth: [Int32], _ groups: [Group],
    _ update: (inout ClassifierStatistics, [Int]?) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    try Columns.check(groups, "groups", like: truth, "truth")
    try KnownLabels.check(finite: groups, "groups")
    try update(&whole, nil)
    var known = index
    let found = try ConfusionMatrix.encode(groups, "groups", into: &known, isOpen: true)
    let positions = adopt(known)
    var rows = [[Int]](repeating: [], count: parts.count)
    for (row, group) in found.enumerated() { rows[positions[Int(group)]].append(row) }
    for (group, rows) in rows.enumerated() where !rows.isEmpty {
      try update(&parts[group], rows)
    }
  }

  /// Takes an index that knows more groups, and puts all groups in their order.
  ///
  /// - Returns: The position of each of its groups.
  private mutating func adopt(_ known: ClassIndex<Group>) -> [Int] {
    var settled = known
    let positions = settled.settle()
    guard known.classes.count > parts.count else { return positions }
    var ordered = [ClassifierStatistics](repeating: empty, count: positions.count)
    for group in parts.indices { ordered[positions[group]] = parts[group] }
    (parts, index) = (ordered, settled)
    return positions
  }

  /// Takes statistics of all rows and of each group, in the order of an index.
  mutating func adopt(
    _ known: ClassIndex<Group>, whole: ClassifierStatistics, parts: [ClassifierStatistics]
  ) {
    self.whole = whole
    let positions = adopt(known)
    for (part, position) in zip(parts, positions) { self.parts[position] = part }
  }

  /// Adds what others have seen; groups of the same name are one group.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` as ``ClassifierStatistics``; nothing
  ///   changes then.
  public mutating func merge(_ other: GroupedStatistics) throws(EvaluationError) {
    try whole.merge(other.whole)
    var known = index
    let found = other.groups.map { known.insert($0) }
    let positions = adopt(known)
    for (part, group) in zip(other.parts, found) { try parts[positions[group]].merge(part) }
  }

  /// Whether both saw the same rows in the same groups.
  public static func == (one: Self, other: Self) -> Bool {
    one.groups == other.groups && one.whole == other.whole && one.parts == other.parts
  }
}
