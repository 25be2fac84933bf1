import AssayCore

/// What is known of predicted sets of labels, by label position.
///
/// Each label is counted by itself, yes or no; besides, how many rows were right in all labels.
///
/// ```swift
/// var seen = MultilabelStatistics(labelCount: 2)
/// try seen.update(truth: [true, false, true, true], predictions: [true, true, true, true])
/// print(seen.micro.f1, seen.subsetAccuracy, seen.hammingLoss)  // 0.8571428571428571 0.5 0.25
/// ```
public struct MultilabelStatistics: Summary {
  /// The number of labels.
  public let labelCount: Int
  /// A score at least this large predicts the label.
  public let threshold: Double
  /// What undefined readings are.
  public var zeroDivision: ZeroDivision = .standard
  /// Four cells a label: true and false negatives and positives.
  private var cells: Cells
  /// Rows that are not, and that are, right in all labels.
  private var whole = Cells(count: 2)

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
    if weights != nil {
      cells.becomeWeighted()
      whole.becomeWeighted()
    }
    for row in 0..<rows {
      var isRight = true
      for label in 0..<labelCount {
        let index = row * labelCount + label
        isRight = isRight && truth[index] == predictions[index]
        let cell = 4 * label + (truth[index] ? 2 : 0) + (predictions[index] ? 1 : 0)
        if let weights {
          cells.add(cell, weight: weights[row])
        } else {
          cells.add(cell)
        }
      }
      if let weights {
        whole.add(isRight ? 1 : 0, weight: weights[row])
      } else {
        whole.add(isRight ? 1 : 0)
      }
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
  }

  /// The counts of one label.
  public subscript(label: Int) -> BinaryCounts {
    guard (0..<labelCount).contains(label) else { return BinaryCounts() }
    return BinaryCounts(
      truePositives: cells.value(4 * label + 3), falsePositives: cells.value(4 * label + 1),
      falseNegatives: cells.value(4 * label + 2), trueNegatives: cells.value(4 * label),
      isWeighted: cells.isWeighted, zeroDivision: zeroDivision)
  }

  /// The counts of every label.
  public var perLabel: [BinaryCounts] { (0..<labelCount).map { self[$0] } }

  /// Rates of all labels' counts added up.
  public var micro: AveragedRates { AveragedRates(.micro, of: perLabel) }

  /// Mean rates, every label alike.
  public var macro: AveragedRates { AveragedRates(.macro, of: perLabel) }

  /// Mean rates, each label weighted by how often it occurs.
  public var weighted: AveragedRates { AveragedRates(.weighted, of: perLabel) }

  /// The rows right in all labels.
  public var exactMatches: Double { whole.value(1) }

  /// The rows, or the sum of their weights.
  public var total: Double { whole.value(0) + whole.value(1) }

  /// The part of the rows right in all labels; NaN without rows.
  ///
  /// scikit-learn: `accuracy_score` of label indicators.
  public var subsetAccuracy: Double {
    zeroDivision.ratio(exactMatches, total, standard: .nan)
  }

  /// The part of all single labels that is wrong; NaN without rows.
  ///
  /// scikit-learn: `hamming_loss`.
  public var hammingLoss: Double {
    let wrong = perLabel.reduce(0) { $0 + $1.falsePositives + $1.falseNegatives }
    return zeroDivision.ratio(wrong, total * Double(labelCount), standard: .nan)
  }
}

extension Metric where Statistics == MultilabelStatistics {
  /// The part of the rows right in all labels.
  public static var subsetAccuracy: Metric {
    Metric(
      "accuracy", title: "Subset accuracy",
      uncertainty: .proportion { ($0.exactMatches, $0.total) }
    ) { $0.subsetAccuracy }
  }

  /// The part of all single labels that is wrong.
  public static var hammingLoss: Metric {
    Metric("hamming_loss", title: "Hamming loss", goal: .minimize, uncertainty: .none) {
      $0.hammingLoss
    }
  }

  /// F1 of all labels' counts added up.
  public static var microF1: Metric {
    Metric("f1_micro", title: "F1, micro", uncertainty: .none) { $0.micro.f1 }
  }

  /// The mean F1 of the labels.
  public static var macroF1: Metric {
    Metric("f1_macro", title: "F1, macro", uncertainty: .none) { $0.macro.f1 }
  }

  /// Every metric of sets of labels that this package knows.
  public static var all: [Metric] { [.subsetAccuracy, .hammingLoss, .microF1, .macroF1] }
}
