/// The rows of a score curve as groups to draw from: the positive rows of each distinct score, then
/// the negative ones.
struct CurveRows: Sendable {
  let blocks: ScoreBlocks
  let isWeighted: Bool
  /// Kish's effective number of rows, where they are weighted and it is known.
  let effectiveCount: Double?
  /// The rows of each group, or their weight.
  let groups: [Double]

  init(_ blocks: ScoreBlocks, isWeighted: Bool, effectiveCount: Double? = nil) {
    self.blocks = blocks
    self.isWeighted = isWeighted
    self.effectiveCount = isWeighted ? effectiveCount : nil
    groups = (blocks.positives + blocks.negatives).map { max(0, $0) }
  }

  /// The two classes, where each keeps its number of rows.
  func strata(_ resampling: Resampling) -> [Int]? {
    resampling.isStratified ? [blocks.count, blocks.count] : nil
  }

  /// What is drawn.
  func resampled(_ resampling: Resampling) -> Interval.Resampled {
    resampling.isStratified ? .rowsOfEachClass : .rows
  }

  /// Resamples of the rows.
  func bootstrap(_ resampling: Resampling) throws(Estimate.MissingInterval) -> Bootstrap {
    guard isWeighted else {
      return Bootstrap(
        of: groups.map { Int($0) }, strata: strata(resampling), resamples: resampling.resamples,
        seed: resampling.seed)
    }
    guard let effectiveCount, effectiveCount > 0 else { throw .weightsUnknown }
    return Bootstrap(
      ofWeights: groups, effectiveCount: effectiveCount, strata: strata(resampling),
      resamples: resampling.resamples, seed: resampling.seed)
  }

  /// The values with one row left out.
  func jackknife(_ resampling: Resampling) -> Jackknife {
    let total = groups.reduce(0, +)
    return Jackknife(
      groups: groups, rowWeight: effectiveCount.map { total / $0 } ?? 1,
      strata: strata(resampling))
  }

  /// The curve of drawn rows.
  func curve(_ counts: [Double]) -> ScoreCurve {
    var drawn = ScoreBlocks()
    for block in 0..<blocks.count {
      let (positives, negatives) = (counts[block], counts[blocks.count + block])
      if positives + negatives > 0 { drawn.append(blocks.scores[block], positives, negatives) }
    }
    return ScoreCurve(blocks: drawn, isWeighted: isWeighted)
  }
}

extension ScoreCurve {
  /// Any number read from the curve, with its bootstrap interval.
  ///
  /// ```swift
  /// let gap = curve.estimate("gap") { $0.rocAUC - $0.averagePrecision }
  /// print(gap)
  /// ```
  ///
  /// - Parameters:
  ///   - name: The number's name.
  ///   - title: Its name for people; nil for `name`.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - resampling: How rows are drawn and ends read. BCa leaves out a row of each distinct score
  ///     in turn: O(k²) for k of them, and none beyond some ten thousand.
  ///   - effectiveCount: For weighted rows, Kish's effective number of rows, ``EffectiveCount``;
  ///     without it a weighted curve has no interval.
  ///   - reading: Reads the number; called from several threads at once.
  public func estimate(
    _ name: String, title: String? = nil, level: Double = 0.95,
    resampling: Resampling = Resampling(), effectiveCount: Double? = nil,
    _ reading: @escaping @Sendable (ScoreCurve) -> Double
  ) -> Estimate {
    let rows = CurveRows(blocks, isWeighted: isWeighted, effectiveCount: effectiveCount)
    let value = reading(self)
    do throws(Estimate.MissingInterval) {
      guard value.isFinite else { throw .valueUndefined }
      let cost = 30 * rows.groups.count
      let read: @Sendable ([Double], inout [Double]) -> Void = { counts, readings in
        readings[0] = reading(rows.curve(counts))
      }
      let values = try rows.bootstrap(resampling).values(readings: 1, cost: cost, read)[0]
      let ends = try resampling.ends(of: values, value: value, level: level) {
        rows.jackknife(resampling).accelerations(readings: 1, cost: cost, read)[0]
      }
      return Estimate(
        name: name, title: title, value: value,
        interval: Interval(
          low: ends.low, high: ends.high, level: level,
          method: resampling.method(of: rows.resampled(resampling)),
          effectiveCount: rows.effectiveCount))
    } catch {
      return Estimate(name: name, title: title, value: value, missing: error)
    }
  }
}
