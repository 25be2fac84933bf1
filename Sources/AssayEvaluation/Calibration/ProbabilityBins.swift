/// How probabilities are put into bins.
///
/// A value on an inner edge falls in the lower bin, as in scikit-learn and in Guo et al. 2017
/// (TorchMetrics puts it in the upper one).
///
/// scikit-learn: `n_bins` and `strategy` of `calibration_curve`.
public enum ProbabilityBins: Hashable, Sendable {
  /// So many bins of equal width between 0 and 1.
  case uniform(Int)
  /// So many bins of about as many rows each.
  ///
  /// The edges are quantiles of the probabilities, between two rows on the line between them
  /// (NumPy's default). Of weighted rows they are the least probabilities at or below which that
  /// part of the weight lies (NumPy's method `inverted_cdf`): scikit-learn has no weights here.
  case quantile(Int)

  /// How many bins there are, empty ones included.
  public var count: Int {
    switch self {
    case .uniform(let count), .quantile(let count): count
    }
  }

  /// More bins than this are an error.
  public static var mostBins: Int { 1_000_000 }

  /// Throws unless there is a sensible number of bins.
  func check() throws(EvaluationError) {
    guard (1...Self.mostBins).contains(count) else {
      throw .invalidParameter(
        name: "bins", value: "\(count)", expected: "1 ... \(grouped(Self.mostBins))")
    }
  }

  /// The edges of bins of equal width: multiples of 1 / count, rounded as NumPy's `linspace`.
  static func uniformEdges(_ count: Int) -> [Double] {
    let step = 1 / Double(count)
    return (0..<count).map { Double($0) * step } + [1]
  }

  /// The edges for these rows.
  func edges(of blocks: ScoreBlocks, isWeighted: Bool) -> [Double] {
    let count = min(max(1, count), Self.mostBins)
    let uniform = Self.uniformEdges(count)
    guard case .quantile = self, blocks.count > 0 else { return uniform }
    // The rows at or below each score, from the least up.
    var below: [Double] = []
    var sum = 0.0
    for block in (0..<blocks.count).reversed() {
      sum += blocks.positives[block] + blocks.negatives[block]
      below.append(sum)
    }
    func score(_ place: Int) -> Double { blocks.scores[blocks.count - 1 - place] }
    func first(_ isEnough: (Double) -> Bool) -> Double {
      var low = 0
      var high = below.count - 1
      while low < high {
        let middle = (low + high) / 2
        if isEnough(below[middle]) { high = middle } else { low = middle + 1 }
      }
      return score(low)
    }
    return uniform.map { part in
      // NumPy goes by way of per cent, and so do we: the last digit decides who lies on an edge.
      let part = part * 100 / 100
      if isWeighted { return first { $0 / sum >= part } }
      let place = (sum - 1) * part
      let row = place.rounded(.down)
      guard place < sum - 1 else { return score(blocks.count - 1) }
      let (low, high) = (first { $0 > row }, first { $0 > row + 1 })
      let share = place - row
      return share >= 0.5
        ? high - (high - low) * (1 - share) : low + (high - low) * share
    }
  }
}

extension ProbabilityBins: CustomStringConvertible {
  /// The bins in words: `15 uniform bins`.
  public var description: String {
    switch self {
    case .uniform(let count): "\(count) uniform \(count == 1 ? "bin" : "bins")"
    case .quantile(let count): "\(count) quantile \(count == 1 ? "bin" : "bins")"
    }
  }
}
