/// The mean hinge loss of two classes: how far decisions fall short of a margin of 1.
///
///     hinge loss = mean of max(0, 1 − y d)          y = 1 for the positive class, −1 for the other
///
/// ```swift
/// try hingeLoss(labels: [-1, 1, 1], decisions: [-2.18, 2.36, 0.09])  // 0.30333333333333334
/// ```
///
/// Range 0 upwards. **Edge case:** where one class alone occurs and no positive class is given,
/// scikit-learn takes it for the negative one; so does this, and the strict form throws.
///
/// scikit-learn: `hinge_loss` of two classes. For streams see ``HingeLosses``.
///
/// - Parameters:
///   - labels: the truth.
///   - decisions: above 0 for the positive class.
///   - positive: the positive class; nil for the later of two classes.
///   - weights: what each row counts; nil for once.
///   - strict: throw where a single class occurs.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a decision is not finite,
///   weights are not finite or all zero, or there are more than two classes.
public func hingeLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], decisions: [Score], positive: Label? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try Columns.check(decisions, "decisions", like: labels, "labels")
  try Columns.check(notEmpty: labels, "labels")
  try Columns.check(weights: weights, like: labels.count, "labels")
  let encoded = try EncodedLabels(labels, classes: nil)
  let classes = encoded.classes
  if strict, classes.count == 1 {
    throw .undefined(UndefinedReading(metric: "hinge_loss", reason: .oneClass))
  }
  var truth = [Int32](repeating: 0, count: labels.count)
  if classes.count > 1 || positive != nil {
    let chosen =
      positive == nil && classes.count == 2
      ? classes[1] : try PositiveClass.determine(given: positive, among: classes)
    let position = classes.firstIndex(of: chosen) ?? -1
    truth = encoded.positions.map { Int($0) == position ? 1 : 0 }
  }
  var losses = HingeLosses(knownClassCount: 2)
  try losses.update(truth: truth, decisions: decisions, width: 1, weights: weights)
  try Columns.check(notAllZero: weights)
  return losses.hingeLoss
}

/// The mean hinge loss of three classes or more, as Crammer and Singer define it.
///
///     hinge loss = mean of max(0, 1 − (decision of the truth − greatest other decision))
///
/// ```swift
/// try hingeLoss(
///   labels: ["a", "b", "c"], decisions: [[2, 0, 0], [0, 0.5, 1], [0, 0, 3]])  // 0.5
/// ```
///
/// scikit-learn: `hinge_loss`, which wants `labels` where a class does not occur.
///
/// - Parameters:
///   - labels: the truth.
///   - decisions: one for each class in each row.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts; nil for once.
///   - strict: throw where classes are not given in natural order.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, a label is no class, a decision is not finite, or weights are not finite or all zero.
public func hingeLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], decisions: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try hingeLoss(
    labels, ScoreTable(rows: decisions, "decisions", like: labels), classes, weights, strict)
}

/// The mean hinge loss of three classes or more, from a flat array.
///
/// scikit-learn: `hinge_loss`. Parameters and errors as for rows, `width` being decisions a row.
public func hingeLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], decisions: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let table = try ScoreTable(flat: decisions, width: width, "decisions", rows: labels.count)
  return try hingeLoss(labels, table, classes, weights, strict)
}

private func hingeLoss<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  _ labels: [Label], _ table: ScoreTable<Score>, _ classes: [Label]?, _ weights: [Double]?,
  _ strict: Bool
) throws(EvaluationError) -> Double {
  try Columns.check(weights: weights, like: labels.count, "labels")
  let encoded = try EncodedLabels(labels, classes: classes)
  try encoded.checkOrder(strict: strict)
  try table.check(classCount: encoded.classes.count, "decisions")
  var losses = HingeLosses(knownClassCount: encoded.classes.count)
  try losses.update(
    truth: encoded.positions, decisions: table.values, width: table.width, weights: weights)
  try Columns.check(notAllZero: weights)
  return losses.hingeLoss
}
