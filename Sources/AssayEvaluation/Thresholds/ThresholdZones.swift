/// The rows of both classes above, between and below two thresholds: all that both decisions need.
///
/// Resampling these six counts draws the rows anew for both thresholds at once, so differences
/// between the two are paired.
struct ThresholdZones: Sendable {
  /// Positive rows above both thresholds, between them and below both; then negative rows.
  let cells: [Double]
  private let chosenIsLow: Bool
  private let isWeighted: Bool

  init(_ curve: ScoreCurve, chosen: Double, standard: Double) {
    chosenIsLow = chosen < standard
    isWeighted = curve.isWeighted
    let low = curve.counts(atThreshold: chosenIsLow ? chosen : standard)
    let high = curve.counts(atThreshold: chosenIsLow ? standard : chosen)
    cells = [
      high.truePositives, low.truePositives - high.truePositives, low.falseNegatives,
      high.falsePositives, low.falsePositives - high.falsePositives, low.trueNegatives,
    ]
  }

  /// The counts at both thresholds, of six cells that may be drawn anew.
  func counts(_ c: some RandomAccessCollection<Double>) -> (
    chosen: BinaryCounts, standard: BinaryCounts
  ) {
    let c = Array(c)
    let low = BinaryCounts(
      truePositives: c[0] + c[1], falsePositives: c[3] + c[4], falseNegatives: c[2],
      trueNegatives: c[5], isWeighted: isWeighted)
    let high = BinaryCounts(
      truePositives: c[0], falsePositives: c[3], falseNegatives: c[1] + c[2],
      trueNegatives: c[4] + c[5], isWeighted: isWeighted)
    return chosenIsLow ? (low, high) : (high, low)
  }
}
