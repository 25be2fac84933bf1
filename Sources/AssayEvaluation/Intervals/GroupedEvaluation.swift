/// What is known of a classifier's predictions in the labels of its classes, for rows that come in
/// groups: patients, users, images.
///
/// ``GroupedStatistics`` plus the classes.
///
/// ```swift
/// var evaluation = try GroupedEvaluation<String, Int>(classes: ["healthy", "ill"])
/// try evaluation.update(
///   labels: ["ill", "ill", "healthy"], outputs: [0.9, 0.7, 0.2], width: 1, groups: [17, 17, 31])
/// print(evaluation.estimate(.accuracy))
/// ```
public struct GroupedEvaluation<Label: Hashable & Sendable, Group: Hashable & Sendable>: Summary {
  /// The statistics, by position.
  public private(set) var statistics: GroupedStatistics<Group>
  /// The evaluation of no rows, which knows the classes.
  private let empty: ClassifierEvaluation<Label>

  /// An evaluation of no rows yet.
  ///
  /// Parameters and errors as of ``ClassifierEvaluation``.
  public init(
    classes: [Label], positive: Label? = nil, threshold: Double = 0.5,
    parts: ClassifierStatistics.Parts = .all
  ) throws(EvaluationError) {
    empty = try ClassifierEvaluation(
      classes: classes, positive: positive, threshold: threshold, parts: parts)
    statistics = try GroupedStatistics(
      classCount: classes.count, positive: empty.statistics.positivePosition,
      threshold: threshold, parts: parts)
  }

  /// Statistics gathered by position, with the label of each position.
  ///
  /// - Throws: ``EvaluationError`` when a class is repeated, or there are not as many classes as
  ///   positions.
  public init(
    statistics: GroupedStatistics<Group>, classes: [Label]
  ) throws(EvaluationError) {
    empty = try ClassifierEvaluation(statistics: statistics.empty, classes: classes)
    self.statistics = statistics
  }

  /// Adds a batch of labels and outputs.
  ///
  /// - Parameters:
  ///   - labels: the truth.
  ///   - outputs: row after row: one value, the probability of the second class, or a score for
  ///     each class.
  ///   - width: values a row.
  ///   - groups: the group of each row.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError``; the evaluation is then unchanged.
  public mutating func update(
    labels: [Label], outputs: [Double], width: Int, groups: [Group], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try statistics.update(
      truth: empty.positions(labels, "labels"), outputs: outputs, width: width, groups: groups,
      weights: weights)
  }

  /// Counts a batch of predicted labels, where there are no scores and only counts are kept.
  ///
  /// - Throws: ``EvaluationError``; the evaluation is then unchanged.
  public mutating func update(
    labels: [Label], predictions: [Label], groups: [Group], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try statistics.update(
      truth: empty.positions(labels, "labels"),
      predictions: empty.positions(predictions, "predictions"), groups: groups, weights: weights)
  }

  /// Adds what another evaluation of the same problem has seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when classes, positive class,
  ///   threshold or parts differ; nothing changes then.
  public mutating func merge(_ other: GroupedEvaluation) throws(EvaluationError) {
    var both = empty
    try both.merge(other.empty)
    try statistics.merge(other.statistics)
  }

  /// The groups seen, in natural order.
  public var groups: [Group] { statistics.groups }

  /// The evaluation of all rows; its own intervals take every row for a group.
  public var whole: ClassifierEvaluation<Label> { empty.with(statistics.whole) }

  /// The evaluation of one group; nil for one never seen.
  public subscript(group: Group) -> ClassifierEvaluation<Label>? {
    statistics[group].map { empty.with($0) }
  }

  /// The values of metrics with their intervals, from groups drawn anew as a whole.
  ///
  /// See ``GroupedStatistics/estimates(_:level:resampling:)``.
  public func estimates(
    _ metrics: [Metric<ClassifierStatistics>], level: Double = 0.95,
    resampling: Resampling = Resampling()
  ) -> [Estimate] {
    statistics.estimates(
      metrics, undefined: whole.undefined, positiveName: String(describing: empty.positiveClass),
      level: level, resampling: resampling)
  }

  /// A metric's value with its interval, from groups drawn anew as a whole.
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, level: Double = 0.95,
    resampling: Resampling = Resampling()
  ) -> Estimate {
    estimates([metric], level: level, resampling: resampling)[0]
  }
}
