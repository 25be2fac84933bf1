/// How many of the positive rows are found in the highest-scored part of all rows.
///
/// The points run from (0, 0) to (1, 1), one for each distinct score; rows of equal score are taken
/// together, so the order of rows does not show.
///
///     share = rows with score ≥ threshold / rows        gain = TP / positives        lift = gain / share
///
/// R's yardstick: `gain_curve`, `lift_curve`; scikit-plot: `plot_cumulative_gain`,
/// `plot_lift_curve`. Source: P. Giudici, *Applied Data Mining*, 2003.
public struct CumulativeGain: Sendable, Hashable {
  /// The part of all rows that is called positive, ascending from 0 to 1.
  public let shares: [Double]
  /// The part of the positive rows that is among them: the recall; NaN without positive rows.
  public let gains: [Double]
  /// The thresholds, descending from infinity.
  public let thresholds: [Double]

  /// How many times as many positives there are among the rows called positive as among as many
  /// drawn at random: gain / share; NaN where no row is called positive.
  public var lifts: [Double] { zip(gains, shares).map { $1 == 0 ? .nan : $0 / $1 } }

  /// The gain of the highest-scored part of the rows, on the line between the nearest points.
  ///
  /// «The first tenth of the rows holds 43 % of the positives» is `gain(ofTop: 0.1) == 0.43`. Where
  /// rows of equal score are only partly taken, they are taken in proportion.
  ///
  /// - Parameter share: The part of all rows, 0 ... 1; NaN outside.
  public func gain(ofTop share: Double) -> Double {
    guard share >= 0, share <= 1 else { return .nan }
    guard let above = shares.firstIndex(where: { $0 >= share }) else { return gains.last ?? .nan }
    guard above > 0, shares[above] > share else { return gains[above] }
    let part = (share - shares[above - 1]) / (shares[above] - shares[above - 1])
    return gains[above - 1] + part * (gains[above] - gains[above - 1])
  }

  /// The lift of the highest-scored part of the rows: ``gain(ofTop:)`` / share.
  public func lift(ofTop share: Double) -> Double {
    share > 0 ? gain(ofTop: share) / share : .nan
  }
}

extension ScoreCurve {
  /// The cumulative gain and the lift.
  public var cumulativeGain: CumulativeGain {
    var (shares, gains, thresholds) = ([Double](), [Double](), [Double]())
    let walk = ThresholdWalk(blocks, isWeighted: isWeighted)
    let positives = positives
    let total = positives + negatives
    walk.visit(walk.rows) { taken, counts in
      shares.append(total == 0 ? .nan : counts.predictedPositives / total)
      gains.append(positives == 0 ? .nan : counts.truePositives / positives)
      thresholds.append(walk.threshold(taken: taken))
    }
    return CumulativeGain(shares: shares, gains: gains, thresholds: thresholds)
  }
}

/// How many of the positive rows are found in the highest-scored part of all rows, and the lift.
///
/// ```swift
/// let curve = try cumulativeGain(labels: [1, 0, 1, 0], scores: [0.9, 0.8, 0.7, 0.1])
/// print(curve.gains)               // [0.0, 0.5, 0.5, 1.0, 1.0]
/// print(curve.lift(ofTop: 0.25))   // 2.0
/// ```
///
/// - Parameters:
///   - labels: The truth.
///   - scores: Greater means more likely positive.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - weights: What each row counts; nil for once.
///   - strict: Throw where there are no positive rows, instead of NaN.
/// - Throws: ``EvaluationError`` when the columns do not fit, a score is not finite or the positive
///   class is not determined.
public func cumulativeGain<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> CumulativeGain {
  let curve = try ScoreColumns.curve(
    labels, scores.doubles, positive: positive, weights: weights)
  if strict, curve.positives == 0 {
    throw .undefined(UndefinedReading(metric: "cumulative_gain", reason: .absentFromTruth))
  }
  return curve.cumulativeGain
}
