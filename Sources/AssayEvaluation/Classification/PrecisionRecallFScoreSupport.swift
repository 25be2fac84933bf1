/// Precision, recall, F score and support together: of one class, or averaged.
///
/// ```swift
/// for rates in try precisionRecallFScoreSupport(
///   labels: ["a", "b", "b"], predictions: ["a", "a", "b"])
/// {
///   print(rates.label ?? "", rates.precision, rates.recall, rates.support)
/// }
/// // a 0.5 1.0 1.0
/// // b 1.0 0.5 2.0
/// ```
///
/// scikit-learn: `precision_recall_fscore_support`.
public struct PrecisionRecallFScoreSupport<Label: Sendable>: Sendable {
  /// The class; nil for an average.
  public let label: Label?
  /// The part of what was predicted that is true.
  public let precision: Double
  /// The part of what is true that was predicted.
  public let recall: Double
  /// The F score; averaged it is the average of F scores, not the F score of averages.
  public let fScore: Double
  /// Rows of the truth, or their weight; of an average the sum of the classes averaged, where
  /// scikit-learn has none.
  public let support: Double
  /// What scikit-learn would warn of: readings that are undefined, a positive class that an average
  /// has no use for.
  public let warnings: [EvaluationWarning]

  /// The rates of one class.
  init(_ label: Label, _ counts: BinaryCounts, beta: Double) {
    self.label = label
    precision = counts.precision
    recall = counts.recall
    fScore = counts.fScore(beta: beta)
    support = counts.support
    warnings = Self.warnings(counts.undefined(label: String(describing: label)))
  }

  /// Averaged rates.
  init(_ rates: AveragedRates, beta: Double, support: Double, warnings: [EvaluationWarning] = []) {
    label = nil
    precision = rates.precision
    recall = rates.recall
    fScore = rates.fScore(beta: beta)
    self.support = support
    self.warnings = warnings + Self.warnings(rates.undefined)
  }

  private static func warnings(_ undefined: [UndefinedReading]) -> [EvaluationWarning] {
    undefined.filter { ["precision", "recall", "f1"].contains($0.metric) }.map {
      .undefined($0)
    }
  }

  /// The strict form throws the first warning.
  func checked(strict: Bool) throws(EvaluationError) -> Self {
    guard strict else { return self }
    for case .undefined(let reading) in warnings { throw .undefined(reading) }
    return self
  }

  static func check(beta: Double) throws(EvaluationError) {
    guard beta >= 0 else {
      throw .invalidParameter(
        name: "beta", value: "\(beta)", expected: "a number from 0 to infinity")
    }
  }
}

/// Precision, recall, F score and support of each class.
///
/// scikit-learn: `precision_recall_fscore_support(average=None)`.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - beta: how many times recall is as important as precision; 0 ... ∞.
///   - chosen: the labels to read, in this order; nil for all that occur.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where a reading is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, or β is negative.
@_disfavoredOverload  // a set of labels is no class
public func precisionRecallFScoreSupport<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], beta: Double = 1, over chosen: [Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> [PrecisionRecallFScoreSupport<Label>] {
  try PrecisionRecallFScoreSupport<Label>.check(beta: beta)
  let matrix = try LabelColumns.matrix(
    labels, predictions, weights: weights, undefined: undefined)
  try LabelColumns.check(strict: strict, weights: weights)
  var result: [PrecisionRecallFScoreSupport<Label>] = []
  for label in chosen ?? matrix.classes {
    result.append(
      try PrecisionRecallFScoreSupport(label, matrix[label], beta: beta).checked(strict: strict))
  }
  return result
}

/// Precision, recall, F score and support, averaged over the classes or of the positive one.
///
/// scikit-learn: `precision_recall_fscore_support(average=)`. A positive class given for another
/// average than `.binary` is named in the result's warnings.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - beta: how many times recall is as important as precision; 0 ... ∞.
///   - average: how the classes make one number; `.binary` is the positive class alone.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - chosen: the labels to average over; nil for all that occur.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where a reading is undefined, for negative weights, and for a positive class
///     without effect.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, β is negative, or the positive class is not determined.
@_disfavoredOverload  // a set of labels is no class
public func precisionRecallFScoreSupport<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], beta: Double = 1, average: Average,
  positive: Label? = nil, over chosen: [Label]? = nil, weights: [Double]? = nil,
  undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> PrecisionRecallFScoreSupport<Label> {
  try PrecisionRecallFScoreSupport<Label>.check(beta: beta)
  let rates = try LabelColumns.rates(
    labels, predictions, average, positive: positive, over: chosen, weights: weights,
    undefined: undefined, strict: strict)
  let support = rates.counts.reduce(0) { $0 + $1.support }
  var warnings: [EvaluationWarning] = []
  if let positive, average != .binary {
    warnings.append(.positiveClassIgnored(label: String(describing: positive), average: average))
  }
  return try PrecisionRecallFScoreSupport(
    rates, beta: beta, support: support, warnings: warnings
  ).checked(strict: strict)
}

/// Precision, recall, F score and support of each label, of sets of labels.
///
/// scikit-learn: `precision_recall_fscore_support(average=None)` of label indicators. Parameters
/// and errors as for classes; `labels` are sets, or rows of flags.
public func precisionRecallFScoreSupport<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], beta: Double = 1, over chosen: [Row.Label]? = nil,
  weights: [Double]? = nil, undefined: ZeroDivision = .standard, strict: Bool = false
) throws(EvaluationError) -> [PrecisionRecallFScoreSupport<Row.Label>]
where Row.Label: Sendable {
  try PrecisionRecallFScoreSupport<Row.Label>.check(beta: beta)
  let seen = try LabelSetColumns.statistics(
    labels, predictions, over: chosen, weights: weights, undefined: undefined, strict: strict)
  var result: [PrecisionRecallFScoreSupport<Row.Label>] = []
  for (label, counts) in zip(seen.labels, seen.statistics.perLabel) {
    result.append(
      try PrecisionRecallFScoreSupport(label, counts, beta: beta).checked(strict: strict))
  }
  return result
}

/// Precision, recall, F score and support averaged over labels or rows, of sets of labels.
///
/// scikit-learn: `precision_recall_fscore_support(average=)` of label indicators. Parameters and
/// errors as for classes; `labels` are sets, or rows of flags, and the average is `.micro`,
/// `.macro`, `.weighted` or `.samples`.
public func precisionRecallFScoreSupport<Row: LabelSet & Sendable>(
  labels: [Row], predictions: [Row], beta: Double = 1, average: Average,
  over chosen: [Row.Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> PrecisionRecallFScoreSupport<Row.Label> where Row.Label: Sendable {
  try PrecisionRecallFScoreSupport<Row.Label>.check(beta: beta)
  let statistics = try LabelSetColumns.averageable(
    labels, predictions, average, over: chosen, weights: weights, undefined: undefined,
    strict: strict)
  return try PrecisionRecallFScoreSupport(
    statistics.averaged(average), beta: beta,
    support: statistics.perLabel.reduce(0) { $0 + $1.support }
  ).checked(strict: strict)
}
