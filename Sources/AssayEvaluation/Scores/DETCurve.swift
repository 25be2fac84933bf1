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
    DETCurve.Reading(dropIntermediate: dropIntermediate).read(KeptPoints(blocks))
  }
}

extension DETCurve {
  /// Reads the tradeoff of points.
  struct Reading: CurveReading {
    let dropIntermediate: Bool

    func read<Points: DescendingPoints>(_ points: Points) -> DETCurve {
      var called = CalledPositive(ascending: points)
      guard called.hits.count > 1 else {
        return DETCurve(falsePositiveRates: [], falseNegativeRates: [], thresholds: [])
      }
      let (positives, negatives) = (called.hits[0], called.alarms[0])
      if dropIntermediate { called.dropEqualHits() }

      // The span in places counted down from the greatest threshold.
      let count = called.hits.count
      let first = max(0, Self.end(of: count) { called.alarms[count - 1 - $0] <= 0 } - 1)
      let end = min(count, Self.end(of: count) { called.hits[count - 1 - $0] < positives } + 1)
      called.keep(count - max(first, end)..<count - first)
      called.alarms.withUnsafeMutableBufferPointer { alarms in
        for place in alarms.indices { alarms[place] /= negatives }
      }
      called.hits.withUnsafeMutableBufferPointer { hits in
        for place in hits.indices { hits[place] = (positives - hits[place]) / positives }
      }
      return DETCurve(
        falsePositiveRates: called.alarms, falseNegativeRates: called.hits,
        thresholds: called.thresholds)
    }

    /// How many of the first `count` come before, by bisection: under negative weights the counts do
    /// not rise throughout, and the place found is scikit-learn's.
    private static func end(of count: Int, _ isBefore: (Int) -> Bool) -> Int {
      var low = 0
      var high = count
      while low < high {
        let middle = low + (high - low) / 2
        if isBefore(middle) { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}

extension CalledPositive {
  /// Leaves out the points between others of the same hits.
  fileprivate mutating func dropEqualHits() {
    let last = hits.count - 1
    let kept = hits.indices.filter {
      $0 == 0 || $0 == last || hits[$0] != hits[$0 - 1] || hits[$0 + 1] != hits[$0]
    }
    hits = kept.map { hits[$0] }
    alarms = kept.map { alarms[$0] }
    thresholds = kept.map { thresholds[$0] }
  }

  /// Leaves out all but some places.
  fileprivate mutating func keep(_ places: Range<Int>) {
    func cut(_ column: inout [Double]) {
      column.removeLast(column.count - places.upperBound)
      column.removeFirst(places.lowerBound)
    }
    cut(&hits)
    cut(&alarms)
    cut(&thresholds)
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
  let flags = try ScoreColumns.flags(
    labels, scores, "scores", positive: positive, oneClassIsEnough: true)
  let rows = try ScoredRows(flags, scores, positive: true, weights: weights)
  return try rows.det(flags: flags, dropIntermediate: dropIntermediate, strict: strict)
}

extension ScoredRows {
  /// The points of the detection error tradeoff, given which rows are positive.
  package func det(
    flags: [Bool], dropIntermediate: Bool, strict: Bool = false
  ) throws(EvaluationError) -> DETCurve {
    let curve = try read(DETCurve.Reading(dropIntermediate: dropIntermediate))
    let reading = "det_curve"
    if !flags.contains(true) {
      throw .undefined(UndefinedReading(metric: reading, reason: .absentFromTruth))
    }
    if !flags.contains(false) {
      throw .undefined(UndefinedReading(metric: reading, reason: .noOtherTruth))
    }
    if strict, case .weighted(let kept) = self,
      let missing = kept.undefined.first(where: { $0.metric == "roc_auc" })
    {
      throw .undefined(UndefinedReading(metric: reading, reason: missing.reason))
    }
    return curve
  }
}
