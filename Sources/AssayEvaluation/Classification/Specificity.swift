// Specificity: of the negative rows, the part predicted so (true-negative rate).
//
//     specificity = TN / (TN + FP)
//
// Range 0 ... 1. Undefined, and 0, when every row is positive.

extension BinaryCounts {
  /// The part of the negative rows predicted negative: TN / (TN + FP).
  ///
  /// Range 0 ... 1. Undefined, and 0, when every row is positive.
  ///
  /// scikit-learn: `recall_score` of the other class.
  public var specificity: Double {
    zeroDivision.ratio(trueNegatives, negatives)
  }
}

extension AveragedRates {
  /// The average specificity of the classes.
  public var specificity: Double { mean(of: \.specificity) }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The part of the negative rows predicted negative: TN / (TN + FP).
  public static var specificity: Metric {
    Metric(
      "specificity", title: "Specificity", requires: .counts,
      uncertainty: .proportion { ($0.positive.trueNegatives, $0.positive.negatives) }
    ) { $0.positive.specificity }
  }
}

/// The part of the negative rows predicted negative: TN / (TN + FP).
///
/// ```swift
/// try specificity(labels: [1, 0, 0, 1], predictions: [1, 1, 0, 0])  // 0.5
/// ```
///
/// scikit-learn: `recall_score` of the other class.
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
public func specificity<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], average: Average = .binary, positive: Label? = nil,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  try LabelColumns.rate(
    "specificity", labels, predictions, average, positive: positive, over: chosen, weights: weights,
    undefined: undefined, strict: strict
  ) { $0.specificity }
}
