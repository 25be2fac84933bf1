internal import AssayCore

/// The four counts of a confusion matrix at every distinct score taken as the threshold.
///
/// Rows with score ≥ threshold are called positive. The counts are Doubles because rows may carry
/// weights.
///
/// scikit-learn: `confusion_matrix_at_thresholds`.
public struct CountsAtThresholds: Sendable, Equatable {
  /// Negative rows below each threshold.
  public let trueNegatives: [Double]
  /// Negative rows at or above each threshold; the last is all of them.
  public let falsePositives: [Double]
  /// Positive rows below each threshold.
  public let falseNegatives: [Double]
  /// Positive rows at or above each threshold; the last is all of them.
  public let truePositives: [Double]
  /// The distinct scores, descending.
  public let thresholds: [Double]
  /// Whether the counts are sums of weights.
  public let isWeighted: Bool

  /// The number of thresholds.
  public var count: Int { thresholds.count }

  /// The counts at one threshold, by its position, to read any rate from.
  public subscript(position: Int) -> BinaryCounts {
    guard thresholds.indices.contains(position) else { return BinaryCounts() }
    return BinaryCounts(
      truePositives: truePositives[position], falsePositives: falsePositives[position],
      falseNegatives: falseNegatives[position], trueNegatives: trueNegatives[position],
      isWeighted: isWeighted)
  }
}

extension ScoreCurve {
  /// The four counts at every distinct score, from the greatest down.
  ///
  /// scikit-learn: `confusion_matrix_at_thresholds`.
  public var countsAtThresholds: CountsAtThresholds {
    CountsAtThresholds.Reading(isWeighted: isWeighted).read(KeptPoints(blocks))
  }
}

extension CountsAtThresholds {
  /// Reads the counts of points.
  struct Reading: CurveReading {
    let isWeighted: Bool

    func read<Points: DescendingPoints>(_ points: Points) -> CountsAtThresholds {
      let called = CalledPositive(descending: points)
      let positives = called.hits.last ?? 0
      let negatives = called.alarms.last ?? 0
      return CountsAtThresholds(
        trueNegatives: Self.rest(of: negatives, called.alarms), falsePositives: called.alarms,
        falseNegatives: Self.rest(of: positives, called.hits), truePositives: called.hits,
        thresholds: called.thresholds, isWeighted: isWeighted)
    }

    /// What is left of a total at every threshold.
    private static func rest(of total: Double, _ column: [Double]) -> [Double] {
      [Double](unsafeUninitializedCapacity: column.count) { rest, filled in
        Ranking.expectWrites(to: rest)
        for place in column.indices { rest.initializeElement(at: place, to: total - column[place]) }
        filled = column.count
      }
    }
  }
}

/// The four counts of a confusion matrix at every distinct score taken as the threshold.
///
/// ```swift
/// let counts = try countsAtThresholds(labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])
/// print(counts.thresholds)      // [0.8, 0.4, 0.35, 0.1]
/// print(counts.truePositives)   // [1.0, 1.0, 2.0, 2.0]
/// print(counts[1].precision)    // 0.5
/// ```
///
/// scikit-learn: `confusion_matrix_at_thresholds`.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: greater means more likely positive.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once. Rows of weight 0 are left out.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a score is not finite,
///   weights are not finite or all zero, or the positive class is not determined.
public func countsAtThresholds<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil
) throws(EvaluationError) -> CountsAtThresholds {
  try ScoredRows(labels, scores, positive: positive, weights: weights).countsAtThresholds()
}
