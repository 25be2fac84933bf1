extension ScoreCurve {
  /// The area under the ROC curve up to a rate of false positives, standardised.
  ///
  ///     a   = area under the curve from 0 to m, the curve interpolated at m
  ///     AUC = ½ (1 + (a − ½ m²) / (m − ½ m²))
  ///
  /// Range 0 ... 1; ½ is chance and 1 perfect, for any m: a curve below the diagonal may read less
  /// than ½. NaN when one class does not occur, or m is not in 0 ... 1 or is 0.
  ///
  /// Where negative weights make the curve turn back, scikit-learn refuses; here what lies behind
  /// the turn is taken away.
  ///
  /// scikit-learn: `roc_auc_score(max_fpr=)`. D. McClish, «Analyzing a portion of the ROC curve»,
  /// 1989.
  ///
  /// - Parameter maximum: the rate m of false positives where the area ends; 1 is the whole area.
  public func rocAUC(maximumFalsePositiveRate maximum: Double) -> Double {
    guard maximum > 0, maximum <= 1 else { return .nan }
    guard maximum < 1 else { return rocAUC }
    let blocks = blocks
    let positives = blocks.positives.reduce(0, +)
    let negatives = blocks.negatives.reduce(0, +)
    guard positives > 0, negatives > 0 else { return .nan }
    var area = 0.0
    var (hits, alarms) = (0.0, 0.0)
    var (x, y) = (0.0, 0.0)
    for block in 0..<blocks.count {
      hits += blocks.positives[block]
      alarms += blocks.negatives[block]
      let (nextX, nextY) = (alarms / negatives, hits / positives)
      if nextX > maximum {
        let end = y + (nextY - y) * ((maximum - x) / (nextX - x))
        area += (maximum - x) * (y + end) / 2
        break
      }
      area += (nextX - x) * (y + nextY) / 2
      (x, y) = (nextX, nextY)
    }
    let least = maximum * maximum / 2
    return (1 + (area - least) / (maximum - least)) / 2
  }

  /// A rate of false positives where a partial area may end.
  static func check(maximumFalsePositiveRate maximum: Double) throws(EvaluationError) {
    guard maximum > 0, maximum <= 1 else {
      throw .invalidParameter(
        name: "maximumFalsePositiveRate", value: "\(maximum)", expected: "above 0, at most 1")
    }
  }
}

/// The area under the ROC curve up to a rate of false positives, standardised.
///
/// ```swift
/// try rocAUC(
///   labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8], maximumFalsePositiveRate: 0.5)  // 0.6666666666666666
/// ```
///
/// See ``ScoreCurve/rocAUC(maximumFalsePositiveRate:)`` for the formula.
///
/// scikit-learn: `roc_auc_score(max_fpr=)` of two classes.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: greater means more likely positive.
///   - maximum: where the area ends, above 0 and at most 1; 1 is the whole area.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
///   - strict: throw where the area is undefined, instead of NaN.
/// - Throws: ``EvaluationError`` when the rate is out of range, lengths differ, there are no rows, a
///   score is not finite, weights are not finite or all zero, or the positive class is not
///   determined.
public func rocAUC<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], scores: [Score], maximumFalsePositiveRate maximum: Double,
  positive: Label? = nil, weights: [Double]? = nil, strict: Bool = false
) throws(EvaluationError) -> Double {
  try ScoreCurve.check(maximumFalsePositiveRate: maximum)
  let curve = try ScoreColumns.curve(
    labels, scores.doubles, positive: positive, weights: weights, oneClassIsEnough: true)
  try ScoreColumns.checkDefined("roc_auc", curve, strict: strict)
  return curve.rocAUC(maximumFalsePositiveRate: maximum)
}
