/// What is known of a classifier's predictions, in the labels of its classes.
///
/// ``ClassifierStatistics`` plus the classes: what `evaluate` returns and reports print.
///
/// ```swift
/// var evaluation = try ClassifierEvaluation(classes: ["ham", "spam"])
/// try evaluation.update(labels: ["ham", "spam", "spam"], outputs: [0.2, 0.9, 0.4], width: 1)
/// print(evaluation.confusion["spam"].recall)  // 0.5
/// print(evaluation[.rocAUC])                  // 1.0
/// ```
public struct ClassifierEvaluation<Label: Hashable & Sendable>: Summary {
  /// The statistics, by position.
  public private(set) var statistics: ClassifierStatistics
  private let index: ClassIndex<Label>
  /// The class most frequent in training, if there was a training: what a constant answer would be.
  public var trainingMajority: Label?

  /// An evaluation of no rows yet.
  ///
  /// - Parameters:
  ///   - classes: the label of each position.
  ///   - positive: the positive class; nil for the last.
  ///   - threshold: where a single output becomes the class at position 1.
  ///   - parts: what to keep.
  ///   - trainingMajority: the class most frequent in training.
  /// - Throws: ``EvaluationError`` for fewer than two classes, a repeated one, or a positive class
  ///   that is none of them.
  public init(
    classes: [Label], positive: Label? = nil, threshold: Double = 0.5,
    parts: ClassifierStatistics.Parts = .all, trainingMajority: Label? = nil
  ) throws(EvaluationError) {
    let index = try ClassIndex(given: classes)
    let position = try Self.position(of: positive, in: index)
    let statistics = try ClassifierStatistics(
      classCount: classes.count, positive: position, threshold: threshold, parts: parts)
    self.index = index
    self.statistics = statistics
    self.trainingMajority = trainingMajority
  }

  /// Statistics gathered by position, with the label of each position.
  ///
  /// - Throws: ``EvaluationError`` when a class is repeated, or there are not as many classes as
  ///   positions.
  public init(
    statistics: ClassifierStatistics, classes: [Label], trainingMajority: Label? = nil
  ) throws(EvaluationError) {
    guard statistics.classCount == classes.count else {
      throw .lengthsDiffer(
        field: "classes", count: classes.count, expected: statistics.classCount,
        of: "the statistics")
    }
    index = try ClassIndex(given: classes)
    self.statistics = statistics
    self.statistics.compact()
    self.trainingMajority = trainingMajority
  }

  private static func position(
    of positive: Label?, in index: ClassIndex<Label>
  ) throws(EvaluationError) -> Int? {
    guard let positive else { return nil }
    guard let position = index.position(of: positive) else {
      throw .unknownPositiveClass(label: String(describing: positive), classes: index.names)
    }
    return position
  }

  /// Adds a batch of labels and outputs.
  ///
  /// - Parameters:
  ///   - labels: the truth.
  ///   - outputs: row after row: one value, the probability of the second class, or a score for
  ///     each class.
  ///   - width: values a row.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError``; the evaluation is then unchanged.
  public mutating func update(
    labels: [Label], outputs: [Double], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try statistics.update(
      truth: positions(labels, "labels"), outputs: outputs, width: width, weights: weights)
  }

  /// Counts a batch of predicted labels, where there are no scores and only counts are kept.
  ///
  /// - Throws: ``EvaluationError``; the evaluation is then unchanged.
  public mutating func update(
    labels: [Label], predictions: [Label], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try statistics.update(
      truth: positions(labels, "labels"), predictions: positions(predictions, "predictions"),
      weights: weights)
  }

  func positions(_ labels: [Label], _ field: String) throws(EvaluationError) -> [Int32] {
    var index = index
    return try ConfusionMatrix.encode(labels, field, into: &index, isOpen: false)
  }

  /// The same classes with other statistics of them.
  func with(_ statistics: ClassifierStatistics) -> ClassifierEvaluation {
    var result = self
    result.statistics = statistics
    return result
  }

  /// Adds what another evaluation of the same problem has seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when classes, positive class,
  ///   threshold or parts differ; nothing changes then.
  public mutating func merge(_ other: ClassifierEvaluation) throws(EvaluationError) {
    guard classes == other.classes else {
      throw .cannotMerge(
        what: "classes", one: EvaluationError.list(index.names),
        other: EvaluationError.list(other.index.names))
    }
    try statistics.merge(other.statistics)
    if trainingMajority == nil { trainingMajority = other.trainingMajority }
  }

  /// Sorts waiting scores in, once, before many readings.
  public mutating func compact() { statistics.compact() }

  /// The classes, in the order of positions.
  public var classes: [Label] { index.classes }

  /// The positive class.
  public var positiveClass: Label { index.classes[statistics.positivePosition] }

  /// Where a single output becomes the second class.
  public var threshold: Double { statistics.threshold }

  /// What is kept.
  public var parts: ClassifierStatistics.Parts { statistics.parts }

  /// How often each class was taken for each.
  public var confusion: ConfusionMatrix<Label> {
    ConfusionMatrix(
      index: index, storage: statistics.cells, positive: positiveClass,
      zeroDivision: statistics.zeroDivision)
  }

  /// The counts of the positive class against the rest.
  public var positive: BinaryCounts { confusion.positive }

  /// The scores of the positive class against the rest.
  public var curve: ScoreCurve { statistics.curve }

  /// The scores of one class against the rest; empty for a label that is no class.
  public func curve(for label: Label) -> ScoreCurve {
    index.position(of: label).map { statistics.curve(for: $0) } ?? ScoreCurve()
  }

  /// Log loss and Brier score.
  public var losses: ProbabilityLosses { statistics.losses }

  /// The value of a metric.
  public subscript(metric: Metric<ClassifierStatistics>) -> Double { statistics[metric] }

  /// The readings that have nothing to divide by, and why.
  public var undefined: [UndefinedReading] { statistics.undefined(in: confusion) }

  /// Whether two evaluations saw the same rows of the same classes.
  public static func == (one: Self, other: Self) -> Bool {
    one.classes == other.classes && one.statistics == other.statistics
      && one.trainingMajority == other.trainingMajority
  }
}
