import AssayCore

/// What is known of predicted sets of labels, by label position.
///
/// Each label is counted by itself, yes or no; besides, how many rows were right in all labels, and
/// how many rows had so many labels hit, called wrongly and missed.
///
/// ```swift
/// var seen = MultilabelStatistics(labelCount: 2)
/// try seen.update(truth: [true, false, true, true], predictions: [true, true, true, true])
/// print(seen.micro.f1, seen.subsetAccuracy, seen.hammingLoss)  // 0.8571428571428571 0.5 0.25
/// print(seen.samples.jaccard)                                  // 0.75
/// ```
///
/// For sets and rows of flags at once, see the one-shot functions of ``LabelSet``, such as
/// ``f1Score(labels:predictions:average:over:weights:undefined:strict:)``.
public struct MultilabelStatistics: Summary {
  /// The number of labels.
  public let labelCount: Int
  /// A score at least this large predicts the label.
  public let threshold: Double
  /// What undefined readings are.
  public var zeroDivision: ZeroDivision = .standard
  /// Four cells a label: true and false negatives and positives.
  var cells: Cells
  /// Rows that are not, and that are, right in all labels.
  var whole = Cells(count: 2)
  /// Rows by the counts of their labels.
  var kinds = RowKinds()

  /// Statistics of no rows.
  public init(labelCount: Int, threshold: Double = 0.5) {
    self.labelCount = max(0, labelCount)
    self.threshold = threshold
    cells = Cells(count: 4 * max(0, labelCount))
  }

  /// Adds a batch of rows, each with one yes or no for every label.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ or do not fit the labels, or a weight is not
  ///   finite; the statistics are then unchanged.
  public mutating func update(
    truth: [Bool], predictions: [Bool], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: truth, "truth")
    guard labelCount > 0, truth.count.isMultiple(of: labelCount) else {
      throw .wrongWidth(field: "truth", width: truth.count, expected: [labelCount])
    }
    let rows = truth.count / labelCount
    try Columns.check(weights: weights, like: rows, "rows")
    var kindOfRow = [RowKinds.Kind](repeating: RowKinds.Kind(), count: rows)
    if let weights {
      cells.becomeWeighted()
      whole.becomeWeighted()
      Self.forEachCell(truth, predictions, labelCount, &kindOfRow) { row, cell in
        cells.add(cell, weight: weights[row])
      }
    } else {
      var counts = [Int](repeating: 0, count: cells.count)
      Self.forEachCell(truth, predictions, labelCount, &kindOfRow) { _, cell in counts[cell] += 1 }
      for cell in counts.indices where counts[cell] > 0 { cells.add(cell, times: counts[cell]) }
    }
    for (row, kind) in kindOfRow.enumerated() {
      let isRight = kind.wrong == 0 && kind.missed == 0 ? 1 : 0
      if let weights {
        whole.add(isRight, weight: weights[row])
      } else {
        whole.add(isRight)
      }
    }
    kinds.add(kindOfRow, weights: weights)
  }

  /// Visits the cell of every label of every row, and counts the labels of each row.
  private static func forEachCell(
    _ truth: [Bool], _ predictions: [Bool], _ labelCount: Int, _ kindOfRow: inout [RowKinds.Kind],
    _ body: (_ row: Int, _ cell: Int) -> Void
  ) {
    for row in kindOfRow.indices {
      var kind = RowKinds.Kind()
      for label in 0..<labelCount {
        let index = row * labelCount + label
        let (isTrue, isCalled) = (truth[index], predictions[index])
        kind.hits &+= isTrue && isCalled ? 1 : 0
        kind.wrong &+= !isTrue && isCalled ? 1 : 0
        kind.missed &+= isTrue && !isCalled ? 1 : 0
        body(row, 4 * label + (isTrue ? 2 : 0) + (isCalled ? 1 : 0))
      }
      kindOfRow[row] = kind
    }
  }

  /// Adds a batch of rows of scores, one for every label; a label is predicted at score ≥ threshold.
  ///
  /// - Throws: ``EvaluationError`` as for yes and no, and when a score is not finite.
  public mutating func update(
    truth: [Bool], scores: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(scores, "scores", like: truth, "truth")
    try Columns.check(finite: scores, "scores")
    try update(truth: truth, predictions: scores.map { $0 >= threshold }, weights: weights)
  }

  /// Adds a batch of sets of labels.
  ///
  /// - Parameters:
  ///   - labels: the truth: sets, or rows of flags.
  ///   - predictions: what was predicted.
  ///   - classes: the label of each position; other labels are left out.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths differ, there are not as many classes as positions
  ///   or one is repeated, or a weight is not finite; the statistics are then unchanged.
  public mutating func update<Row: LabelSet & Sendable>(
    labels: [Row], predictions: [Row], classes: [Row.Label], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: labels, "labels")
    guard classes.count == labelCount else {
      throw .lengthsDiffer(
        field: "classes", count: classes.count, expected: labelCount, of: "the statistics")
    }
    try Columns.check(weights: weights, like: labels.count, "labels")
    try update(
      truth: Row.indicators(of: labels, over: classes, field: "labels"),
      predictions: Row.indicators(of: predictions, over: classes, field: "predictions"),
      weights: weights)
  }

  /// Adds what other statistics of the same labels have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when labels or threshold differ.
  public mutating func merge(_ other: MultilabelStatistics) throws(EvaluationError) {
    guard labelCount == other.labelCount else {
      throw .cannotMerge(
        what: "label counts", one: "\(labelCount)", other: "\(other.labelCount)")
    }
    guard threshold == other.threshold else {
      throw .cannotMerge(what: "thresholds", one: "\(threshold)", other: "\(other.threshold)")
    }
    cells.merge(other.cells) { $0 }
    whole.merge(other.whole) { $0 }
    kinds.merge(other.kinds)
  }

  /// Whether rows carried weights.
  public var isWeighted: Bool { cells.isWeighted }

  /// The counts of one label.
  public subscript(label: Int) -> BinaryCounts {
    guard (0..<labelCount).contains(label) else { return BinaryCounts() }
    return BinaryCounts(
      truePositives: cells.value(4 * label + 3), falsePositives: cells.value(4 * label + 1),
      falseNegatives: cells.value(4 * label + 2), trueNegatives: cells.value(4 * label),
      isWeighted: cells.isWeighted, zeroDivision: zeroDivision)
  }

  /// The rows right in all labels.
  public var exactMatches: Double { whole.value(1) }

  /// The rows wrong in some label.
  ///
  /// scikit-learn: `zero_one_loss(normalize=False)` of label indicators.
  public var errors: Double { whole.value(0) }

  /// The rows, or the sum of their weights.
  public var total: Double { whole.value(0) + whole.value(1) }

  /// The mean rates of the rows, each read over its own labels.
  ///
  /// scikit-learn: `average="samples"`.
  public var samples: AveragedRates {
    AveragedRates(
      samples: kinds.kinds.map { $0.counts(labels: labelCount, zeroDivision) },
      rows: kinds.cells.values)
  }
}
