/// The average precision of sets of labels, from indicators.
///
/// ```swift
/// try averagePrecision(
///   labels: [[true, false], [false, true], [true, true]],
///   scores: [[0.9, 0.4], [0.2, 0.1], [0.6, 0.8]], average: .macro)  // 0.9166666666666666
/// ```
///
/// Range 0 ... 1. A label without rows reads 0; of samples, so does a row without labels.
///
/// scikit-learn: `average_precision_score` of label indicators. For streams see
/// ``MultilabelScores``.
///
/// - Parameters:
///   - labels: for each row, whether each label is in its set.
///   - scores: for each row, a score for each label.
///   - average: `.macro`, `.micro`, `.weighted` by how often labels occur, or `.samples`.
///   - weights: what each row counts; nil for once.
///   - strict: throw where an average precision is undefined, instead of 0.
/// - Throws: ``EvaluationError`` when lengths or widths differ, there are no rows, a score is not
///   finite, weights are not finite or all zero, or the average is none of these.
public func averagePrecision<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], average: Average = .macro, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelScores(
    IndicatorTable(rows: labels), ScoreTable(rows: scores, "scores", like: labels),
    weights: weights
  ).averagePrecision(average, strict: strict)
}

/// The average precision of sets of labels.
///
/// scikit-learn: `average_precision_score` of label indicators. Parameters and errors as for
/// indicators; `classes` are the labels in the order of the columns, nil for those that occur, in
/// natural order.
public func averagePrecision<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Set<Label>], scores: [[Score]], average: Average = .macro, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelScores(
    IndicatorTable(sets: labels, classes: classes),
    ScoreTable(rows: scores, "scores", like: labels), weights: weights
  ).averagePrecision(average, strict: strict)
}

/// The average precision of sets of labels, from flat arrays of indicators and scores.
///
/// scikit-learn: `average_precision_score` of label indicators. Parameters and errors as for rows,
/// `width` being the number of labels.
public func averagePrecision<Score: BinaryFloatingPoint & Sendable>(
  labels: [Bool], scores: [Score], width: Int, average: Average = .macro,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let truth = try IndicatorTable(flat: labels, width: width)
  return try LabelScores(
    truth, ScoreTable(flat: scores, width: width, "scores", rows: truth.count), weights: weights
  ).averagePrecision(average, strict: strict)
}

/// The average precision of each label, in the order of the columns.
///
/// scikit-learn: `average_precision_score(average=None)` of label indicators. Parameters and errors
/// as for the averages.
public func averagePrecisionPerLabel<Score: BinaryFloatingPoint & Sendable>(
  labels: [[Bool]], scores: [[Score]], weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> [Double] {
  try LabelScores(
    IndicatorTable(rows: labels), ScoreTable(rows: scores, "scores", like: labels),
    weights: weights
  ).averagePrecisions(strict: strict)
}

/// The average precision of each label, in the order of the columns.
///
/// scikit-learn: `average_precision_score(average=None)` of label indicators. Parameters and errors
/// as for the averages.
public func averagePrecisionPerLabel<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Set<Label>], scores: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> [Double] {
  try LabelScores(
    IndicatorTable(sets: labels, classes: classes),
    ScoreTable(rows: scores, "scores", like: labels), weights: weights
  ).averagePrecisions(strict: strict)
}

extension LabelScores {
  func averagePrecision(
    _ average: Average, strict: Bool
  ) throws(EvaluationError) -> Double {
    try read("average_precision", average, strict: strict) { $0.averagePrecision }
  }

  func averagePrecisions(strict: Bool) throws(EvaluationError) -> [Double] {
    try perLabel("average_precision", strict: strict) { $0.averagePrecision }
  }
}
