internal import AssayCore

/// Scores of positive and negative rows in fixed memory: counted in bins that are known beforehand.
///
/// Where a ``ScoreCurve`` keeps every distinct score, this keeps two counts a bin, a megabyte by
/// default, for a thousand rows or 10⁹. What is lost is the order within a bin, and how much that
/// can matter is known: ``rocAUC`` and ``averagePrecision`` come with bounds between which the exact
/// number of the same rows lies, whatever they are. At an edge of a bin every rate is exact.
///
/// ```swift
/// var seen = ScoreHistogram()
/// for batch in batches { try seen.update(labels: batch.labels, scores: batch.scores) }
/// print(seen.rocAUC)                              // 0.83741 (0.83738 ... 0.83744)
/// print(seen.counts(atThreshold: 0.5)?.recall)    // exact: ½ is an edge
/// ```
///
/// **Thresholds:** positive when score ≥ threshold; a bin holds the scores from its edge up to the
/// next one's.
///
/// **Weights** there are none: exact sums of weights would take some fifty times the memory, and
/// below zero they would have no bounds. Use a ``ScoreCurve``.
///
/// **Merging** needs the same scale and number of bins. Counts are whole numbers: equal data are
/// equal histograms, in any order and any split.
///
/// - Complexity: O(1) a row, a few nanoseconds; readings O(bins).
public struct ScoreHistogram: Summary {
  let bins: Bins
  /// The negative and the positive rows of each bin, side by side, from the least bin up.
  var cells: [Int]

  /// The bins of either scale.
  enum Bins: Hashable, Sendable {
    case probabilities(ProbabilityScoreBins)
    case uniform(UniformBins)

    /// The rule, where speed does not matter.
    var rule: any ScoreBins {
      switch self {
      case .probabilities(let bins): bins
      case .uniform(let bins): bins
      }
    }
  }

  /// The most bins there may be.
  static var mostBins: Int { 1 << 24 }

  /// A histogram of no rows, for probabilities, in 65,536 bins.
  public init() {
    bins = .probabilities(ProbabilityScoreBins())
    cells = [Int](repeating: 0, count: 2 * ProbabilityScoreBins().count)
  }

  /// A histogram of no rows, in bins of one's own.
  ///
  /// - Parameters:
  ///   - scale: the scores there may be and how they are parted into bins.
  ///   - binCount: the number of bins, at most 2^24; for `.probabilities` a power of two, 64 at
  ///     least. Bounds narrow in proportion, memory grows by 16 bytes a bin.
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)``.
  public init(
    scale: ScoreScale = .probabilities, binCount: Int = 65_536
  ) throws(EvaluationError) {
    switch scale {
    case .probabilities:
      guard let bins = ProbabilityScoreBins(count: binCount), binCount <= Self.mostBins else {
        throw .invalidParameter(
          name: "binCount", value: "\(binCount)",
          expected: "a power of two, \(ProbabilityScoreBins.fewest) ... \(Self.mostBins)")
      }
      self.bins = .probabilities(bins)
    case .uniform(let range):
      guard (1...Self.mostBins).contains(binCount) else {
        throw .invalidParameter(
          name: "binCount", value: "\(binCount)", expected: "1 ... \(Self.mostBins)")
      }
      guard let bins = UniformBins(count: binCount, range: range) else {
        throw .invalidParameter(
          name: "scale", value: "\(range.lowerBound) ... \(range.upperBound)",
          expected: "a finite range that is not empty")
      }
      self.bins = .uniform(bins)
    }
    cells = [Int](repeating: 0, count: 2 * binCount)
  }

  /// The scores there may be, and how they are parted into bins.
  public var scale: ScoreScale {
    switch bins {
    case .probabilities: .probabilities
    case .uniform(let bins): .uniform(bins.range)
    }
  }

  /// The number of bins.
  public var binCount: Int { cells.count / 2 }

  /// Adds what another histogram has seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when scales or numbers of bins
  ///   differ; nothing changes then.
  public mutating func merge(_ other: ScoreHistogram) throws(EvaluationError) {
    guard bins == other.bins else {
      throw .cannotMerge(
        what: "bins", one: "\(binCount) of \(scale)", other: "\(other.binCount) of \(other.scale)")
    }
    for cell in cells.indices { cells[cell] += other.cells[cell] }
  }

  /// The positive rows.
  public var positives: Int { stride(from: 1, to: cells.count, by: 2).reduce(0) { $0 + cells[$1] } }

  /// The negative rows.
  public var negatives: Int { stride(from: 0, to: cells.count, by: 2).reduce(0) { $0 + cells[$1] } }

  /// The greatest edge of a bin that is not above a score: the nearest threshold with exact counts.
  ///
  /// A score outside the scale is taken for its nearer end; NaN for the lower one.
  public func edge(notAbove score: Double) -> Double {
    let range = scale.range
    let score = score >= range.lowerBound ? min(score, range.upperBound) : range.lowerBound
    return bins.rule.edge(of: bins.rule.bin(of: score))
  }

  /// The counts when rows with score ≥ threshold are called positive: exact, or nil where the
  /// threshold lies within a bin.
  ///
  /// Thresholds outside the scale have counts too: all rows are called positive, or none.
  public func counts(atThreshold threshold: Double) -> BinaryCounts? {
    let range = scale.range
    let first: Int
    if threshold <= range.lowerBound {
      first = 0
    } else if threshold > range.upperBound {
      first = binCount
    } else {
      guard edge(notAbove: threshold) == threshold else { return nil }
      first = bins.rule.bin(of: threshold)
    }
    var called = (positives: 0, negatives: 0)
    for bin in first..<binCount {
      called.positives += cells[2 * bin + 1]
      called.negatives += cells[2 * bin]
    }
    return BinaryCounts(
      truePositives: Double(called.positives), falsePositives: Double(called.negatives),
      falseNegatives: Double(positives - called.positives),
      trueNegatives: Double(negatives - called.negatives))
  }

  /// The curve of the scores lowered to the edges of their bins.
  ///
  /// Its points are points of the exact curve: at every threshold it has, all counts and rates are
  /// exact. Between them the exact curve may bend. For its ROC, precision–recall and other points,
  /// and for thresholds chosen by it.
  public var curve: ScoreCurve {
    let rule = bins.rule
    var blocks = ScoreBlocks()
    for bin in (0..<binCount).reversed() {
      let (negatives, positives) = (cells[2 * bin], cells[2 * bin + 1])
      if negatives + positives > 0 {
        blocks.append(rule.edge(of: bin), Double(positives), Double(negatives))
      }
    }
    return ScoreCurve(blocks: blocks, isWeighted: false)
  }

  /// The readings that have nothing to divide by, and why.
  public var undefined: [UndefinedReading] { curve.undefined }
}
