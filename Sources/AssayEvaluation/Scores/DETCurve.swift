/// The detection error tradeoff: the rate of misses against the rate of false alarms.
///
/// Only the span where the two trade is kept: from the greatest threshold with no miss to the least
/// with no false alarm, so that both axes may be drawn on a normal scale. Thresholds rise.
///
/// scikit-learn: `det_curve`. A. Martin et al., «The DET curve in assessment of detection task
/// performance», Eurospeech 1997.
public struct DETCurve: Sendable, Equatable {
  /// FP / negatives at each threshold, descending; NaN without negative rows.
  public let falsePositiveRates: [Double]
  /// FN / positives at each threshold, ascending; NaN without positive rows.
  public let falseNegativeRates: [Double]
  /// The thresholds, ascending; the last is infinite when every finite one has a false alarm.
  public let thresholds: [Double]
}

extension ScoreCurve {
  /// The points of the detection error tradeoff.
  ///
  /// - Parameter dropIntermediate: leave out points between others of the same rate of misses.
  ///
  /// **Edge cases:** NaN rates where a class is missing; no points without rows.
  ///
  /// scikit-learn: `det_curve`.
  public func det(dropIntermediate: Bool = false) -> DETCurve {
    let counts = countsAtThresholds
    guard counts.count > 0 else {
      return DETCurve(falsePositiveRates: [], falseNegativeRates: [], thresholds: [])
    }
    // Above every score nothing is called positive.
    var hits = [0] + counts.truePositives
    var alarms = [0] + counts.falsePositives
    var thresholds = [Double.infinity] + counts.thresholds
    if dropIntermediate && hits.count > 2 {
      let last = hits.count - 1
      let kept = hits.indices.filter {
        $0 == 0 || $0 == last || hits[$0] != hits[$0 - 1] || hits[$0 + 1] != hits[$0]
      }
      hits = kept.map { hits[$0] }
      alarms = kept.map { alarms[$0] }
      thresholds = kept.map { thresholds[$0] }
    }
    let positives = hits[hits.count - 1]
    let negatives = alarms[alarms.count - 1]
    let first = max(0, Self.place(in: alarms) { $0 <= alarms[0] } - 1)
    let end = min(hits.count, Self.place(in: hits) { $0 < positives } + 1)
    let span = Array((first..<max(first, end)).reversed())
    return DETCurve(
      falsePositiveRates: span.map { alarms[$0] / negatives },
      falseNegativeRates: span.map { (positives - hits[$0]) / positives },
      thresholds: span.map { thresholds[$0] })
  }

  /// Where the values that come before end, by bisection: under negative weights the counts do not
  /// rise throughout, and the place found is scikit-learn's.
  private static func place(in values: [Double], _ isBefore: (Double) -> Bool) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The points of the detection error tradeoff.
///
/// ```swift
/// let det = try detCurve(labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])
/// print(det.falsePositiveRates)  // [0.5, 0.5, 0.0]
/// print(det.falseNegativeRates)  // [0.0, 0.5, 0.5]
/// print(det.thresholds)          // [0.35, 0.4, 0.8]
/// ```
///
/// scikit-learn: `det_curve`.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: greater means more likely positive.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once. Rows of weight 0 are left out.
///   - dropIntermediate: leave out points between others of the same rate of misses.
///   - strict: throw also where a class has no weight, so that a rate is NaN.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a score is not finite,
///   weights are not finite or all zero, the positive class is not determined, or one of the two
///   classes is missing.
public func detCurve<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  dropIntermediate: Bool = false, strict: Bool = false
) throws(EvaluationError) -> DETCurve {
  let numbers = scores.doubles
  let flags = try ScoreColumns.flags(
    labels, numbers, "scores", positive: positive, oneClassIsEnough: true)
  let curve = try ScoreColumns.curve(flags, numbers, positive: true, weights: weights)
  let reading = "det_curve"
  if !flags.contains(true) {
    throw .undefined(UndefinedReading(metric: reading, reason: .absentFromTruth))
  }
  if !flags.contains(false) {
    throw .undefined(UndefinedReading(metric: reading, reason: .noOtherTruth))
  }
  if strict, let missing = curve.undefined.first(where: { $0.metric == "roc_auc" }) {
    throw .undefined(UndefinedReading(metric: reading, reason: missing.reason))
  }
  return curve.det(dropIntermediate: dropIntermediate)
}
