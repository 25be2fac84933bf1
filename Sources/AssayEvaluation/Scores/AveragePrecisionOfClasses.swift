extension Metric where Statistics == ClassifierStatistics {
  /// The mean average precision of each class against the rest; of two classes, that of the
  /// positive one.
  public static var macroAveragePrecision: Metric {
    Metric(
      "average_precision_macro", title: "Average precision, macro", requires: .curve,
      uncertainty: .curve
    ) { $0.averagedCurves(.macro).averagePrecision }
  }

  /// The mean average precision of each class against the rest, weighted by its rows in the truth;
  /// of two classes, that of the positive one.
  public static var weightedAveragePrecision: Metric {
    Metric(
      "average_precision_weighted", title: "Average precision, weighted", requires: .curve,
      uncertainty: .curve
    ) { $0.averagedCurves(.weighted).averagePrecision }
  }
}

/// The average precision of three classes or more, each against the rest.
///
/// ```swift
/// try averagePrecision(
///   labels: [0, 0, 1, 1, 2, 2],
///   scores: [
///     [0.7, 0.2, 0.1], [0.4, 0.3, 0.3], [0.1, 0.8, 0.1],
///     [0.2, 0.3, 0.5], [0.4, 0.4, 0.2], [0.1, 0.2, 0.7],
///   ], average: .macro)  // 0.7777777777777777
/// ```
///
/// Range 0 ... 1. A class given that does not occur reads 0.
///
/// scikit-learn: `average_precision_score` of several classes, which knows only those that occur.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: one for each class in each row.
///   - average: `.macro`, `.micro`, `.weighted` by rows in the truth, or `.samples`.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
///   - strict: throw where an average precision is undefined, or classes are not in natural order.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, there are fewer than three classes (give two a single score a row), a label is no class,
///   a score is not finite, weights are not finite or all zero, or the average is none of these.
public func averagePrecision<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [[Score]], average: Average = .macro, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try classScores(
    labels, ScoreTable(rows: scores, "scores", like: labels), classes, weights, strict: strict
  ).averagePrecision(average, strict: strict)
}

/// The average precision of three classes or more, from a flat array.
///
/// scikit-learn: `average_precision_score` of several classes. Parameters and errors as for rows,
/// `width` being scores a row.
public func averagePrecision<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], width: Int, average: Average = .macro,
  classes: [Label]? = nil, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let table = try ScoreTable(flat: scores, width: width, "scores", rows: labels.count)
  return try classScores(labels, table, classes, weights, strict: strict)
    .averagePrecision(average, strict: strict)
}

/// The average precision of each class against the rest, in the order of the columns.
///
/// scikit-learn: `average_precision_score(average=None)` of several classes. Parameters and errors
/// as for the averages.
public func averagePrecisionPerClass<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], scores: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> [Double] {
  try classScores(
    labels, ScoreTable(rows: scores, "scores", like: labels), classes, weights, strict: strict
  ).averagePrecisions(strict: strict)
}

/// The average precision of each class against the rest, from a flat array.
///
/// scikit-learn: `average_precision_score(average=None)` of several classes. Parameters and errors
/// as for rows, `width` being scores a row.
public func averagePrecisionPerClass<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], scores: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> [Double] {
  let table = try ScoreTable(flat: scores, width: width, "scores", rows: labels.count)
  return try classScores(labels, table, classes, weights, strict: strict)
    .averagePrecisions(strict: strict)
}

private func classScores<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  _ labels: [Label], _ table: ScoreTable<Score>, _ classes: [Label]?, _ weights: [Double]?,
  strict: Bool
) throws(EvaluationError) -> LabelScores {
  let encoded = try EncodedLabels(labels, classes: classes)
  try encoded.checkOrder(strict: strict)
  try table.check(classCount: encoded.classes.count, "scores")
  return try LabelScores(IndicatorTable(encoded), table, weights: weights)
}
