/// Outcomes and probabilities in bins of equal width: what calibration is read from, in fixed
/// memory.
///
/// ```swift
/// var bins = try CalibrationBins(count: 15)
/// for batch in batches { try bins.update(labels: batch.isPositive, probabilities: batch.scores) }
/// print(bins.reliability.expectedCalibrationError)
/// ```
///
/// Sums are exact, so neither the order of rows nor how they were sharded shows. For quantile bins,
/// whose edges depend on all rows, gather a ``ScoreCurve`` and read ``ScoreCurve/reliability(_:)``.
public struct CalibrationBins: Summary {
  /// What the probabilities are probabilities of.
  public let meaning: CalibrationMeaning
  var binned: BinnedOutcomes

  /// Bins of no rows yet.
  ///
  /// - Parameters:
  ///   - meaning: What outcomes and probabilities stand for; kept, so that bins of two meanings do
  ///     not merge.
  ///   - count: How many bins.
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)`` for a number of bins below
  ///   1 or beyond ``ProbabilityBins/mostBins``.
  public init(_ meaning: CalibrationMeaning = .positiveClass, count: Int = 15)
    throws(EvaluationError)
  {
    try ProbabilityBins.uniform(count).check()
    self.meaning = meaning
    binned = BinnedOutcomes(edges: ProbabilityBins.uniformEdges(count))
  }

  /// The number of bins.
  public var count: Int { binned.edges.count - 1 }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - labels: whether each row has the outcome: is positive, or was answered rightly.
  ///   - probabilities: of the outcome.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths differ, a probability is outside 0 ... 1 or a weight
  ///   is not finite; the bins are then unchanged.
  public mutating func update(
    labels: [Bool], probabilities: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(probabilities, "probabilities", like: labels, "labels")
    try Columns.check(probabilities: probabilities, "probabilities")
    try Columns.check(weights: weights, like: labels.count, "labels")
    add(labels, probabilities, weights: weights)
  }

  /// Adds columns known to be sound.
  mutating func add(_ labels: [Bool], _ probabilities: [Double], weights: [Double]?) {
    binned.add(labels, probabilities, weights: weights)
  }

  /// Adds what other bins hold.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of bins or the
  ///   meanings differ.
  public mutating func merge(_ other: CalibrationBins) throws(EvaluationError) {
    guard count == other.count else {
      throw .cannotMerge(what: "numbers of bins", one: "\(count)", other: "\(other.count)")
    }
    guard meaning == other.meaning else {
      throw .cannotMerge(
        what: "meanings", one: meaning.description, other: other.meaning.description)
    }
    binned.merge(other.binned)
  }

  /// The bins that hold rows.
  public var reliability: ReliabilityCurve { binned.reliability }
}
