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
    let positives = positives
    var precisions: [Double] = []
    var recalls: [Double] = []
    var thresholds: [Double] = []
    precisions.reserveCapacity(blocks.count + 1)
    recalls.reserveCapacity(blocks.count + 1)
    thresholds.reserveCapacity(blocks.count)
    var (lastHits, hits, alarms) = (0.0, 0.0, 0.0)
    for block in 0..<blocks.count {
      hits += blocks.positives[block]
      alarms += blocks.negatives[block]
      let isEnd = block == 0 || block + 1 == blocks.count || hits != lastHits
      if !dropIntermediate || isEnd || hits + blocks.positives[block + 1] != hits {
        let called = hits + alarms
        precisions.append(called == 0 ? 0 : hits / called)
        recalls.append(positives == 0 ? 1 : hits / positives)
        thresholds.append(blocks.scores[block])
      }
      lastHits = hits
    }
    // Gathered from the greatest threshold down.
    precisions.reverse()
    recalls.reverse()
    thresholds.reverse()
    precisions.append(1)
    recalls.append(0)
    return PrecisionRecallCurve(
      precisions: precisions, recalls: recalls, thresholds: thresholds)
  }
}

/// The points of the precision–recall curve.
///
/// scikit-learn: `precision_recall_curve`. Parameters and errors as
/// ``rocAUC(labels:scores:positive:weights:strict:)``.
public func precisionRecallCurve<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  dropIntermediate: Bool = false
) throws(EvaluationError) -> PrecisionRecallCurve {
  try ScoreColumns.curve(labels, scores, positive: positive, weights: weights)
    .precisionRecall(dropIntermediate: dropIntermediate)
}
