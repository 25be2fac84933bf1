/// All that is known of a classifier's predictions, by class position, free of labels.
///
/// The one accumulator behind `fit`, `evaluate` and reports: it grows by batches of truth and
/// outputs, merges, and is read by ``Metric``.
///
/// ```swift
/// var seen = try ClassifierStatistics(classCount: 2)
/// try seen.update(truth: [0, 1, 1], outputs: [0.2, 0.9, 0.4], width: 1)
/// print(seen[.accuracy], seen[.rocAUC])  // 0.6666666666666666 1.0
/// ```
///
/// **Outputs.** One a row means the probability of the class at position 1, and the prediction is
/// that class when the output ≥ ``threshold``. ``classCount`` a row are one score for each class,
/// and the prediction is the greatest, the first among equals.
///
/// For labels instead of positions, see ``ClassifierEvaluation``.
public struct ClassifierStatistics: Summary {
  /// What statistics keep; counting alone is fastest.
  public struct Parts: OptionSet, Sendable, Hashable {
    /// The bits of the set.
    public let rawValue: Int

    /// A set of parts.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The confusion matrix.
    public static let counts = Parts(rawValue: 1)
    /// The score curves, which keep every distinct score.
    public static let curve = Parts(rawValue: 2)
    /// Log loss and Brier score.
    public static let losses = Parts(rawValue: 4)
    /// Everything.
    public static let all: Parts = [.counts, .curve, .losses]
  }

  /// The number of classes.
  public let classCount: Int
  /// The position of the positive class.
  public let positivePosition: Int
  /// A single output at least this large predicts the class at position 1.
  public let threshold: Double
  /// What is kept.
  public let parts: Parts
  /// What undefined readings are.
  public var zeroDivision: ZeroDivision = .standard

  var cells: Cells
  /// Outputs a row of what was seen; 0 while nothing was.
  var width = 0
  /// The curve of the class at position 1 for single outputs, else of each class.
  var curves: [ScoreCurve] = []
  /// Log loss and Brier score; of no rows unless they are kept.
  public internal(set) var losses: ProbabilityLosses

  /// Statistics of no rows yet.
  ///
  /// - Parameters:
  ///   - classCount: the number of classes, at least 2.
  ///   - positive: the position of the positive class; nil for the last.
  ///   - threshold: where a single output becomes the class at position 1.
  ///   - parts: what to keep.
  /// - Throws: ``EvaluationError`` for fewer than two classes, a position that is none of them, or
  ///   a threshold that is NaN.
  public init(
    classCount: Int, positive: Int? = nil, threshold: Double = 0.5, parts: Parts = .all
  ) throws(EvaluationError) {
    guard classCount >= 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
    let positive = positive ?? classCount - 1
    guard (0..<classCount).contains(positive) else {
      throw .unknownPosition(
        field: "positive", index: 0, position: positive, classCount: classCount)
    }
    guard !threshold.isNaN else {
      throw .invalidParameter(name: "threshold", value: "NaN", expected: "a number")
    }
    self.classCount = classCount
    positivePosition = positive
    self.threshold = threshold
    self.parts = parts
    cells = Cells(count: classCount * classCount)
    losses = ProbabilityLosses(knownClassCount: classCount)
  }

  /// Adds what other statistics of the same problem have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when classes, positive class,
  ///   threshold, parts or outputs a row differ; nothing changes then.
  public mutating func merge(_ other: ClassifierStatistics) throws(EvaluationError) {
    try Self.check("class counts", classCount, other.classCount)
    try Self.check("positive classes", positivePosition, other.positivePosition)
    try Self.check("thresholds", threshold, other.threshold)
    try Self.check("parts", parts.rawValue, other.parts.rawValue)
    if width != 0 && other.width != 0 { try Self.check("outputs a row", width, other.width) }
    cells.merge(other.cells) { $0 }
    if curves.isEmpty {
      curves = other.curves
    } else {
      for (position, curve) in other.curves.enumerated() { curves[position].merge(curve) }
    }
    width = max(width, other.width)
    try losses.merge(other.losses)
  }

  private static func check<Value: Equatable>(
    _ what: String, _ one: Value, _ other: Value
  ) throws(EvaluationError) {
    guard one == other else {
      throw .cannotMerge(what: what, one: "\(one)", other: "\(other)")
    }
  }

  /// Sorts waiting scores in, once, before many readings.
  public mutating func compact() {
    for position in curves.indices { curves[position].compact() }
  }

  /// The confusion matrix, its classes being positions.
  public var confusion: ConfusionMatrix<Int> {
    ConfusionMatrix(
      index: .positions(classCount), storage: cells, positive: positivePosition,
      zeroDivision: zeroDivision)
  }

  /// The counts of the positive class against the rest.
  public var positive: BinaryCounts { confusion.positive }

  /// The scores of the positive class against the rest.
  public var curve: ScoreCurve { curve(for: positivePosition) }

  /// The scores of one class against the rest; empty where none are kept.
  ///
  /// From single outputs the class at position 0 has the score 1 − output.
  public func curve(for position: Int) -> ScoreCurve {
    if width == 1 {
      guard let curve = curves.first, (0...1).contains(position) else { return ScoreCurve() }
      return position == 1 ? curve : curve.complement
    }
    return curves.indices.contains(position) ? curves[position] : ScoreCurve()
  }

  /// The value of a metric; NaN where what it needs was not kept.
  public subscript(metric: Metric<ClassifierStatistics>) -> Double {
    // A metric of your own that did not say what it needs is read anyway.
    guard metric.requires == .all || parts.isSuperset(of: metric.requires) else { return .nan }
    return metric.reading(self)
  }

  /// The readings that have nothing to divide by, labels being positions.
  public var undefined: [UndefinedReading] { undefined(in: confusion) }

  /// The undefined readings, of the matrix given and of the scores.
  func undefined<Label>(in confusion: ConfusionMatrix<Label>) -> [UndefinedReading] {
    var result = parts.contains(.counts) ? confusion.undefined : []
    if parts.contains(.curve) {
      result += curve.undefined
      result += undefinedAverages(names: confusion.classes.map { String(describing: $0) })
    }
    if parts.isSuperset(of: [.counts, .losses]) { result += undefinedD2 }
    if parts.contains(.losses), losses.total == 0 {
      result += ["log_loss", "brier_score"].map { UndefinedReading(metric: $0, reason: .noRows) }
    }
    return result
  }
}
