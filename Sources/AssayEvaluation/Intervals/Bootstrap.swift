import AssayCore

/// Seeded resamples of rows that fall into groups, and what was read from each of them.
///
/// The groups are the cells of a confusion matrix, or the distinct scores of each class. Each
/// resample has its own stream of random numbers, so the values are the same for any number of
/// threads; all readings are taken from the same resamples, so that differences between them are
/// honest too.
///
/// ```swift
/// let matrix = Bootstrap(of: [206, 42, 37, 215])
/// let f1 = matrix.interval { c in 2 * c[3] / (2 * c[3] + c[1] + c[2]) }
/// ```
///
/// Source: B. Efron, *Bootstrap methods: another look at the jackknife*, 1979.
public struct Bootstrap: Sendable {
  /// How many resamples there are.
  public let resamples: Int
  /// The seed of the resamples.
  public let seed: UInt64
  private let strata: [Stratum]
  private let groupCount: Int

  /// Groups whose rows are drawn among each other.
  private struct Stratum: Sendable {
    let groups: Range<Int>
    let sampler: MultinomialSampler
    /// What a drawn row counts for: 1, or the mean weight of an effective row.
    let weight: Double
  }

  /// Resamples of counted rows.
  ///
  /// - Parameters:
  ///   - counts: How many rows each group has.
  ///   - strata: How many groups each stratum has, in their order: every stratum keeps its number
  ///     of rows. Groups that are in none are one more. nil for a single stratum.
  ///   - resamples: How many resamples are drawn.
  ///   - seed: The seed of the resamples.
  public init(
    of counts: [Int], strata: [Int]? = nil, resamples: Int = 2_000, seed: UInt64 = 1
  ) {
    self.init(
      strata: Self.ranges(strata, groups: counts.count).map { groups in
        Stratum(
          groups: groups, sampler: MultinomialSampler(counts: counts[groups].map { max(0, $0) }),
          weight: 1)
      },
      groups: counts.count, resamples: resamples, seed: seed)
  }

  /// Resamples of weighted rows: Kish's effective number of rows is drawn, and scaled to the sum of
  /// weights.
  ///
  /// A stratum has the part of the effective number that is its part of the weight, at least one.
  public init(
    ofWeights weights: [Double], effectiveCount: Double, strata: [Int]? = nil,
    resamples: Int = 2_000, seed: UInt64 = 1
  ) {
    let weights = weights.map { $0.isFinite ? max(0, $0) : 0 }
    let all = weights.reduce(0, +)
    let ranges = Self.ranges(strata, groups: weights.count)
    self.init(
      strata: ranges.map { groups in
        let total = ranges.count == 1 ? all : weights[groups].reduce(0, +)
        let rows = ranges.count == 1 ? effectiveCount : effectiveCount * (total / all)
        // Beyond 2⁵² counts are no whole numbers any more.
        let draws = rows >= 1 ? Int(min(rows, 0x1p52).rounded()) : 1
        return Stratum(
          groups: groups, sampler: MultinomialSampler(shares: Array(weights[groups]), draws: draws),
          weight: total / Double(draws))
      },
      groups: weights.count, resamples: resamples, seed: seed)
  }

  private init(strata: [Stratum], groups: Int, resamples: Int, seed: UInt64) {
    self.strata = strata
    groupCount = groups
    self.resamples = max(0, resamples)
    self.seed = seed
  }

  /// The groups of each stratum.
  private static func ranges(_ strata: [Int]?, groups: Int) -> [Range<Int>] {
    guard let strata else { return [0..<groups] }
    var result: [Range<Int>] = []
    var start = 0
    for width in strata + [groups] where start < groups && width > 0 {
      let end = width < groups - start ? start + width : groups
      result.append(start..<end)
      start = end
    }
    return result
  }

  /// Fills `counts` with a resample: the same numbers for the same resample, on any thread.
  func draw(_ resample: Int, into counts: inout [Double]) {
    var random = RandomSource(seed: seed, stream: UInt64(resample))
    counts.withUnsafeMutableBufferPointer { counts in
      for stratum in strata {
        let part = UnsafeMutableBufferPointer(rebasing: counts[stratum.groups])
        stratum.sampler.draw(into: part, from: &random)
        if stratum.weight != 1 {
          for group in part.indices { part[group] *= stratum.weight }
        }
      }
    }
  }

  /// The percentile interval of one reading.
  ///
  /// - Parameters:
  ///   - level: The level of confidence.
  ///   - resampled: What the groups are, for the interval's method.
  ///   - read: Reads the number from the counts of the groups; NaN where it is undefined.
  /// - Returns: nil if more than one resample in twenty leaves the reading undefined.
  public func interval(
    level: Double = 0.95, of resampled: Interval.Resampled = .counts,
    _ read: @Sendable ([Double]) -> Double
  ) -> Interval? {
    let values = values(readings: 1) { counts, readings in readings[0] = read(counts) }
    guard let ends = Percentiles.interval(of: values[0], level: level) else { return nil }
    return Interval(
      low: ends.low, high: ends.high, level: level,
      method: .bootstrap(resampled, resamples: resamples, seed: seed))
  }

  /// What several readings gave for each resample: one array a reading, resamples in order.
  ///
  /// - Parameters:
  ///   - readings: How many readings are taken.
  ///   - cost: What the readings of one resample cost, in nanoseconds, roughly: small work stays on
  ///     one thread.
  ///   - read: Fills the readings from the counts of the groups. Called from several threads at
  ///     once.
  public func values(
    readings: Int, cost: Int = 100, _ read: @Sendable ([Double], inout [Double]) -> Void
  ) -> [[Double]] {
    var table = [Double](repeating: .nan, count: readings * resamples)
    // A task is about a quarter of a millisecond, so that waking threads pays.
    let each = max(1, strata.reduce(cost) { $0 + $1.sampler.cost })
    let perTask = min(max(1, 250_000 / each), max(1, resamples))
    let tasks = (resamples + perTask - 1) / perTask
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run(tasks) { task in
        var counts = [Double](repeating: 0, count: groupCount)
        var values = [Double](repeating: .nan, count: readings)
        for resample in task * perTask..<min(resamples, (task + 1) * perTask) {
          draw(resample, into: &counts)
          read(counts, &values)
          for reading in 0..<readings { table[reading * resamples + resample] = values[reading] }
        }
      }
    }
    return (0..<readings).map { Array(table[$0 * resamples..<($0 + 1) * resamples]) }
  }
}
