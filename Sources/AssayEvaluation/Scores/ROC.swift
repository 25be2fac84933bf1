/// The receiver operating characteristic: true-positive rate against false-positive rate.
///
/// The points run from (0, 0), above every score, to (1, 1) at the least score; at each threshold
/// rows with score ≥ threshold are called positive.
///
/// scikit-learn: `roc_curve`.
public struct ROC: Sendable, Equatable {
  /// FP / negatives at each threshold, ascending; NaN without negative rows.
  public let falsePositiveRates: [Double]
  /// TP / positives at each threshold, ascending; NaN without positive rows.
  public let truePositiveRates: [Double]
  /// The thresholds, descending from infinity.
  public let thresholds: [Double]
}

extension ROC {
  /// Reads the curve.
  init<Points: DescendingPoints>(of points: Points, dropIntermediate: Bool) {
    let formula = Formula(
      positives: points.positives, negatives: points.negatives, dropsPoints: dropIntermediate)
    let layout = CurveLayout(points, formula)
    guard layout.count > 0 else {
      self.init(falsePositiveRates: [.nan], truePositiveRates: [.nan], thresholds: [.infinity])
      return
    }
    let columns = CurveColumns.make(count: layout.count + 1) { columns in
      // Above every score nothing is called positive.
      columns.write(.zero, score: .infinity, at: 0)
      formula.finish(columns[0..<1])
      layout.write(to: columns[1..<columns.count], ascending: false)
    }
    self.init(
      falsePositiveRates: columns.alarms, truePositiveRates: columns.hits,
      thresholds: columns.scores)
  }

  /// Rates of both classes; points on a straight line between their neighbours may go.
  private struct Formula: CurveFormula {
    let positives: Double
    let negatives: Double
    let dropsPoints: Bool

    func change(from rise: RunningSums, to next: RunningSums) -> Double {
      (next.hits - rise.hits).magnitude + (next.alarms - rise.alarms).magnitude
    }

    func finish(_ points: CurveColumns) {
      // A class without rows has no rates.
      let positives = positives > 0 ? positives : .nan
      let negatives = negatives > 0 ? negatives : .nan
      for place in 0..<points.count {
        points.hits[place] /= positives
        points.alarms[place] /= negatives
      }
    }
  }

  /// The reading of these points.
  struct Reading: CurveReading {
    let dropIntermediate: Bool

    func read<Points: DescendingPoints>(_ points: Points) -> ROC {
      ROC(of: points, dropIntermediate: dropIntermediate)
    }
  }
}

extension ScoreCurve {
  /// The points of the ROC curve.
  ///
  /// - Parameter dropIntermediate: leave out points that lie on a straight line between their
  ///   neighbours, which neither show nor change the area.
  ///
  /// scikit-learn: `roc_curve`.
  public func roc(dropIntermediate: Bool = true) -> ROC {
    ROC(of: KeptPoints(blocks), dropIntermediate: dropIntermediate)
  }

  /// The area under the ROC curve: how often a positive row scores above a negative one.
  ///
  ///     AUC = (pairs ranked rightly + ½ pairs tied) / (positives × negatives)
  ///
  /// Range 0 ... 1; ½ is chance. Without weights the pairs are counted as integers, so the quotient
  /// is rounded once. NaN when one class does not occur.
  ///
  /// scikit-learn: `roc_auc_score`.
  public var rocAUC: Double {
    let blocks = blocks
    let positives = blocks.positives.reduce(0, +)
    let negatives = blocks.negatives.reduce(0, +)
    guard positives > 0, negatives > 0 else { return .nan }
    if !isWeighted && positives * negatives < 0x1p61 {
      // Twice the pairs, so that a tied pair counts 1 and one ranked rightly 2.
      var pairs: UInt64 = 0
      var below = UInt64(negatives)
      for block in 0..<blocks.count {
        let here = UInt64(blocks.negatives[block])
        below -= here
        pairs += UInt64(blocks.positives[block]) * (2 * below + here)
      }
      return Double(pairs) / Double(2 * UInt64(positives) * UInt64(negatives))
    }
    var pairs = 0.0
    var below = 0.0
    for block in (0..<blocks.count).reversed() {
      pairs += blocks.positives[block] * (below + blocks.negatives[block] / 2)
      below += blocks.negatives[block]
    }
    return pairs / (positives * negatives)
  }

  /// The readings of the curve that have nothing to divide by.
  public var undefined: [UndefinedReading] {
    let hasPositives = positives > 0
    let hasNegatives = negatives > 0
    guard hasPositives || hasNegatives else {
      return ["roc_auc", "average_precision"].map { UndefinedReading(metric: $0, reason: .noRows) }
    }
    var result: [UndefinedReading] = []
    if !hasPositives || !hasNegatives {
      result.append(
        UndefinedReading(
          metric: "roc_auc", reason: hasPositives ? .noOtherTruth : .absentFromTruth))
    }
    if !hasPositives {
      result.append(UndefinedReading(metric: "average_precision", reason: .absentFromTruth))
    }
    return result
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The area under the ROC curve of the positive class.
  public static var rocAUC: Metric {
    Metric("roc_auc", title: "ROC AUC", requires: .curve, uncertainty: .rocAUC) {
      $0.curve.rocAUC
    }
  }
}

/// The area under the ROC curve.
///
/// ```swift
/// try rocAUC(labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])  // 0.75
/// ```
///
/// scikit-learn: `roc_auc_score` of two classes.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: greater means more likely positive.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
///   - strict: throw where the area is undefined, instead of NaN.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a score is not finite,
///   weights are not finite or all zero, or the positive class is not determined.
public func rocAUC<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  if weights == nil, let area = try ScoreColumns.area(labels, scores, positive: positive) {
    return area
  }
  let curve = try ScoreColumns.curve(
    labels, scores, positive: positive, weights: weights, oneClassIsEnough: true)
  try ScoreColumns.checkDefined("roc_auc", curve, strict: strict)
  return curve.rocAUC
}

/// The points of the ROC curve.
///
/// scikit-learn: `roc_curve`. Parameters and errors as ``rocAUC(labels:scores:positive:weights:strict:)``.
public func rocCurve<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  dropIntermediate: Bool = true
) throws(EvaluationError) -> ROC {
  try ScoredRows(labels, scores, positive: positive, weights: weights)
    .read(ROC.Reading(dropIntermediate: dropIntermediate))
}
