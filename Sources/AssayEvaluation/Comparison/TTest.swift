import AssayCore

/// A t test: whether the mean of some differences is other than zero, with its interval.
///
/// ```swift
/// // Accuracy of A minus accuracy of B on each of ten folds, 900 rows to learn from, 100 to judge by.
/// let test = TTest(ofFolds: differences, trainRows: 900, testRows: 100)
/// print(test.pValue, test.interval() as Any)
/// ```
///
/// **Folds are not independent.** The models of two folds learn from mostly the same rows, so the
/// plain t test of fold results finds far too many differences.
/// ``init(ofFolds:trainRows:testRows:)`` widens the standard error by what that takes.
///
/// **Edge cases:** ``statistic``, ``pValue`` and ``standardError`` are NaN with fewer than two
/// differences. Where all differences are equal the standard error is 0: p is then 1 for
/// differences of zero, and 0 for others, which says no more than that nothing was seen to vary.
public struct TTest: Hashable, Sendable {
  /// The mean difference; NaN without any.
  public let mean: Double
  /// The standard error of the mean.
  public let standardError: Double
  /// The degrees of freedom of Student's distribution.
  public let degreesOfFreedom: Double

  /// The paired t test: of the differences of independent rows.
  ///
  /// The standard error is s / √n with s² the sample variance (divisor n − 1), the degrees of
  /// freedom n − 1.
  ///
  /// SciPy: `ttest_rel`, `ttest_1samp`.
  public init(of differences: [Double]) {
    self.init(differences) { 1 / $0 }
  }

  /// The corrected resampled t test: of the differences on the folds of a cross-validation, or on
  /// repeated random splits.
  ///
  /// With J results and n₁ rows to learn from, n₂ rows to judge by, the standard error is
  /// √((1/J + n₂/n₁) s²), the degrees of freedom J − 1.
  ///
  /// For r repetitions of k folds give all r k differences.
  ///
  /// Source: C. Nadeau and Y. Bengio, *Inference for the generalization error*, 2003; for repeated
  /// folds R. Bouckaert and E. Frank, 2004.
  ///
  /// - Parameters:
  ///   - differences: One model's result minus the other's, a fold each.
  ///   - trainRows: How many rows each fold learns from, at least 1.
  ///   - testRows: How many rows each fold judges by, at least 1.
  public init(ofFolds differences: [Double], trainRows: Int, testRows: Int) {
    let share = trainRows > 0 && testRows > 0 ? Double(testRows) / Double(trainRows) : .nan
    self.init(differences) { 1 / $0 + share }
  }

  private init(_ differences: [Double], _ factor: (Double) -> Double) {
    let n = Double(differences.count)
    // Summed exactly: the order of differences does not show.
    var sum = ExactSum()
    for difference in differences { sum.add(difference) }
    let mean = sum.value / n
    var squares = ExactSum()
    for difference in differences { squares.add((difference - mean) * (difference - mean)) }
    self.mean = mean
    standardError = n > 1 ? (factor(n) * squares.value / (n - 1)).squareRoot() : .nan
    degreesOfFreedom = max(0, n - 1)
  }

  /// The mean in standard errors.
  public var statistic: Double { mean == 0 && standardError == 0 ? 0 : mean / standardError }

  /// The p-value, two-sided.
  public var pValue: Double { pValue(.twoSided) }

  /// The p-value; `.greater` asks whether the mean is above zero.
  public func pValue(_ alternative: Alternative) -> Double {
    guard degreesOfFreedom > 0 else { return .nan }
    return switch alternative {
    case .greater:
      StudentDistribution.upperTail(statistic, degreesOfFreedom: degreesOfFreedom)
    case .less: StudentDistribution.upperTail(-statistic, degreesOfFreedom: degreesOfFreedom)
    case .twoSided: StudentDistribution.bothTails(statistic, degreesOfFreedom: degreesOfFreedom)
    }
  }

  /// The interval of the mean.
  ///
  /// - Returns: nil with fewer than two differences, where they are not finite, or for a level not
  ///   between 0 and 1.
  public func interval(level: Double = 0.95) -> Interval? {
    guard mean.isFinite, standardError.isFinite, level > 0, level < 1 else { return nil }
    let half =
      StudentDistribution.upperQuantile(0.5 * (1 - level), degreesOfFreedom: degreesOfFreedom)
      * standardError
    return Interval(
      low: mean - half, high: mean + half, level: level,
      method: .student(degreesOfFreedom: degreesOfFreedom))
  }
}

extension TTest: CustomStringConvertible {
  /// The mean with its interval at 95 % and its p-value:
  /// `0.012 (-0.003 to 0.027, 95 %, Student's t, 9 degrees of freedom), p = 0.11`.
  public var description: String {
    guard let interval = interval() else { return "\(DecimalText.fixed(mean, digits: 4)), no test" }
    let digits = Estimate(name: "", value: mean, interval: interval).decimals
    func text(_ value: Double) -> String { DecimalText.fixed(value, digits: digits) }
    return "\(text(mean)) (\(text(interval.low)) to \(text(interval.high)), "
      + "\(percent(interval.level)), \(interval.method)), \(pText(pValue))"
  }
}
