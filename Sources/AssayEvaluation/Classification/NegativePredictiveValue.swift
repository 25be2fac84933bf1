// Negative predictive value: of the rows predicted negative, the part that is.
//
//     NPV = TN / (TN + FN)
//
// Range 0 ... 1. Undefined, and 0, when every row was predicted positive.

extension BinaryCounts {
  /// The part of the rows predicted negative that is negative: TN / (TN + FN).
  ///
  /// Range 0 ... 1. Undefined, and 0, when every row was predicted positive.
  ///
  /// scikit-learn: `precision_score` of the other class.
  public var negativePredictiveValue: Double {
    zeroDivision.ratio(trueNegatives, predictedNegatives)
  }
}

extension AveragedRates {
  /// The average negative predictive value of the classes.
  public var negativePredictiveValue: Double { mean(of: \.negativePredictiveValue) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the rows predicted negative that is negative: TN / (TN + FN).
  public static var negativePredictiveValue: Metric {
    Metric(
      "negative_predictive_value", title: "Negative predictive value", requires: .counts,
      uncertainty: .proportion { ($0.positive.trueNegatives, $0.positive.predictedNegatives) }
    ) { $0.positive.negativePredictiveValue }
  }
}

/// The part of the rows predicted negative that is negative: TN / (TN + FN).
///
/// ```swift
/// try negativePredictiveValue(labels: [1, 0, 0, 1], predictions: [1, 1, 0, 0])  // 0.5
/// ```
///
/// scikit-learn: `precision_score` of the other class.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - average: how the classes make one number; `.binary` is the positive class alone.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - chosen: the labels to average over; nil for all that occur.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where the reading is undefined.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, or the positive class is not determined.
public func negativePredictiveValue<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], average: Average = .binary, positive: Label? = nil,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelColumns.rate(
    "negative_predictive_value", labels, predictions, average, positive: positive, over: chosen,
    weights: weights, undefined: undefined, strict: strict
  ) { $0.negativePredictiveValue }
}
