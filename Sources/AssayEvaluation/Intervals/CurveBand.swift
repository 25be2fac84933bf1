import AssayCore

/// A curve with what its rows do not rule out at each place: ready for drawing.
///
/// ```swift
/// let band = curve.rocBand()
/// for (x, (low, high)) in zip(band.places, zip(band.low, band.high)) { print(x, low, high) }
/// ```
///
/// Rows are drawn anew as ``Bootstrap`` does, the curve of each resample is read at every place, and
/// the ends are those of the resampled values there.
public struct CurveBand: Hashable, Sendable {
  /// Where the curve was read: false-positive rates of a ROC curve, recalls of the other.
  public let places: [Double]
  /// The curve itself at each place; NaN where it is undefined.
  public let values: [Double]
  /// The lower end at each place; NaN without a band.
  public let low: [Double]
  /// The upper end at each place; NaN without a band.
  public let high: [Double]
  /// The level of confidence.
  public let level: Double
  /// What the level is said of.
  public let coverage: Coverage
  /// How the band was found.
  public let method: Interval.Method
  /// Why there is no band, where there is none.
  public let missing: Estimate.MissingInterval?

  /// What the level of a band is said of.
  public enum Coverage: Hashable, Sendable {
    /// Each place by itself: between the (1−level)/2 and (1+level)/2 quantiles there.
    case pointwise
    /// All places at once: the narrowest band between the j-th least and the j-th greatest value
    /// of each place that holds that part of the resampled curves from end to end.
    ///
    /// Source: J. L. Montiel Olea and M. Plagborg-Møller, *Simultaneous confidence bands: theory,
    /// implementation, and an application to SVARs*, 2019.
    case simultaneous
  }

  /// 0, 0.01 … 1: the places of a band unless others are given.
  public static let hundredths = (0...100).map { Double($0) / 100 }
}

extension ScoreCurve {
  /// The ROC curve with a band: the true-positive rate at each false-positive rate.
  ///
  /// Between two points the curve is straight; where it rises straight up, the upper point counts.
  /// Give `roc().falsePositiveRates` for a band at the curve's own points.
  ///
  /// - Parameters:
  ///   - falsePositiveRates: Where to read the curve, in any order; nil for
  ///     ``CurveBand/hundredths``.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - coverage: Whether the level is said of each place or of the whole curve.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed of the resamples: the same bits for any number of threads.
  ///   - isStratified: Whether each class keeps its number of rows.
  ///   - effectiveCount: For weighted rows, Kish's effective number of rows, ``EffectiveCount``;
  ///     a weighted curve has no band without it.
  /// - Returns: The band; ``CurveBand/missing`` says why where there is none.
  /// - Complexity: O(resamples × (rows + places)); memory O(resamples × places).
  public func rocBand(
    at falsePositiveRates: [Double]? = nil, level: Double = 0.95,
    coverage: CurveBand.Coverage = .pointwise, resamples: Int = 2_000, seed: UInt64 = 1,
    isStratified: Bool = false, effectiveCount: Double? = nil
  ) -> CurveBand {
    let resampling = Resampling(resamples: resamples, seed: seed, isStratified: isStratified)
    return CurveRows(blocks, isWeighted: isWeighted, effectiveCount: effectiveCount).band(
      at: falsePositiveRates ?? CurveBand.hundredths, level, coverage, resampling,
      CurveRows.truePositiveRates)
  }

  /// The precision–recall curve with a band: the precision at each recall.
  ///
  /// The precision at a recall is that of the greatest threshold that reaches it, in steps and
  /// without interpolation, as average precision takes it; at recall 0 that of the first threshold
  /// with a hit.
  ///
  /// - Parameters:
  ///   - recalls: Where to read the curve, in any order; nil for ``CurveBand/hundredths``.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - coverage: Whether the level is said of each place or of the whole curve.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed of the resamples: the same bits for any number of threads.
  ///   - isStratified: Whether each class keeps its number of rows.
  ///   - effectiveCount: For weighted rows, Kish's effective number of rows, ``EffectiveCount``;
  ///     a weighted curve has no band without it.
  /// - Returns: The band; ``CurveBand/missing`` says why where there is none.
  /// - Complexity: O(resamples × (rows + places)); memory O(resamples × places).
  public func precisionRecallBand(
    at recalls: [Double]? = nil, level: Double = 0.95,
    coverage: CurveBand.Coverage = .pointwise, resamples: Int = 2_000, seed: UInt64 = 1,
    isStratified: Bool = false, effectiveCount: Double? = nil
  ) -> CurveBand {
    let resampling = Resampling(resamples: resamples, seed: seed, isStratified: isStratified)
    return CurveRows(blocks, isWeighted: isWeighted, effectiveCount: effectiveCount).band(
      at: recalls ?? CurveBand.hundredths, level, coverage, resampling, CurveRows.precisions)
  }
}

extension CurveRows {
  /// Reads a curve of resampled rows at ascending places.
  typealias Curve = @Sendable ([Double], [Double], inout [Double]) -> Void

  /// A band of a curve.
  func band(
    at places: [Double], _ level: Double, _ coverage: CurveBand.Coverage,
    _ resampling: Resampling, _ read: @escaping Curve
  ) -> CurveBand {
    let order = places.indices.sorted { places[$0] < places[$1] }
    let sorted = order.map { places[$0] }
    var values = [Double](repeating: .nan, count: places.count)
    read(groups, sorted, &values)
    var ends: [(low: Double, high: Double)] = []
    var missing: Estimate.MissingInterval?
    do throws(Estimate.MissingInterval) {
      guard places.allSatisfy({ $0 >= 0 && $0 <= 1 }), values.allSatisfy({ !$0.isNaN }) else {
        throw .valueUndefined
      }
      let drawn = try bootstrap(resampling).values(
        readings: places.count, cost: 4 * groups.count + 4 * places.count
      ) { counts, readings in read(counts, sorted, &readings) }
      switch coverage {
      case .pointwise: ends = try Self.pointwise(drawn, level)
      case .simultaneous: ends = try Self.simultaneous(drawn, level)
      }
    } catch {
      missing = error
    }
    func inOrderGiven(_ sorted: [Double]) -> [Double] {
      var result = [Double](repeating: .nan, count: places.count)
      for (place, value) in zip(order, sorted) { result[place] = value }
      return result
    }
    return CurveBand(
      places: places, values: inOrderGiven(values), low: inOrderGiven(ends.map(\.low)),
      high: inOrderGiven(ends.map(\.high)), level: level, coverage: coverage,
      method: resampling.method(of: resampled(resampling)), missing: missing)
  }

  private static func pointwise(
    _ drawn: [[Double]], _ level: Double
  ) throws(Estimate.MissingInterval) -> [(low: Double, high: Double)] {
    var ends = [(low: Double, high: Double)?](repeating: nil, count: drawn.count)
    ends.withUnsafeMutableBufferPointer { ends in
      nonisolated(unsafe) let ends = ends
      Workers.run(drawn.count) { ends[$0] = Percentiles.interval(of: drawn[$0], level: level) }
    }
    let found = ends.compactMap { $0 }
    guard found.count == drawn.count else { throw .resamplesUndefined }
    return found
  }

  private static func simultaneous(
    _ drawn: [[Double]], _ level: Double
  ) throws(Estimate.MissingInterval) -> [(low: Double, high: Double)] {
    guard let first = drawn.first else { return [] }
    // A resample without one of the classes is undefined at every place.
    let defined = first.indices.filter { !first[$0].isNaN }
    guard Percentiles.interval(of: first, level: level) != nil else { throw .resamplesUndefined }
    var depths = [Int](repeating: defined.count, count: defined.count)
    var sorted: [[Double]] = []
    for values in drawn {
      let order = defined.indices.sorted { values[defined[$0]] < values[defined[$1]] }
      var start = 0
      while start < order.count {
        let value = values[defined[order[start]]]
        var end = start
        while end < order.count, values[defined[order[end]]] == value { end += 1 }
        // As many values are at most this one, and at least this one.
        let depth = min(end, order.count - start)
        for place in start..<end { depths[order[place]] = min(depths[order[place]], depth) }
        start = end
      }
      sorted.append(order.map { values[defined[$0]] })
    }
    // The greatest j that still holds the level's part of the curves.
    let needed = Int((level * Double(depths.count)).rounded(.up))
    let rank = depths.sorted(by: >)[max(0, min(needed, depths.count) - 1)]
    return sorted.map { ($0[rank - 1], $0[$0.count - rank]) }
  }

  /// The true-positive rate at ascending false-positive rates.
  static let truePositiveRates: Curve = { counts, places, rates in
    counts.withUnsafeBufferPointer { counts in
      let blocks = counts.count / 2
      var (positives, negatives) = (0.0, 0.0)
      for block in 0..<blocks {
        positives += counts[block]
        negatives += counts[blocks + block]
      }
      guard positives > 0, negatives > 0 else {
        for place in places.indices { rates[place] = .nan }
        return
      }
      var (block, hits, alarms) = (0, 0.0, 0.0)
      for place in places.indices {
        let goal = places[place] * negatives
        // A rate that is one of the curve's own must not miss its point by rounding.
        let reach = goal * (1 + 1e-12)
        while block < blocks, alarms + counts[blocks + block] <= reach {
          hits += counts[block]
          alarms += counts[blocks + block]
          block += 1
        }
        var here = hits
        if block < blocks {
          here += counts[block] * max(0, (goal - alarms) / counts[blocks + block])
        }
        rates[place] = min(1, here / positives)
      }
    }
  }

  /// The precision at ascending recalls.
  static let precisions: Curve = { counts, places, rates in
    counts.withUnsafeBufferPointer { counts in
      let blocks = counts.count / 2
      var positives = 0.0
      for block in 0..<blocks { positives += counts[block] }
      guard positives > 0 else {
        for place in places.indices { rates[place] = .nan }
        return
      }
      var (block, hits, called) = (0, 0.0, 0.0)
      for place in places.indices {
        let goal = places[place] * positives * (1 - 1e-12)
        while block < blocks, hits == 0 || hits < goal {
          hits += counts[block]
          called += counts[block] + counts[blocks + block]
          block += 1
        }
        rates[place] = hits / called
      }
    }
  }
}
