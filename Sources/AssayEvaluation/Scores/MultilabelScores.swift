/// Scores of sets of labels: a score curve for each label, and each row's own ranking of the labels.
///
/// The one statistic behind the areas and average precisions of multilabel problems, in all their
/// averages; with one label a row it is the one-vs-rest view of classes.
///
/// ```swift
/// var seen = MultilabelScores(labelCount: 2)
/// try seen.update(truth: [true, false, false, true], scores: [0.9, 0.4, 0.2, 0.1])
/// print(seen.macro.rocAUC)     // 0.5
/// print(seen[0].rocAUC)        // 1.0
/// ```
///
/// **Edge cases:** a label that every row has, or none, has no area (NaN), and macro none then; the
/// same for rows and the average over samples.
///
/// - Complexity: as ``ScoreCurve`` for each label.
///
/// scikit-learn: `roc_auc_score` and `average_precision_score` of label indicators.
public struct MultilabelScores: Summary {
  /// The number of labels.
  public let labelCount: Int
  /// Whether each row's own ranking is read, for the averages over samples; costs time.
  public let readsRows: Bool
  var curves: [ScoreCurve]
  var rows = RowWeights()
  var rowAreas = MeanOfLosses()
  var rowPrecisions = MeanOfLosses()

  /// Scores of no rows.
  public init(labelCount: Int, readsRows: Bool = true) {
    self.labelCount = max(0, labelCount)
    self.readsRows = readsRows
    curves = Array(repeating: ScoreCurve(), count: max(0, labelCount))
  }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: row after row, whether each label is in the set.
  ///   - scores: row after row, a score for each label.
  ///   - weights: what each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when lengths differ or do not fit the labels, or a score or a
  ///   weight is not finite; the statistic is then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    truth: [Bool], scores: [Score], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(scores, "scores", like: truth, "truth")
    guard labelCount > 0, truth.count.isMultiple(of: labelCount) else {
      throw .wrongWidth(field: "truth", width: truth.count, expected: [labelCount])
    }
    let numbers = scores.doubles
    try Columns.check(finite: numbers, "scores")
    let count = truth.count / labelCount
    try Columns.check(weights: weights, like: count, "rows")
    for label in 0..<labelCount {
      try curves[label].update(
        labels: truth.column(label, width: labelCount),
        scores: numbers.column(label, width: labelCount), weights: weights)
    }
    for row in 0..<count {
      if let weights { rows.add(weight: weights[row]) } else { rows.add() }
    }
    guard readsRows else { return }
    for row in 0..<count where weights?[row] != 0 {
      let curve = Self.curve(ofRow: row, truth, numbers, width: labelCount)
      if let weights {
        rowAreas.add(curve.rocAUC, weight: weights[row])
        rowPrecisions.add(curve.averagePrecision, weight: weights[row])
      } else {
        rowAreas.add(curve.rocAUC)
        rowPrecisions.add(curve.averagePrecision)
      }
    }
  }

  /// The curve of one row's labels.
  static func curve(ofRow row: Int, _ truth: [Bool], _ scores: [Double], width: Int) -> ScoreCurve {
    var curve = ScoreCurve()
    for cell in (row * width)..<((row + 1) * width) {
      curve.add(scores[cell], isPositive: truth[cell])
    }
    curve.compact()
    return curve
  }

  /// Adds what other scores of the same labels have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of labels, or
  ///   whether rows are read, differ.
  public mutating func merge(_ other: MultilabelScores) throws(EvaluationError) {
    guard labelCount == other.labelCount else {
      throw .cannotMerge(
        what: "label counts", one: "\(labelCount)", other: "\(other.labelCount)")
    }
    guard readsRows == other.readsRows else {
      throw .cannotMerge(
        what: "readings of rows", one: "\(readsRows)", other: "\(other.readsRows)")
    }
    for label in curves.indices { curves[label].merge(other.curves[label]) }
    rows.merge(other.rows)
    rowAreas.merge(other.rowAreas)
    rowPrecisions.merge(other.rowPrecisions)
  }

  /// Sorts waiting scores in, once, before many readings.
  public mutating func compact() {
    for label in curves.indices { curves[label].compact() }
  }

  /// The score curve of one label; empty for a label that is none.
  public subscript(label: Int) -> ScoreCurve {
    curves.indices.contains(label) ? curves[label] : ScoreCurve()
  }

  /// The score curve of every label.
  public var perLabel: [ScoreCurve] { curves }

  /// Readings of all labels' rows pooled in one curve.
  public var micro: AveragedCurves { AveragedCurves(.micro, of: curves) }

  /// Mean readings, every label alike.
  public var macro: AveragedCurves { AveragedCurves(.macro, of: curves) }

  /// Mean readings, each label weighted by how often it occurs.
  public var weighted: AveragedCurves { AveragedCurves(.weighted, of: curves) }

  /// The mean over rows of the area under the ROC curve of the row's labels; NaN when any row has
  /// all labels or none, or ``readsRows`` is false.
  ///
  /// scikit-learn: `roc_auc_score(average="samples")`.
  public var samplesROCAUC: Double { readsRows ? rowAreas.mean(rows) : .nan }

  /// The mean over rows of the average precision of the row's labels; 0 for a row without labels,
  /// NaN where ``readsRows`` is false.
  ///
  /// scikit-learn: `average_precision_score(average="samples")`.
  public var samplesAveragePrecision: Double { readsRows ? rowPrecisions.mean(rows) : .nan }

  /// The number of rows.
  public var count: Int { rows.count }

  /// The rows, or the sum of their weights.
  public var total: Double { rows.total }

  /// The labels' readings that have nothing to divide by, labels being positions.
  public var undefined: [UndefinedReading] {
    curves.enumerated().flatMap { label, curve in
      curve.undefined.map {
        UndefinedReading(metric: $0.metric, label: "\(label)", reason: $0.reason)
      }
    }
  }
}

extension Metric where Statistics == MultilabelScores {
  /// The mean area under the ROC curve of the labels.
  public static var rocAUC: Metric {
    Metric("roc_auc", title: "ROC AUC, macro", uncertainty: .rows) { $0.macro.rocAUC }
  }

  /// The mean average precision of the labels.
  public static var averagePrecision: Metric {
    Metric("average_precision", title: "Average precision, macro", uncertainty: .rows) {
      $0.macro.averagePrecision
    }
  }

  /// Every metric of scores of sets of labels that this package knows.
  public static var all: [Metric] { [.rocAUC, .averagePrecision] }
}
