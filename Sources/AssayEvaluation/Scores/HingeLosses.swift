/// What decisions cost by the hinge loss: a mean that grows by batches and merges exactly.
///
///     two classes:   max(0, 1 − d)          d the decision, its sign turned for the first class
///     more:          max(0, 1 − (d_truth − greatest other d))
///
/// ```swift
/// var losses = try HingeLosses(classCount: 2)
/// try losses.update(truth: [0, 1, 1], decisions: [-2.18, 2.36, 0.09], width: 1)
/// print(losses.hingeLoss)  // 0.30333333333333334
/// ```
///
/// scikit-learn: `hinge_loss`. K. Crammer and Y. Singer, «On the algorithmic implementation of
/// multiclass kernel-based vector machines», 2001.
public struct HingeLosses: Summary {
  /// The number of classes.
  public let classCount: Int
  var rows = RowWeights()
  var hinges = MeanOfLosses()

  /// Losses of no rows yet.
  ///
  /// - Throws: ``EvaluationError/tooFewClasses(count:needed:)`` for fewer than two classes.
  public init(classCount: Int) throws(EvaluationError) {
    guard classCount >= 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
    self.classCount = classCount
  }

  init(knownClassCount: Int) { classCount = knownClassCount }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: the position of each row's class.
  ///   - decisions: row after row: one, above 0 for the class at position 1, or one for each class.
  ///   - width: decisions a row, 1 (of two classes) or ``classCount``.
  ///   - weights: what each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when lengths do not fit, a position is no class, or a decision
  ///   or a weight is not finite; the losses are then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    truth: [Int32], decisions: [Score], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try OutputRows.checkShape(
      rows: truth.count, values: decisions.count, width: width, classCount: classCount,
      field: "decisions")
    if let bad = truth.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
      throw .unknownPosition(
        field: "truth", index: bad, position: Int(truth[bad]), classCount: classCount)
    }
    try Columns.check(finite: decisions, "decisions")
    try Columns.check(weights: weights, like: truth.count, "truth")
    add(truth, decisions, width, weights)
  }

  @specialized(where Score == Double)
  @specialized(where Score == Float)
  private mutating func add<Score: BinaryFloatingPoint>(
    _ truth: [Int32], _ decisions: [Score], _ width: Int, _ weights: [Double]?
  ) {
    weights.withUnsafeBuffer { weights in
      rows.add(count: truth.count, weights: weights)
      hinges.add(rows: truth.count, weights: weights) { row in
        max(0, 1 - Self.margin(Int(truth[row]), decisions, row: row, width: width))
      }
    }
  }

  /// By how much the truth leads.
  @inline(__always)
  private static func margin<Score: BinaryFloatingPoint>(
    _ truth: Int, _ decisions: [Score], row: Int, width: Int
  ) -> Double {
    if width == 1 { return truth == 1 ? Double(decisions[row]) : -Double(decisions[row]) }
    let start = row * width
    var best = -Double.infinity
    for column in 0..<width where column != truth {
      best = max(best, Double(decisions[start + column]))
    }
    return Double(decisions[start + truth]) - best
  }

  /// Adds what other losses have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of classes differ.
  public mutating func merge(_ other: HingeLosses) throws(EvaluationError) {
    guard classCount == other.classCount else {
      throw .cannotMerge(what: "class counts", one: "\(classCount)", other: "\(other.classCount)")
    }
    rows.merge(other.rows)
    hinges.merge(other.hinges)
  }

  /// The mean hinge loss, 0 or more; NaN without rows.
  public var hingeLoss: Double { hinges.mean(rows) }

  /// The standard error of the mean; under weights by Kish's effective number of rows.
  public var hingeLossStandardError: Double { hinges.standardError(rows) }

  /// The number of rows.
  public var count: Int { rows.count }

  /// The rows, or the sum of their weights.
  public var total: Double { rows.total }
}

extension Metric where Statistics == HingeLosses {
  /// The mean hinge loss.
  public static var hingeLoss: Metric {
    Metric(
      "hinge_loss", title: "Hinge loss", goal: .minimize, range: 0...Double.infinity,
      uncertainty: .mean { ($0.hingeLoss, $0.hingeLossStandardError) }
    ) { $0.hingeLoss }
  }
}
