/// What is known of predicted sets of labels, in the labels themselves.
///
/// ``MultilabelStatistics`` plus the name of each position: what a classifier of sets is judged by.
///
/// ```swift
/// var evaluation = try MultilabelEvaluation(classes: ["sea", "sun"])
/// try evaluation.update(labels: [["sea"], ["sea", "sun"]], scores: [0.9, 0.2, 0.7, 0.4])
/// print(evaluation["sun"].recall)       // 0.0
/// print(evaluation[.subsetAccuracy])    // 0.5
/// print(evaluation)                     // metrics with their intervals, and a report of each label
/// ```
public struct MultilabelEvaluation<Label: Hashable & Sendable>: Summary {
  /// The statistics, by position.
  public private(set) var statistics: MultilabelStatistics
  private let index: ClassIndex<Label>

  /// An evaluation of no rows yet.
  ///
  /// - Parameters:
  ///   - classes: the label of each position.
  ///   - threshold: a score at least this large predicts the label.
  /// - Throws: ``EvaluationError/duplicateClass(_:)`` for a repeated label.
  public init(classes: [Label], threshold: Double = 0.5) throws(EvaluationError) {
    try self.init(
      statistics: MultilabelStatistics(labelCount: classes.count, threshold: threshold),
      classes: classes)
  }

  /// Statistics gathered by position, with the label of each position.
  ///
  /// - Throws: ``EvaluationError`` when a label is repeated, or there are not as many labels as
  ///   positions.
  public init(
    statistics: MultilabelStatistics, classes: [Label]
  ) throws(EvaluationError) {
    guard statistics.labelCount == classes.count else {
      throw .lengthsDiffer(
        field: "classes", count: classes.count, expected: statistics.labelCount,
        of: "the statistics")
    }
    index = try ClassIndex(given: classes)
    self.statistics = statistics
  }

  /// The labels, in the order of positions.
  public var classes: [Label] { index.classes }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - labels: the true set of each row.
  ///   - scores: row after row, a score for each label.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` for a label that is none of the classes, when lengths differ, or a
  ///   number is not finite; the evaluation is then unchanged.
  public mutating func update(
    labels: [Set<Label>], scores: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    for (row, labels) in labels.enumerated() {
      // Of several the one named must not depend on the order of a set.
      let unknown = labels.filter { index.position(of: $0) == nil }.map { "\($0)" }.min()
      if let unknown {
        throw .unknownLabel(field: "labels", index: row, label: unknown, classes: index.names)
      }
    }
    try statistics.update(
      truth: Set.indicators(of: labels, over: classes, field: "labels"), scores: scores,
      weights: weights)
  }

  /// Adds what another evaluation of the same labels has seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when labels or threshold differ.
  public mutating func merge(_ other: MultilabelEvaluation) throws(EvaluationError) {
    guard classes == other.classes else {
      throw .cannotMerge(
        what: "classes", one: EvaluationError.list(index.names),
        other: EvaluationError.list(other.index.names))
    }
    try statistics.merge(other.statistics)
  }

  /// The counts of one label; empty for a label that is no class.
  public subscript(label: Label) -> BinaryCounts {
    index.position(of: label).map { statistics[$0] } ?? BinaryCounts()
  }

  /// Precision, recall and F1 of each label, and their averages.
  ///
  /// scikit-learn: `classification_report` of label indicators.
  public var report: ClassificationReport {
    ClassificationReport(statistics, allNames: index.names, digits: 2)
  }

  /// Whether two evaluations saw the same rows of the same labels.
  public static func == (one: Self, other: Self) -> Bool {
    one.classes == other.classes && one.statistics == other.statistics
  }
}

extension MultilabelEvaluation: LabelledEvaluation {
  /// Everything at a glance: what was judged, metrics of whole rows and averages with their
  /// intervals, and a report of each label.
  public var description: String {
    guard statistics.total != 0 else { return "no rows" }
    let rows =
      statistics.isWeighted
      ? "rows of weight \(DecimalText.shortest(statistics.total))"
      : "\(grouped(Int(statistics.total))) rows"
    let labels =
      classes.count <= 10
      ? "labels " + index.names.joined(separator: ", ") : "\(grouped(classes.count)) labels"
    let estimates = statistics.estimates([
      .subsetAccuracy, .hammingLoss, .microF1, .samplesF1, .macroF1,
    ])
    return [
      "\(rows) · \(labels) · each where its score ≥ \(DecimalText.shortest(statistics.threshold))",
      EstimateTable(estimates: estimates, level: 0.95).text, report.text,
    ].joined(separator: "\n\n")
  }
}
