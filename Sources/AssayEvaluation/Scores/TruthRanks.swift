/// At which place the true class stands when the classes are ordered by score: what top-k accuracy
/// is read from, for every k at once.
///
/// ```swift
/// var ranks = try TruthRanks(classCount: 3)
/// try ranks.update(
///   truth: [0, 1, 2], scores: [0.5, 0.2, 0.3, 0.4, 0.3, 0.3, 0.2, 0.4, 0.3], width: 3)
/// print(ranks.topKAccuracy(1), ranks.topKAccuracy(2))  // 0.3333333333333333 0.6666666666666666
/// ```
///
/// **Ties:** of equal scores the one of the later class comes first.
///
/// **Two classes, one score a row:** the later class comes first where the score is > ½ if all
/// scores are in 0 ... 1, and > 0 if any is not.
///
/// Equal in any order and any split, also under weights.
///
/// scikit-learn: `top_k_accuracy_score`.
public struct TruthRanks: Summary {
  /// The number of classes.
  public let classCount: Int
  /// Scores a row of what was seen; 0 while nothing was.
  var width = 0
  /// The rows whose truth stands at each place.
  var ranks: Cells
  /// The same of single scores with 0 as the threshold.
  var ranksAtZero = Cells(count: 2)
  /// Whether no score was below 0 or above 1.
  var isWithinUnit = true

  /// Ranks of no rows.
  ///
  /// - Throws: ``EvaluationError/tooFewClasses(count:needed:)`` for fewer than two classes.
  public init(classCount: Int) throws(EvaluationError) {
    guard classCount >= 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
    self.classCount = classCount
    ranks = Cells(count: classCount)
  }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: the position of each row's class.
  ///   - scores: row after row: one of the class at position 1, or one for each class.
  ///   - width: scores a row, 1 (of two classes) or ``classCount``.
  ///   - weights: what each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when lengths do not fit, a position is no class, or a score or a
  ///   weight is not finite; the ranks are then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    truth: [Int32], scores: [Score], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try OutputRows.checkShape(
      rows: truth.count, values: scores.count, width: width, classCount: classCount,
      field: "scores")
    guard self.width == 0 || self.width == width else {
      throw .wrongWidth(field: "scores", width: width, expected: [self.width])
    }
    if let bad = truth.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
      throw .unknownPosition(
        field: "truth", index: bad, position: Int(truth[bad]), classCount: classCount)
    }
    try Columns.check(weights: weights, like: truth.count, "truth")
    guard let seen = PlacesOfTruth(truth, scores, width: width) else {
      let bad = scores.firstIndex { !$0.isFinite } ?? 0
      throw .notFinite(field: "scores", index: bad, value: Double(scores[bad]))
    }
    guard !truth.isEmpty else { return }
    self.width = width
    isWithinUnit = isWithinUnit && seen.isWithinUnit
    Self.add(seen.places, to: &ranks, classCount, weights)
    Self.add(seen.placesAtZero, to: &ranksAtZero, 2, weights)
  }

  /// Counts places, each row's weight or 1.
  private static func add(
    _ places: [Int32], to cells: inout Cells, _ count: Int, _ weights: [Double]?
  ) {
    if let weights {
      cells.becomeWeighted()
      for row in places.indices { cells.add(Int(places[row]), weight: weights[row]) }
    } else {
      var counts = [Int](repeating: 0, count: count)
      counts.withUnsafeMutableBufferPointer { counts in
        for place in places { counts[Int(place)] &+= 1 }
      }
      for (place, times) in counts.enumerated() { cells.add(place, times: times) }
    }
  }

  /// Adds what other ranks have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of classes or of
  ///   scores a row differ; nothing changes then.
  public mutating func merge(_ other: TruthRanks) throws(EvaluationError) {
    guard classCount == other.classCount else {
      throw .cannotMerge(what: "class counts", one: "\(classCount)", other: "\(other.classCount)")
    }
    guard width == other.width || width == 0 || other.width == 0 else {
      throw .cannotMerge(what: "scores a row", one: "\(width)", other: "\(other.width)")
    }
    width = max(width, other.width)
    ranks.merge(other.ranks) { $0 }
    ranksAtZero.merge(other.ranksAtZero) { $0 }
    isWithinUnit = isWithinUnit && other.isWithinUnit
  }

  /// The rows (or their weight) whose truth stands at each place, the first place first.
  public var counts: [Double] { width == 1 && !isWithinUnit ? ranksAtZero.values : ranks.values }

  /// All rows, or the sum of their weights.
  public var total: Double { counts.reduce(0, +) }
}
