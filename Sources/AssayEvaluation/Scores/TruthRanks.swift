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
  private var width = 0
  /// The rows whose truth stands at each place.
  private var ranks: Cells
  /// The same of single scores with 0 as the threshold.
  private var ranksAtZero = Cells(count: 2)
  /// Whether no score was below 0 or above 1.
  private var isWithinUnit = true

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
    if let bad = scores.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(field: "scores", index: bad, value: Double(scores[bad]))
    }
    try Columns.check(weights: weights, like: truth.count, "truth")
    guard !truth.isEmpty else { return }
    self.width = width
    if weights != nil {
      ranks.becomeWeighted()
      ranksAtZero.becomeWeighted()
    }
    if width == 1 {
      add(truth, singles: scores, weights)
    } else {
      add(truth, scores, weights)
    }
  }

  private mutating func add<Score: BinaryFloatingPoint>(
    _ truth: [Int32], singles: [Score], _ weights: [Double]?
  ) {
    for row in truth.indices {
      let score = singles[row]
      isWithinUnit = isWithinUnit && score >= 0 && score <= 1
      let rank = (score > 0.5) == (truth[row] == 1) ? 0 : 1
      let rankAtZero = (score > 0) == (truth[row] == 1) ? 0 : 1
      if let weights {
        ranks.add(rank, weight: weights[row])
        ranksAtZero.add(rankAtZero, weight: weights[row])
      } else {
        ranks.add(rank)
        ranksAtZero.add(rankAtZero)
      }
    }
  }

  @specialized(where Score == Double)
  @specialized(where Score == Float)
  private mutating func add<Score: BinaryFloatingPoint>(
    _ truth: [Int32], _ scores: [Score], _ weights: [Double]?
  ) {
    let width = width
    scores.withUnsafeBufferPointer { scores in
      for row in truth.indices {
        let start = row &* width
        let position = start &+ Int(truth[row])
        let score = scores[position]
        var rank: Int32 = 0
        for column in start..<position { rank &+= scores[column] > score ? 1 : 0 }
        for column in (position &+ 1)..<(start &+ width) {
          rank &+= scores[column] >= score ? 1 : 0
        }
        if let weights {
          ranks.add(Int(rank), weight: weights[row])
        } else {
          ranks.add(Int(rank))
        }
      }
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
