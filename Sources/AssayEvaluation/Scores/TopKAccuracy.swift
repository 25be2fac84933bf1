// Top-k accuracy: the part of the rows whose true class is among the k of greatest score.
//
//     top-k accuracy = Σ over rows [rank of the truth < k] / n
//
// Range 0 ... 1; 1 for k of at least the number of classes. NaN without rows.

extension TruthRanks {
  /// The rows (or their weight) whose true class is among the k of greatest score.
  ///
  /// scikit-learn: `top_k_accuracy_score(normalize=False)`.
  public func topKHits(_ k: Int) -> Double { counts.prefix(max(0, k)).reduce(0, +) }

  /// The part of the rows whose true class is among the k of greatest score; NaN without rows.
  ///
  /// Range 0 ... 1; 1 for k of at least ``classCount``.
  ///
  /// scikit-learn: `top_k_accuracy_score`.
  public func topKAccuracy(_ k: Int) -> Double { topKHits(k) / total }

  /// What scikit-learn would warn of: a k of at least ``classCount``, for which every row is right.
  public func warnings(_ k: Int) -> [EvaluationWarning] {
    k >= classCount ? [.everyAnswerIsRight(allowed: k, classes: classCount)] : []
  }
}

extension Metric where Statistics == TruthRanks {
  /// The part of the rows whose true class is among the k of greatest score.
  ///
  /// scikit-learn's scorer `top_k_accuracy` has k = 2.
  public static func topKAccuracy(_ k: Int = 2) -> Metric {
    Metric(
      "top_\(k)_accuracy", title: "Top-\(k) accuracy",
      uncertainty: .proportion { ($0.topKHits(k), $0.total) }
    ) { $0.topKAccuracy(k) }
  }
}

/// The ranks of columns, checked.
private func ranks<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  _ labels: [Label], _ table: ScoreTable<Score>, classes: [Label]?, weights: [Double]?, k: Int,
  strict: Bool
) throws(EvaluationError) -> TruthRanks {
  try Columns.check(weights: weights, like: labels.count, "labels")
  let encoded = try EncodedLabels(labels, classes: classes)
  try encoded.checkOrder(strict: strict)
  let classCount = encoded.classes.count
  if table.width == 1 {
    guard classCount <= 2 else {
      throw .wrongWidth(field: "scores", width: 1, expected: [classCount])
    }
    guard classCount == 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
  } else {
    try table.check(classCount: classCount, "scores")
  }
  guard k >= 1 else { throw .invalidParameter(name: "k", value: "\(k)", expected: "at least 1") }
  if strict, k >= classCount {
    throw .invalidParameter(
      name: "k", value: "\(k)", expected: "less than the \(classCount) classes, to mean anything")
  }
  var ranks = try TruthRanks(classCount: classCount)
  try ranks.update(
    truth: encoded.positions, scores: table.values, width: table.width, weights: weights)
  try Columns.check(notAllZero: weights)
  return ranks
}

/// The part of the rows whose true class is among the k of greatest score.
///
/// ```swift
/// try topKAccuracy(
///   labels: [0, 1, 2, 2],
///   scores: [[0.5, 0.2, 0.2], [0.3, 0.4, 0.2], [0.2, 0.4, 0.3], [0.7, 0.2, 0.1]])  // 0.75
/// ```
///
/// For several k, or for streams, see ``TruthRanks``.
///
/// **Ties:** of equal scores the one of the later class comes first.
///
/// scikit-learn: `top_k_accuracy_score`. With k of at least the number of classes it warns, for the
/// value is 1 whatever the scores; the strict form throws then.
///
/// - Parameters:
///   - labels: the truth, of three classes or more.
///   - scores: one for each class in each row.
///   - k: how many places count.
///   - normalize: the part of the rows; false for their number, or weight.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
///   - strict: throw where k is at least the number of classes, or classes are not in natural
///     order.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a label is no class, a score is not finite, weights are not finite or all zero, or k < 1.
public func topKAccuracy<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [[Score]], k: Int = 2, normalize: Bool = true,
  classes: [Label]? = nil, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let ranks = try ranks(
    labels, ScoreTable(rows: scores, "scores", like: labels), classes: classes, weights: weights,
    k: k, strict: strict)
  return normalize ? ranks.topKAccuracy(k) : ranks.topKHits(k)
}

/// The part of the rows whose true class is among the k of greatest score, from a flat array.
///
/// With one score a row, of two classes, the later class comes first where the score is > ½ if all
/// scores are in 0 ... 1, and > 0 if any is not.
///
/// scikit-learn: `top_k_accuracy_score`.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: row after row, one for each class, or one of two classes.
///   - width: scores a row.
///   - k: how many places count.
///   - normalize: the part of the rows; false for their number, or weight.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
///   - strict: throw where k is at least the number of classes, or classes are not in natural
///     order.
/// - Throws: ``EvaluationError`` as for rows.
public func topKAccuracy<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], width: Int = 1, k: Int = 2, normalize: Bool = true,
  classes: [Label]? = nil, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let table = try ScoreTable(flat: scores, width: width, "scores", rows: labels.count)
  let ranks = try ranks(
    labels, table, classes: classes, weights: weights, k: k, strict: strict)
  return normalize ? ranks.topKAccuracy(k) : ranks.topKHits(k)
}
