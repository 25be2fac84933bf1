/// How rows are drawn anew, and how the ends of an interval are read from what they gave.
///
/// ```swift
/// let careful = Resampling(resamples: 10_000, seed: 7, ends: .bca, isStratified: true)
/// ```
///
/// The same seed gives the same bits, for any number of threads.
public struct Resampling: Hashable, Sendable {
  /// How many resamples are drawn; 0 gives no interval.
  public var resamples: Int
  /// The seed of the resamples.
  public var seed: UInt64
  /// How the ends are read from the resamples.
  public var ends: Ends
  /// Whether each class of the truth keeps its number of rows in every resample.
  ///
  /// Say so where the numbers were fixed by design (thirty patients and thirty healthy people);
  /// leave it where the next sample would hold other parts of each class. Groups resampled whole
  /// are never stratified.
  public var isStratified: Bool

  /// How the ends of an interval are read from resampled values.
  public enum Ends: Hashable, Sendable {
    /// The (1−level)/2 and (1+level)/2 quantiles of the resampled values.
    case percentile
    /// The quantiles corrected for bias and for a spread that grows with the value (BCa).
    ///
    /// With Φ the normal distribution, z₀ = Φ⁻¹ of the part of resampled values below the value
    /// itself (ties half) and a the acceleration, the quantiles are those of
    /// Φ(z₀ + (z₀ ± z) / (1 − a (z₀ ± z))). The acceleration comes from the values with one row
    /// left out, θ₍ᵢ₎, and their mean: a = Σ (θ̄ − θ₍ᵢ₎)³ / 6 (Σ (θ̄ − θ₍ᵢ₎)²)^³⁄².
    ///
    /// SciPy: `bootstrap(method="BCa")`. Source: B. Efron, *Better bootstrap confidence intervals*,
    /// 1987.
    case bca
  }

  /// A way of resampling from its parts.
  public init(
    resamples: Int = 2_000, seed: UInt64 = 1, ends: Ends = .percentile, isStratified: Bool = false
  ) {
    self.resamples = max(0, resamples)
    self.seed = seed
    self.ends = ends
    self.isStratified = isStratified
  }

  /// The method of an interval whose ends were read from resamples.
  func method(of resampled: Interval.Resampled, resamples: Int? = nil) -> Interval.Method {
    let resamples = resamples ?? self.resamples
    switch ends {
    case .percentile: return .bootstrap(resampled, resamples: resamples, seed: seed)
    case .bca: return .bca(resampled, resamples: resamples, seed: seed)
    }
  }

  /// The ends of the interval of one number.
  ///
  /// - Parameters:
  ///   - values: What the resamples gave, NaN where it was undefined.
  ///   - value: The number itself.
  ///   - acceleration: Finds the acceleration, or the reason why there is none; asked for BCa alone.
  func ends(
    of values: [Double], value: Double, level: Double,
    acceleration: () -> Result<Double, Estimate.MissingInterval>
  ) throws(Estimate.MissingInterval) -> (low: Double, high: Double) {
    guard let plain = Percentiles.interval(of: values, level: level) else {
      throw .resamplesUndefined
    }
    let found: (low: Double, high: Double)
    switch ends {
    case .percentile: found = plain
    case .bca:
      // Ends that agree at both extremes leave nothing to correct.
      guard Percentiles.hasSpread(values) else { throw .noSpread }
      found = try BiasCorrected.interval(
        of: values, value: value, acceleration: acceleration().get(), level: level)
    }
    guard found.low < found.high else { throw .noSpread }
    return found
  }
}
