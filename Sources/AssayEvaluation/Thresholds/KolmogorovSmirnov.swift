/// How far apart the scores of the two classes lie: the greatest difference of their distributions.
///
///     statistic = max over thresholds of |TP / positives − FP / negatives|
///
/// Range 0 ... 1: 1 where a threshold separates the classes, in either direction. With positives
/// scored higher it is Youden's J at its best threshold.
///
/// SciPy: `ks_2samp(positives' scores, negatives' scores).statistic`. Source: N. Smirnov, *Table for
/// estimating the goodness of fit of empirical distributions*, 1948.
public struct KolmogorovSmirnov: Sendable, Hashable {
  /// The greatest difference; NaN where a class does not occur.
  public let statistic: Double
  /// Where it is reached: the greatest such threshold, rows with score ≥ threshold on one side.
  ///
  /// NaN where the statistic is.
  public let threshold: Double
  /// Whether the positive rows have the higher scores there; false where the score is inverted.
  public let positivesAreHigher: Bool
}

extension ScoreCurve {
  /// The Kolmogorov–Smirnov statistic of the scores of both classes.
  public var kolmogorovSmirnov: KolmogorovSmirnov {
    let walk = ThresholdWalk(blocks, isWeighted: isWeighted)
    let (positives, negatives) = (positives, negatives)
    guard positives > 0, negatives > 0 else {
      return KolmogorovSmirnov(statistic: .nan, threshold: .nan, positivesAreHigher: true)
    }
    var best = (difference: 0.0, taken: 0)
    walk.visit(walk.rows) { taken, counts in
      let difference =
        counts.truePositives / positives - counts.falsePositives / negatives
      // The first score stands where there is no difference at all.
      if difference.magnitude > best.difference.magnitude || taken == 1 && best.taken == 0 {
        best = (difference, taken)
      }
    }
    return KolmogorovSmirnov(
      statistic: min(1, best.difference.magnitude), threshold: walk.threshold(taken: best.taken),
      positivesAreHigher: best.difference >= 0)
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// How far apart the scores of the positive class and of the rest lie.
  public static var kolmogorovSmirnov: Metric {
    Metric(
      "kolmogorov_smirnov", title: "Kolmogorov–Smirnov", requires: .curve, uncertainty: .curve
    ) { $0.curve.kolmogorovSmirnov.statistic }
  }
}

/// The Kolmogorov–Smirnov statistic of the scores of two classes, and its threshold.
///
/// ```swift
/// let ks = try kolmogorovSmirnov(labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])
/// print(ks.statistic, ks.threshold)  // 0.5 0.8
/// ```
///
/// SciPy: `ks_2samp`. There is no p-value: for «better than chance?» use the area's interval.
///
/// - Parameters:
///   - labels: The truth.
///   - scores: Of each row.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - weights: What each row counts; nil for once.
///   - strict: Throw where there is one class only, instead of NaN.
/// - Throws: ``EvaluationError`` when the columns do not fit, a score is not finite or the positive
///   class is not determined.
public func kolmogorovSmirnov<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil,
  strict: Bool = false
) throws(EvaluationError) -> KolmogorovSmirnov {
  let curve = try ScoreColumns.curve(
    labels, scores.doubles, positive: positive, weights: weights, oneClassIsEnough: true)
  let result = curve.kolmogorovSmirnov
  if strict, result.statistic.isNaN {
    throw .undefined(UndefinedReading(metric: "kolmogorov_smirnov", reason: .oneClass))
  }
  return result
}
