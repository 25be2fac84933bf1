/// How the area under the ROC curve, a matter of two classes, is read from several.
///
/// scikit-learn: the parameter `multi_class` of `roc_auc_score`.
public enum MultiClass: String, Sendable, Hashable, CaseIterable {
  /// Each class against all the rest. Depends on how rare the classes are, even as a plain mean.
  case oneVsRest
  /// Each pair of classes on the rows of the two, both ways round: the mean over pairs of ½ (area by
  /// the one's scores + area by the other's). As a plain mean it does not depend on how rare the
  /// classes are. D. Hand and R. Till, «A simple generalisation of the area under the ROC curve for
  /// multiple class classification problems», 2001.
  case oneVsOne
}

extension Metric where Statistics == ClassifierStatistics {
  /// The mean area under the ROC curve of each class against the rest; of two classes, the area.
  public static var rocAUCOneVsRest: Metric {
    Metric(
      "roc_auc_ovr", title: "ROC AUC, one vs rest", requires: .curve, uncertainty: .curve
    ) { $0.averagedCurves(.macro).rocAUC }
  }

  /// The mean area under the ROC curve of each class against the rest, weighted by its rows in the
  /// truth; of two classes, the area.
  public static var weightedROCAUCOneVsRest: Metric {
    Metric(
      "roc_auc_ovr_weighted", title: "ROC AUC, one vs rest, weighted", requires: .curve,
      uncertainty: .curve
    ) { $0.averagedCurves(.weighted).rocAUC }
  }
}

/// The area under the ROC curve of three classes or more.
///
/// ```swift
/// try rocAUC(
///   labels: [0, 1, 2, 2],
///   scores: [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]],
///   multiClass: .oneVsRest)  // 0.8611111111111112
/// ```
///
/// Range 0 ... 1; ½ is chance. **Edge cases:** one-vs-rest is NaN where a class given does not occur
/// (weighted it counts nothing); one-vs-one uses the classes that occur, and is NaN with one alone.
///
/// scikit-learn: `roc_auc_score(multi_class=)`. It refuses classes that are not in natural order;
/// here any order is taken, as that of the columns, and the strict form refuses.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: a probability for each class in each row; rows add up to 1.
///   - multiClass: each class against the rest, or against each other.
///   - average: `.macro`, `.weighted` by rows in the truth (one-vs-one: of both), or for one-vs-rest
///     `.micro`, all classes' columns pooled.
///   - classes: the order of the columns; nil for the natural order of the labels.
///   - weights: what each row counts, of one-vs-rest alone; nil for once.
///   - strict: throw where the area is undefined or classes are not in natural order.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, rows and classes do not
///   fit, there are fewer than three classes (give two a single score a row), a label is no class,
///   a score is not finite, a row does not add up to 1, weights are not finite or all zero, or the
///   average is none of these.
public func rocAUC<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [[Score]], multiClass: MultiClass, average: Average = .macro,
  classes: [Label]? = nil, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  let table = try ScoreTable(rows: scores, "scores", like: labels)
  return try ClassAreas(labels, table, classes, weights, strict: strict)
    .read(multiClass, average, strict: strict)
}

/// The area under the ROC curve of three classes or more, from a flat array.
///
/// scikit-learn: `roc_auc_score(multi_class=)`. Parameters and errors as for rows, `width` being
/// scores a row.
public func rocAUC<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], width: Int, multiClass: MultiClass,
  average: Average = .macro, classes: [Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let table = try ScoreTable(flat: scores, width: width, "scores", rows: labels.count)
  return try ClassAreas(labels, table, classes, weights, strict: strict)
    .read(multiClass, average, strict: strict)
}

/// The area under the ROC curve of each class against the rest, in the order of the columns.
///
/// NaN for a class that does not occur, or alone does.
///
/// scikit-learn: `roc_auc_score(multi_class="ovr", average=None)`. Parameters and errors as
/// ``rocAUC(labels:scores:multiClass:average:classes:weights:strict:)``.
public func rocAUCPerClass<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> [Double] {
  let table = try ScoreTable(rows: scores, "scores", like: labels)
  return try ClassAreas(labels, table, classes, weights, strict: strict).perClass(strict: strict)
}

/// The area under the ROC curve of each class against the rest, from a flat array.
///
/// scikit-learn: `roc_auc_score(multi_class="ovr", average=None)`. Parameters and errors as for
/// rows, `width` being scores a row.
public func rocAUCPerClass<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], width: Int, classes: [Label]? = nil,
  weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> [Double] {
  let table = try ScoreTable(flat: scores, width: width, "scores", rows: labels.count)
  return try ClassAreas(labels, table, classes, weights, strict: strict).perClass(strict: strict)
}
