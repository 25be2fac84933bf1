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
  private let sampler: MultinomialSampler
  private let groupCount: Int
  /// What a drawn row counts for: 1, or the mean weight of an effective row.
  private let weight: Double

  /// Resamples of counted rows.
  public init(of counts: [Int], resamples: Int = 2_000, seed: UInt64 = 1) {
    self.init(
      sampler: MultinomialSampler(counts: counts.map { max(0, $0) }), groups: counts.count,
      weight: 1,
      resamples: resamples, seed: seed)
  }

  /// Resamples of weighted rows: Kish's effective number of rows is drawn, and scaled to the sum of
  /// weights.
  public init(
    ofWeights weights: [Double], effectiveCount: Double, resamples: Int = 2_000, seed: UInt64 = 1
  ) {
    let weights = weights.map { $0.isFinite ? max(0, $0) : 0 }
    let total = weights.reduce(0, +)
    // Beyond 2⁵² counts are no whole numbers any more.
    let draws = effectiveCount >= 1 ? Int(min(effectiveCount, 0x1p52).rounded()) : 1
    self.init(
      sampler: MultinomialSampler(shares: weights, draws: draws), groups: weights.count,
      weight: total / Double(draws), resamples: resamples, seed: seed)
  }

  private init(
    sampler: MultinomialSampler, groups: Int, weight: Double, resamples: Int, seed: UInt64
  ) {
    self.sampler = sampler
    groupCount = groups
    self.weight = weight
    self.resamples = max(0, resamples)
    self.seed = seed
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
    let each = max(1, sampler.cost + cost)
    let perTask = min(max(1, 250_000 / each), max(1, resamples))
    let tasks = (resamples + perTask - 1) / perTask
    table.withUnsafeMutableBufferPointer { table in
      nonisolated(unsafe) let table = table
      Workers.run(tasks) { task in
        var counts = [Double](repeating: 0, count: groupCount)
        var values = [Double](repeating: .nan, count: readings)
        for resample in task * perTask..<min(resamples, (task + 1) * perTask) {
          var random = RandomSource(seed: seed, stream: UInt64(resample))
          sampler.draw(into: &counts, from: &random)
          if weight != 1 { for group in counts.indices { counts[group] *= weight } }
          read(counts, &values)
          for reading in 0..<readings { table[reading * resamples + resample] = values[reading] }
        }
      }
    }
    return (0..<readings).map { Array(table[$0 * resamples..<($0 + 1) * resamples]) }
  }
}
