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
  /// Reads the curve.
  init<Points: DescendingPoints>(of points: Points, dropIntermediate: Bool) {
    let layout = CurveLayout(
      points, Formula(positives: points.positives, dropsPoints: dropIntermediate))
    let last = layout.count
    var columns = CurveColumns.make(count: last + 1) { columns in
      layout.write(to: columns[0..<last], ascending: true)
      columns.write(RunningSums(hits: 0, alarms: 1), score: .nan, at: last)
    }
    columns.scores.removeLast()  // the last point has no threshold
    self.init(precisions: columns.alarms, recalls: columns.hits, thresholds: columns.scores)
  }

  /// Precision and recall; points between others of the same recall may go.
  private struct Formula: CurveFormula {
    let positives: Double
    let dropsPoints: Bool

    func change(from rise: RunningSums, to next: RunningSums) -> Double {
      rise.hits.magnitude + next.hits.magnitude
    }

    func finish(_ points: CurveColumns) {
      let (recalls, precisions) = (points.hits, points.alarms)
      for place in 0..<points.count {
        let (hits, called) = (recalls[place], recalls[place] + precisions[place])
        precisions[place] = called == 0 ? 0 : hits / called
        recalls[place] = positives == 0 ? 1 : hits / positives
      }
    }
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
