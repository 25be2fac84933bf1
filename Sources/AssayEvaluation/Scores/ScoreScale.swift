/// How the scores of a ``ScoreHistogram`` are parted into bins: each bin holds the scores from its
/// edge up to the next one's.
///
/// **Probabilities** crowd at 0 and 1, where a trained network puts most rows and where a rare class
/// lives entirely. Bins of equal width would hold them in a few bins. Those of `.probabilities` are
/// fine where p or 1 − p is small: for 65,536 bins, 2,048 in [¼, ½), 2,048 in [⅛, ¼), and so on down
/// to 2^−16, and 2,048 of equal width below; mirrored above ½. That is near to equal widths on the
/// scale of logits, but needs no logarithm, and every edge is a Double without rounding.
///
/// Quantiles of the data would be finer still, but two shards would have other bins and could not be
/// merged; here the bins are known before the first row.
public enum ScoreScale: Sendable, Hashable {
  /// Probabilities, 0 ... 1, with bins that are finer towards 0 and 1.
  case probabilities
  /// Scores in a range, with bins of equal width.
  case uniform(ClosedRange<Double>)

  /// The scores that have a bin.
  public var range: ClosedRange<Double> {
    switch self {
    case .probabilities: 0...1
    case .uniform(let range): range
    }
  }
}
