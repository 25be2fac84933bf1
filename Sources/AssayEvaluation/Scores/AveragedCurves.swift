/// Readings of score curves averaged over classes or labels: `curves.macro.rocAUC`.
///
/// | average | reads |
/// |---|---|
/// | ``Average/macro`` | the plain mean; NaN when any curve reads NaN |
/// | ``Average/weighted`` | the mean weighted by positive rows; a curve without positive rows counts nothing, and all without read 0 |
/// | ``Average/micro`` | one curve of all rows of all curves |
/// | ``Average/binary`` | the one curve of the positive class |
/// | ``Average/samples`` | the plain mean, the curves being those of rows; see ``MultilabelScores`` |
///
/// scikit-learn: the parameter `average` of `roc_auc_score` and `average_precision_score`.
public struct AveragedCurves: Sendable, Equatable {
  /// How the curves are averaged.
  public let average: Average
  /// The curve of each class against the rest, or of each label.
  public let curves: [ScoreCurve]

  /// Readings of these curves, averaged.
  public init(_ average: Average, of curves: [ScoreCurve]) {
    self.average = average
    self.curves = curves
  }

  /// The average of any reading of one curve; NaN without curves.
  ///
  /// ```swift
  /// curves.macro.mean { $0.rocAUC(maximumFalsePositiveRate: 0.1) }
  /// ```
  public func mean(of reading: (ScoreCurve) -> Double) -> Double {
    if average == .micro { return reading(Self.pooled(curves)) }
    return Self.mean(average, of: curves.map(reading)) { curves[$0].positives }
  }

  /// The average area under the ROC curve.
  public var rocAUC: Double { mean(of: \.rocAUC) }

  /// The average standardised area under the ROC curve up to a rate of false positives.
  public func rocAUC(maximumFalsePositiveRate maximum: Double) -> Double {
    mean { $0.rocAUC(maximumFalsePositiveRate: maximum) }
  }

  /// The average of the average precisions.
  public var averagePrecision: Double { mean(of: \.averagePrecision) }

  /// One curve of all rows; pairs are merged in rounds, so that each row moves a few times at most.
  static func pooled(_ curves: [ScoreCurve]) -> ScoreCurve {
    var round = curves
    while round.count > 1 {
      var next: [ScoreCurve] = []
      for first in stride(from: 0, to: round.count, by: 2) {
        var curve = round[first]
        if first + 1 < round.count { curve.merge(round[first + 1]) }
        next.append(curve)
      }
      round = next
    }
    return round.first ?? ScoreCurve()
  }

  /// The macro or weighted mean of values, `positives` being what each weighs.
  static func mean(
    _ average: Average, of values: [Double], positives: (Int) -> Double
  ) -> Double {
    guard !values.isEmpty else { return .nan }
    guard average == .weighted else { return values.reduce(0, +) / Double(values.count) }
    let weights = values.indices.map(positives)
    let total = weights.reduce(0, +)
    // scikit-learn's closeness to 0.
    if total.magnitude <= 1e-8 { return 0 }
    var sum = 0.0
    for (value, weight) in zip(values, weights) where weight != 0 { sum += value * weight }
    return sum / total
  }
}

extension ClassifierStatistics {
  /// The score curve of each class against the rest; empty curves where none are kept.
  public var classCurves: [ScoreCurve] { (0..<classCount).map { curve(for: $0) } }

  /// Readings of the classes' score curves, averaged.
  ///
  /// ```swift
  /// print(statistics.averagedCurves(.macro).rocAUC)
  /// ```
  ///
  /// Of two classes it is the curve of the positive one, whatever the average: the other's has the
  /// same area. scikit-learn too ignores `average` then. Of ``Average/samples`` there are none, for
  /// the rows are not kept: their readings are NaN.
  public func averagedCurves(_ average: Average) -> AveragedCurves {
    if classCount == 2 || average == .binary { return AveragedCurves(.binary, of: [curve]) }
    return AveragedCurves(average, of: average == .samples ? [] : classCurves)
  }

  /// The averages over classes that have nothing to divide by, and of which class.
  func undefinedAverages(names: [String]) -> [UndefinedReading] {
    guard classCount > 2 else {
      return curve.undefined.flatMap { reading in
        Self.averagesOfCurves.filter { $0.of == reading.metric }.map {
          UndefinedReading(metric: $0.name, reason: reading.reason)
        }
      }
    }
    let readings = classCurves.map { ($0.undefined, $0.positives) }
    return Self.averagesOfCurves.flatMap { average in
      zip(names, readings).flatMap { name, reading in
        reading.0.filter { undefined in
          // A class that weighs nothing is no part of a weighted mean.
          undefined.metric == average.of
            && (!average.isWeighted || reading.1 != 0 || undefined.reason == .noRows)
        }.map { UndefinedReading(metric: average.name, label: name, reason: $0.reason) }
      }
    }
  }

  private static var averagesOfCurves: [(name: String, of: String, isWeighted: Bool)] {
    [
      ("roc_auc_ovr", "roc_auc", false), ("roc_auc_ovr_weighted", "roc_auc", true),
      ("average_precision_macro", "average_precision", false),
      ("average_precision_weighted", "average_precision", true),
    ]
  }
}
