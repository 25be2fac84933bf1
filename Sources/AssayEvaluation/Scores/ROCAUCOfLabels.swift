/// The area under the ROC curve of sets of labels, from indicators.
///
/// ```swift
/// try rocAUC(
///   labels: [[true, false], [false, true], [true, true]],
///   scores: [[0.9, 0.4], [0.2, 0.1], [0.6, 0.8]], average: .macro)  // 0.75
/// ```
///
/// Range 0 ... 1; ½ is chance. NaN where a label has every row or none (weighted, a label without
/// rows counts nothing); of samples, where a row has every label or none.
///
/// scikit-learn: `roc_auc_score` of label indicators. For streams see ``MultilabelScores``.
///
/// - Parameters:
///   - labels: for each row, whether each label is in its set.
///   - scores: for each row, a score for each label.
///   - average: `.macro`, `.micro`, `.weighted` by how often labels occur, or `.samples`.
///   - maximum: where the areas end, above 0 and at most 1; see
///     ``ScoreCurve/rocAUC(maximumFalsePositiveRate:)``.
///   - weights: what each row counts; nil for once.
///   - strict: throw where an area is undefined, instead of NaN.
/// - Throws: ``EvaluationError`` when lengths or widths differ, there are no rows, a score is not
///   finite, weights are not finite or all zero, or average or maximum is none of these.
public func rocAUC<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], average: Average = .macro,
  maximumFalsePositiveRate maximum: Double = 1, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelScores(
    IndicatorTable(rows: labels), ScoreTable(rows: scores, "scores", like: labels),
    weights: weights
  ).rocAUC(average, maximum, strict: strict)
}

/// The area under the ROC curve of sets of labels.
///
/// scikit-learn: `roc_auc_score` of label indicators. Parameters and errors as for indicators;
/// `classes` are the labels in the order of the columns, nil for those that occur, in natural
/// order.
public func rocAUC<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Set<Label>], scores: [[Score]], average: Average = .macro,
  maximumFalsePositiveRate maximum: Double = 1, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelScores(
    IndicatorTable(sets: labels, classes: classes),
    ScoreTable(rows: scores, "scores", like: labels), weights: weights
  ).rocAUC(average, maximum, strict: strict)
}

/// The area under the ROC curve of sets of labels, from flat arrays of indicators and scores.
///
/// scikit-learn: `roc_auc_score` of label indicators. Parameters and errors as for rows, `width`
/// being the number of labels.
public func rocAUC<Score: BinaryFloatingPoint & Sendable>(
  labels: [Bool], scores: [Score], width: Int, average: Average = .macro,
  maximumFalsePositiveRate maximum: Double = 1, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let truth = try IndicatorTable(flat: labels, width: width)
  return try LabelScores(
    truth, ScoreTable(flat: scores, width: width, "scores", rows: truth.count), weights: weights
  ).rocAUC(average, maximum, strict: strict)
}

/// The area under the ROC curve of each label, in the order of the columns.
///
/// scikit-learn: `roc_auc_score(average=None)` of label indicators. Parameters and errors as for
/// the averages.
public func rocAUCPerLabel<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], maximumFalsePositiveRate maximum: Double = 1,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> [Double] {
  try LabelScores(
    IndicatorTable(rows: labels), ScoreTable(rows: scores, "scores", like: labels),
    weights: weights
  ).rocAUCs(maximum, strict: strict)
}

/// The area under the ROC curve of each label, in the order of the columns.
///
/// scikit-learn: `roc_auc_score(average=None)` of label indicators. Parameters and errors as for
/// the averages.
public func rocAUCPerLabel<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Set<Label>], scores: [[Score]], maximumFalsePositiveRate maximum: Double = 1,
  classes: [Label]? = nil, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> [Double] {
  try LabelScores(
    IndicatorTable(sets: labels, classes: classes),
    ScoreTable(rows: scores, "scores", like: labels), weights: weights
  ).rocAUCs(maximum, strict: strict)
}

extension LabelScores {
  fileprivate func rocAUC(
    _ average: Average, _ maximum: Double, strict: Bool
  ) throws(EvaluationError) -> Double {
    try ScoreCurve.check(maximumFalsePositiveRate: maximum)
    return try read("roc_auc", average, strict: strict) {
      $0.rocAUC(maximumFalsePositiveRate: maximum)
    }
  }

  fileprivate func rocAUCs(_ maximum: Double, strict: Bool) throws(EvaluationError) -> [Double] {
    try ScoreCurve.check(maximumFalsePositiveRate: maximum)
    return try perLabel("roc_auc", strict: strict) {
      $0.rocAUC(maximumFalsePositiveRate: maximum)
    }
  }
}
