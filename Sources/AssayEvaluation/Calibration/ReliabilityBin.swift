/// The rows whose probability lies in one bin: what was promised, and what came.
public struct ReliabilityBin: Hashable, Sendable {
  /// The lower edge, which belongs to the bin below.
  public let lower: Double
  /// The upper edge, which belongs to this bin.
  public let upper: Double
  /// The rows, or their weight.
  public let rows: Double
  /// The rows with the outcome, or their weight: positives, or right answers.
  public let outcomes: Double
  /// The mean of the probabilities.
  public let meanProbability: Double
  /// How many rows without weights would say as much; nil where the squares of the weights are
  /// unknown.
  public let effectiveRows: Double?

  /// The part of the rows with the outcome.
  public var frequency: Double { outcomes / rows }

  /// The mean probability minus the frequency: above zero where too much is promised.
  public var gap: Double { meanProbability - frequency }

  /// The interval of the frequency.
  ///
  /// - Parameters:
  ///   - level: The level of confidence.
  ///   - exact: Clopper and Pearson's interval instead of Wilson's.
  /// - Returns: nil where the squares of the weights are unknown.
  public func interval(level: Double = 0.95, exact: Bool = false) -> Interval? {
    guard let effectiveRows else { return nil }
    let effective = effectiveRows == rows ? nil : effectiveRows
    return exact
      ? .clopperPearson(
        successes: outcomes, trials: rows, level: level, effectiveTrials: effective)
      : .wilson(successes: outcomes, trials: rows, level: level, effectiveTrials: effective)
  }
}
