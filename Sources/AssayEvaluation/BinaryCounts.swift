/// The four counts of one label against the rest: what every rate is read from.
///
/// | | predicted positive | predicted negative |
/// |---|---|---|
/// | **positive** | ``truePositives`` | ``falseNegatives`` |
/// | **negative** | ``falsePositives`` | ``trueNegatives`` |
///
/// Counts are Doubles because rows may carry weights; unweighted they are whole numbers.
///
/// ```swift
/// let counts = BinaryCounts(
///   truePositives: 215, falsePositives: 42, falseNegatives: 37, trueNegatives: 206)
/// print(counts.precision)  // 0.8365758754863813
/// ```
///
/// For a stream of rows use ``ConfusionMatrix``, whose counts do not depend on the order of rows
/// even under weights.
public struct BinaryCounts: Summary, Hashable {
  /// Positive rows predicted positive.
  public var truePositives: Double
  /// Negative rows predicted positive.
  public var falsePositives: Double
  /// Positive rows predicted negative.
  public var falseNegatives: Double
  /// Negative rows predicted negative.
  public var trueNegatives: Double
  /// Whether the counts are sums of weights.
  public var isWeighted: Bool
  /// What undefined readings are.
  public var zeroDivision: ZeroDivision

  /// No rows.
  public init() {
    self.init(truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0)
  }

  /// The four counts.
  public init(
    truePositives: Double, falsePositives: Double, falseNegatives: Double, trueNegatives: Double,
    isWeighted: Bool = false, zeroDivision: ZeroDivision = .standard
  ) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
    self.isWeighted = isWeighted
    self.zeroDivision = zeroDivision
  }

  /// Adds the counts of other rows.
  public mutating func merge(_ other: BinaryCounts) {
    truePositives += other.truePositives
    falsePositives += other.falsePositives
    falseNegatives += other.falseNegatives
    trueNegatives += other.trueNegatives
    isWeighted = isWeighted || other.isWeighted
  }

  /// The same rows with the other class as the positive one.
  public var mirrored: BinaryCounts {
    BinaryCounts(
      truePositives: trueNegatives, falsePositives: falseNegatives,
      falseNegatives: falsePositives, trueNegatives: truePositives,
      isWeighted: isWeighted, zeroDivision: zeroDivision)
  }

  /// All rows.
  public var total: Double { truePositives + falsePositives + falseNegatives + trueNegatives }

  /// The rows that are positive: scikit-learn's `support`.
  public var support: Double { truePositives + falseNegatives }

  /// The rows that are negative.
  public var negatives: Double { falsePositives + trueNegatives }

  /// The rows predicted positive.
  public var predictedPositives: Double { truePositives + falsePositives }

  /// The rows predicted negative.
  public var predictedNegatives: Double { falseNegatives + trueNegatives }

  /// The part of the rows that is positive; NaN without rows.
  public var prevalence: Double { zeroDivision.ratio(support, total, standard: .nan) }

  /// The readings that have nothing to divide by, and why.
  public var undefined: [UndefinedReading] { undefined(label: nil) }

  /// The undefined readings, said of a label.
  func undefined(label: String?) -> [UndefinedReading] {
    guard total != 0 else {
      return [
        "accuracy", "precision", "recall", "specificity", "f1", "jaccard",
        "negative_predictive_value", "positive_likelihood_ratio", "negative_likelihood_ratio",
      ].map { UndefinedReading(metric: $0, label: label, reason: .noRows) }
    }
    var result: [UndefinedReading] = []
    func list(_ metric: String, _ reason: UndefinedReading.Reason) {
      result.append(UndefinedReading(metric: metric, label: label, reason: reason))
    }
    if predictedPositives == 0 { list("precision", .neverPredicted) }
    if support == 0 { list("recall", .absentFromTruth) }
    if negatives == 0 { list("specificity", .noOtherTruth) }
    if predictedPositives == 0 && support == 0 {
      list("f1", .absent)
      list("jaccard", .absent)
    }
    if predictedNegatives == 0 { list("negative_predictive_value", .noOtherPrediction) }
    if falsePositives == 0 || support == 0 {
      list(
        "positive_likelihood_ratio",
        support == 0
          ? .absentFromTruth
          : negatives == 0
            ? .noOtherTruth : predictedPositives == 0 ? .neverPredicted : .noFalsePositives)
    }
    if trueNegatives == 0 || support == 0 {
      list(
        "negative_likelihood_ratio",
        support == 0
          ? .absentFromTruth
          : negatives == 0
            ? .noOtherTruth : predictedNegatives == 0 ? .noOtherPrediction : .noTrueNegatives)
    }
    return result
  }
}
