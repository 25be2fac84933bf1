/// How the intervals of a set of estimates are found.
///
/// Each metric says what it is (a proportion, the area under the ROC curve, a function of the matrix
/// or of the curve, a mean); these say how each kind is treated.
///
/// ```swift
/// var options = IntervalOptions()
/// options.proportions = .clopperPearson
/// options.resampling = Resampling(ends: .bca, isStratified: true)
/// print(evaluation.estimates([.recall, .f1], options: options))
/// ```
public struct IntervalOptions: Hashable, Sendable {
  /// The level of confidence, between 0 and 1.
  public var level: Double
  /// How the interval of a proportion is found.
  public var proportions: OfProportions
  /// How the interval of the area under the ROC curve is found.
  public var areas: OfAreas
  /// How rows are drawn anew, for all other metrics.
  public var resampling: Resampling

  /// Ways to the interval of a proportion.
  public enum OfProportions: Hashable, Sendable {
    /// Wilson's score interval, which covers its level on average over the proportions.
    case wilson
    /// The exact interval of Clopper and Pearson, which never covers less than its level.
    case clopperPearson
  }

  /// Ways to the interval of the area under the ROC curve.
  public enum OfAreas: Hashable, Sendable {
    /// DeLong's standard error, on a scale.
    case deLong(Interval.Scale)
    /// Rows drawn anew.
    case bootstrap
  }

  /// Options from their parts.
  public init(
    level: Double = 0.95, proportions: OfProportions = .wilson,
    areas: OfAreas = .deLong(.logit), resampling: Resampling = Resampling()
  ) {
    self.level = level
    self.proportions = proportions
    self.areas = areas
    self.resampling = resampling
  }
}

extension IntervalOptions.OfProportions {
  /// The interval of a proportion.
  func interval(
    successes: Double, trials: Double, level: Double, effectiveTrials: Double?
  ) -> Interval? {
    switch self {
    case .wilson:
      .wilson(
        successes: successes, trials: trials, level: level, effectiveTrials: effectiveTrials)
    case .clopperPearson:
      .clopperPearson(
        successes: successes, trials: trials, level: level, effectiveTrials: effectiveTrials)
    }
  }
}
