/// What was promised against what came: the frequency of the outcome over the probability given.
///
/// The bins that hold rows, from the least probability up. On the diagonal a probability of 0.3
/// means three times in ten.
///
/// ```swift
/// let curve = try calibrationCurve(labels: labels, probabilities: p, bins: .quantile(10))
/// for bin in curve.bins {
///   print(bin.meanProbability, bin.frequency, bin.interval()?.description ?? "", bin.rows)
/// }
/// print(curve.expectedCalibrationError)
/// ```
///
/// scikit-learn: `calibration_curve`, which returns ``frequencies`` and ``meanProbabilities``.
public struct ReliabilityCurve: Hashable, Sendable {
  /// The edges of all bins, empty ones included, ascending.
  public let edges: [Double]
  /// The bins that hold rows.
  public let bins: [ReliabilityBin]
  /// Whether rows carry weights.
  public let isWeighted: Bool

  /// The frequency of the outcome in each bin: scikit-learn's `prob_true`.
  public var frequencies: [Double] { bins.map(\.frequency) }

  /// The mean probability of each bin: scikit-learn's `prob_pred`.
  public var meanProbabilities: [Double] { bins.map(\.meanProbability) }

  /// The rows of each bin, or their weight.
  public var rows: [Double] { bins.map(\.rows) }

  /// The interval of each frequency, Wilson's or Clopper and Pearson's; nil where it is unknown.
  public func intervals(level: Double = 0.95, exact: Bool = false) -> [Interval?] {
    bins.map { $0.interval(level: level, exact: exact) }
  }
}

extension ScoreCurve {
  /// The reliability curve of scores that are probabilities of the positive class.
  ///
  /// Values outside 0 ... 1 fall in the first and the last bin. Under weights the bins have no
  /// intervals, for a curve does not keep the squares of weights: ``CalibrationBins`` does, and so
  /// does the function ``calibrationCurve(labels:probabilities:positive:bins:weights:)``.
  ///
  /// - Parameter bins: How the probabilities are put into bins; fewer bins than 1 are 1.
  public func reliability(_ bins: ProbabilityBins = .uniform(5)) -> ReliabilityCurve {
    let blocks = blocks
    var binned = BinnedOutcomes(edges: bins.edges(of: blocks, isWeighted: isWeighted))
    for block in 0..<blocks.count {
      if isWeighted {
        binned.add(
          blocks.scores[block], outcomeWeight: blocks.positives[block],
          otherWeight: blocks.negatives[block])
      } else {
        binned.add(
          blocks.scores[block], outcomes: Int(blocks.positives[block]),
          others: Int(blocks.negatives[block]))
      }
    }
    return binned.reliability
  }
}

/// The reliability curve: the frequency of the positive class over its probability, in bins.
///
/// ```swift
/// let curve = try calibrationCurve(
///   labels: [0, 0, 0, 0, 1, 1, 1, 1, 1],
///   probabilities: [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1], bins: .uniform(3))
/// print(curve.frequencies)         // [0.0, 0.5, 1.0]
/// print(curve.meanProbabilities)   // [0.2, 0.525, 0.85]
/// ```
///
/// scikit-learn: `calibration_curve`. Weights, which it does not take, count rows in every sum; a
/// row of weight 0 is as if it were not there.
///
/// - Parameters:
///   - labels: The truth.
///   - probabilities: Of the positive class.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - bins: How the probabilities are put into bins.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, a probability is outside
///   0 ... 1, weights are not finite or all zero, the number of bins makes no sense, or the positive
///   class is not determined.
public func calibrationCurve<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], positive: Label? = nil,
  bins: ProbabilityBins = .uniform(5), weights: [Double]? = nil
) throws(EvaluationError) -> ReliabilityCurve {
  let values = probabilities.doubles
  let flags = try ScoreColumns.flags(
    labels, values, "probabilities", positive: positive)
  try Columns.check(probabilities: values, "probabilities")
  return try CalibrationColumns.reliability(flags, values, bins, weights: weights)
}
