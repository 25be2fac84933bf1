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

extension PrecisionRecallCurve {
  /// Reads the curve in one walk down the scores, written from its end.
  init<Points: DescendingPoints>(of points: Points, dropIntermediate: Bool) {
    let positives = points.positives
    let last = points.distinctCount
    let columns = CurveColumns.make(capacity: last + 1) { precisions, recalls, scores in
      precisions[last] = 1
      recalls[last] = 0
      scores[last] = 0  // counted out below: the last point has no threshold
      var begin = last
      func write(_ hits: Double, _ alarms: Double, _ score: Double) {
        precisions[begin &- 1] = hits + alarms
        recalls[begin &- 1] = hits
        scores[begin &- 1] = score
      }
      var walk = points.makeIterator()
      if let first = walk.next() {
        var score = first.score
        var (lastHits, hits, alarms) = (0.0, first.positives, first.negatives)
        while let next = walk.next() {
          let nextHits = hits + next.positives
          // Written in any case, and written over if it goes: there is no telling which will.
          write(hits, alarms, score)
          let stays = !dropIntermediate || begin == last || hits != lastHits || nextHits != hits
          begin &-= stays ? 1 : 0
          score = next.score
          lastHits = hits
          (hits, alarms) = (nextHits, alarms + next.negatives)
        }
        write(hits, alarms, score)
        begin -= 1
      }
      // Divided all together, which vectors do.
      for point in begin..<last {
        let (hits, called) = (recalls[point], precisions[point])
        precisions[point] = called == 0 ? 0 : hits / called
        recalls[point] = positives == 0 ? 1 : hits / positives
      }
      if begin > 0 {
        for column in [precisions, recalls, scores] {
          for point in begin...last { column[point - begin] = column[point] }
        }
      }
      return (last + 1 - begin, last + 1 - begin, last - begin)
    }
    self.init(precisions: columns.0, recalls: columns.1, thresholds: columns.2)
  }

  /// The reading of these points.
  struct Reading: CurveReading {
    let dropIntermediate: Bool

    func read<Points: DescendingPoints>(_ points: Points) -> PrecisionRecallCurve {
      PrecisionRecallCurve(of: points, dropIntermediate: dropIntermediate)
    }
  }
}

extension ScoreCurve {
  /// The points of the precision–recall curve.
  ///
  /// - Parameter dropIntermediate: leave out points between others of the same recall.
  ///
  /// scikit-learn: `precision_recall_curve`.
  public func precisionRecall(dropIntermediate: Bool = false) -> PrecisionRecallCurve {
    PrecisionRecallCurve(of: KeptPoints(blocks), dropIntermediate: dropIntermediate)
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
  try ScoredRows(labels, scores, positive: positive, weights: weights)
    .read(PrecisionRecallCurve.Reading(dropIntermediate: dropIntermediate))
}
