internal import AssayCore

extension ScoreHistogram {
  /// The average precision, and the bounds of the exact one.
  ///
  ///     AP = Σ (precision at the score of each positive row) / P
  ///
  /// Let a bin hold p positives and n negatives, with H positives and F negatives in bins above it.
  /// Number its positives 1 ... p from the greatest score down. At the score of the kth, at least
  /// H + k and at most H + p positives are called, and at least F and at most F + n negatives.
  /// x / (x + y) grows with x and falls with y, so its precision lies between
  ///
  ///     (H + k) / (H + k + F + n)   and   (H + p) / (H + p + F)
  ///
  /// whatever the scores. Added up over k and over bins these are the bounds. Both are attained: the
  /// lower when in every bin the negatives come first and no two positives are equal, the upper
  /// when in every bin the positives come first and are all equal. The value takes each bin as one
  /// score: the average precision of ``curve``, which lies between.
  ///
  /// The sum over k of more than a few positives is bounded below by an integral. With m = F + n and
  /// A = H + m, each term is 1 − m / (A + k), concave in k, and so at least its mean over
  /// k − ½ ... k + ½:
  ///
  ///     Σ ≥ p − m ln(1 + p / (A + ½))
  ///
  /// Rounding may move a bound by less than 2⁻⁵⁰; they are put that much further out.
  ///
  /// Range 0 ... 1. Undefined, and 0, without positive rows; NaN without any rows.
  ///
  /// scikit-learn: `average_precision_score`, which needs all scores.
  public var averagePrecision: BoundedValue {
    var (low, value, high) = (ExactSum(), ExactSum(), ExactSum())
    var hits = 0
    var alarms = 0
    for bin in (0..<binCount).reversed() {
      let (negatives, positives) = (cells[2 * bin], cells[2 * bin + 1])
      if positives > 0 {
        let count = Double(positives)
        let hitsAfter = Double(hits + positives)
        low.add(Self.least(positives, above: hits, alarms: alarms + negatives))
        value.add(count * (hitsAfter / (hitsAfter + Double(alarms + negatives))))
        high.add(count * (hitsAfter / (hitsAfter + Double(alarms))))
      }
      hits += positives
      alarms += negatives
    }
    guard hits > 0 else { return BoundedValue(exactly: alarms > 0 ? 0 : .nan) }
    let positives = Double(hits)
    return BoundedValue(
      value.value / positives, low: max(0, low.value / positives - 0x1p-50),
      high: min(1, high.value / positives + 0x1p-50))
  }

  /// The sum of (H + k) / (H + k + m) for k from 1 to p, or a little less.
  private static func least(_ count: Int, above hits: Int, alarms: Int) -> Double {
    if count <= fewEnoughToAdd {
      var sum = 0.0
      for index in 1...count {
        sum += Double(hits + index) / Double(hits + index + alarms)
      }
      return sum
    }
    let ratio = Double(count) / (Double(hits + alarms) + 0.5)
    return Double(count) - Double(alarms) * ElementaryFunctions.log1p(ratio)
  }

  private static var fewEnoughToAdd: Int { 16 }
}
