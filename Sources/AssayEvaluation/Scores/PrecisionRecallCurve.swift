/// Precision against recall at every threshold.
///
/// The points run from the least threshold, where recall is 1, to an added last point of precision 1
/// and recall 0 that has no threshold.
///
/// scikit-learn: `precision_recall_curve`.
public struct PrecisionRecallCurve: Sendable, Equatable {
  /// TP / (TP + FP) at each threshold, and 1 at the end.
  public let precisions: [Double]
  /// TP / positives at each threshold, and 0 at the end; 1 throughout without positive rows.
  public let recalls: [Double]
  /// The thresholds, ascending; one fewer than points.
  public let thresholds: [Double]
}

extension ScoreCurve {
  /// The points of the precision–recall curve.
  ///
  /// - Parameter dropIntermediate: leave out points between others of the same recall.
  ///
  /// scikit-learn: `precision_recall_curve`.
  public func precisionRecall(dropIntermediate: Bool = false) -> PrecisionRecallCurve {
    let blocks = blocks
    var hits = [0.0]
    var alarms = [0.0]
    for block in 0..<blocks.count {
      hits.append(hits[block] + blocks.positives[block])
      alarms.append(alarms[block] + blocks.negatives[block])
    }
    let last = blocks.count
    func isEnd(_ point: Int) -> Bool {
      point == 1 || point == last || hits[point] != hits[point - 1]
        || hits[point + 1] != hits[point]
    }
    let kept = (0..<last).map { last - $0 }.filter { !dropIntermediate || isEnd($0) }
    return PrecisionRecallCurve(
      precisions: kept.map {
        let called = hits[$0] + alarms[$0]
        return called == 0 ? 0 : hits[$0] / called
      } + [1],
      recalls: kept.map { hits[last] == 0 ? 1 : hits[$0] / hits[last] } + [0],
      thresholds: kept.map { blocks.scores[$0 - 1] })
  }
}

/// The points of the precision–recall curve.
///
/// scikit-learn: `precision_recall_curve`. Parameters and errors as
/// ``rocAUC(labels:scores:positive:weights:strict:)``.
public func precisionRecallCurve<Label: Hashable & Sendable>(
  labels: [Label], scores: [Double], positive: Label? = nil, weights: [Double]? = nil,
  dropIntermediate: Bool = false
) throws(EvaluationError) -> PrecisionRecallCurve {
  try ScoreColumns.curve(labels, scores, positive: positive, weights: weights)
    .precisionRecall(dropIntermediate: dropIntermediate)
}
