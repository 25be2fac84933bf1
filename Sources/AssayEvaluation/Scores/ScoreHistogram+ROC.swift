extension ScoreHistogram {
  /// The area under the ROC curve, and the bounds of the exact one.
  ///
  ///     AUC = (pairs ranked rightly + ½ pairs tied) / P N
  ///
  /// for P positive and N negative rows. Pairs in different bins are ranked as their scores are.
  /// Of a pair in one bin, p n of them in a bin of p and n, nothing is known: counted ½ it is off by
  /// ½ at most. So the exact area lies within
  ///
  ///     value ± Σ p n / 2 P N
  ///
  /// and both ends are attained, by bins whose positives all lie above their negatives, or below.
  /// Pairs are counted as integers and each quotient is rounded once, so the bounds hold to the last
  /// bit of ``ScoreCurve/rocAUC`` of the same rows.
  ///
  /// Range 0 ... 1. NaN, bounds too, when one class does not occur.
  ///
  /// scikit-learn: `roc_auc_score`, which needs all scores.
  public var rocAUC: BoundedValue {
    // Twice the pairs, so that a tied pair counts 1 and one ranked rightly 2.
    var pairs: UInt128 = 0
    var unknown: UInt128 = 0
    var below: UInt128 = 0
    var hits: UInt128 = 0
    for bin in 0..<binCount {
      let (negatives, positives) = (UInt128(cells[2 * bin]), UInt128(cells[2 * bin + 1]))
      pairs += positives * (2 * below + negatives)
      unknown += positives * negatives
      below += negatives
      hits += positives
    }
    guard hits > 0, below > 0 else { return BoundedValue(exactly: .nan) }
    let all = Double(2 * hits * below)
    return BoundedValue(
      Double(pairs) / all, low: Double(pairs - unknown) / all, high: Double(pairs + unknown) / all)
  }

  /// The points of the ROC curve at the edges of bins: all of them points of the exact curve.
  ///
  /// scikit-learn: `roc_curve`.
  public func roc(dropIntermediate: Bool = true) -> ROC {
    curve.roc(dropIntermediate: dropIntermediate)
  }

  /// The points of the precision–recall curve at the edges of bins: all of them points of the exact
  /// curve.
  ///
  /// scikit-learn: `precision_recall_curve`.
  public func precisionRecall(dropIntermediate: Bool = false) -> PrecisionRecallCurve {
    curve.precisionRecall(dropIntermediate: dropIntermediate)
  }
}
