/// How sure a chosen threshold is: where it would have fallen on other rows of the same kind.
///
/// ```swift
/// let chosen = try curve.threshold(.youden, chosenOn: "the test half")
/// print(curve.uncertainty(of: chosen))   // threshold 0.4712 (… to …): the best Youden's J of …
/// ```
public struct ThresholdUncertainty: Sendable {
  /// The threshold, and where it was chosen.
  public let chosen: ChosenThreshold
  /// Where the rule's threshold falls in resamples of the rows.
  ///
  /// An end is infinite where resamples would call no row positive. nil if more than one resample
  /// in twenty has no threshold, or under weights of unknown squares.
  public let threshold: Interval?
  /// The rate at the threshold chosen, in resamples of the rows.
  public let value: Interval?
  /// How much better the rate looks, on the mean, on the rows it was chosen on than on others.
  ///
  /// The mean over resamples of the rate at the resample's own threshold, in the resample minus on
  /// all rows. NaN where it is unknown. Source: B. Efron, *Estimating the error rate of a
  /// prediction rule*, 1983.
  public let optimism: Double
}

extension ThresholdUncertainty: CustomStringConvertible {
  /// The choice with its intervals, in words.
  public var description: String {
    func text(_ value: Double) -> String {
      value == .infinity ? "above every score" : DecimalText.fixed(value, digits: 4)
    }
    func ends(_ interval: Interval?) -> String {
      interval.map { " (\(text($0.low)) to \(text($0.high)))" } ?? " (no interval)"
    }
    let place =
      chosen.callsNothingPositive ? "no row called positive" : "threshold \(text(chosen.threshold))"
    var result =
      "\(place)\(ends(threshold)): \(chosen.rule.words(of: chosen.chosenOn)), "
      + "\(text(chosen.value))\(ends(value))"
    if let made = (threshold ?? value) { result += "; \(percent(made.level)), \(made.method)" }
    if optimism > 0 { result += "; it looks better by \(text(optimism)) than it is" }
    return result + "."
  }
}

extension ScoreCurve {
  /// How sure a threshold chosen on this curve is, from resamples of its rows.
  ///
  /// Each resample draws how many rows lie at each distinct score of each class, and the rule
  /// chooses anew. The values do not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - chosen: A threshold chosen on this curve.
  ///   - level: The level of confidence.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed of the resamples.
  ///   - effectiveCount: For weighted rows, Kish's effective number of rows, ``EffectiveCount``;
  ///     without it weighted rows have no intervals.
  /// - Complexity: O(resamples · k) for k distinct scores.
  public func uncertainty(
    of chosen: ChosenThreshold, level: Double = 0.95, resamples: Int = 2_000, seed: UInt64 = 1,
    effectiveCount: Double? = nil
  ) -> ThresholdUncertainty {
    let rule = chosen.rule
    let walk = ThresholdWalk(blocks, isWeighted: isWeighted)
    let bootstrap: Bootstrap
    if !isWeighted {
      bootstrap = Bootstrap(of: walk.rows.map { Int($0) }, resamples: resamples, seed: seed)
    } else if let effectiveCount, effectiveCount > 0 {
      bootstrap = Bootstrap(
        ofWeights: walk.rows, effectiveCount: effectiveCount, resamples: resamples, seed: seed)
    } else {
      return ThresholdUncertainty(chosen: chosen, threshold: nil, value: nil, optimism: .nan)
    }
    var onAllRows = [Double](repeating: .nan, count: walk.scores.count + 1)
    walk.visit(walk.rows) { taken, counts in onAllRows[taken] = rule.value(of: counts) }
    let everywhere = onAllRows
    let place = walk.taken(atThreshold: chosen.threshold)
    let values = bootstrap.values(readings: 3, cost: 40 * walk.scores.count) { rows, readings in
      readings = [.nan, .nan, .nan]
      let best = walk.best(of: rule, rows) { taken, counts in
        if taken == place { readings[1] = rule.value(of: counts) }
      }
      guard case .success(let best) = best else { return }
      // Finite, so that percentiles between two of them are numbers.
      readings[0] = best.taken == 0 ? .greatestFiniteMagnitude : walk.scores[best.taken - 1]
      readings[2] = rule.advantage(of: best.value, over: everywhere[best.taken])
    }
    func interval(_ values: [Double], above top: Double = .infinity) -> Interval? {
      Percentiles.interval(of: values, level: level).map {
        Interval(
          low: $0.low > top ? .infinity : $0.low, high: $0.high > top ? .infinity : $0.high,
          level: level, method: .bootstrap(.rows, resamples: resamples, seed: seed))
      }
    }
    let known = values[2].filter { !$0.isNaN }
    return ThresholdUncertainty(
      chosen: chosen, threshold: interval(values[0], above: walk.scores.first ?? .infinity),
      value: interval(values[1]),
      optimism: known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count))
  }
}
