// Likelihood ratios: by how much a prediction changes the odds of the positive class.
//
//     LR+ = recall / (1 − specificity) = TP (FP + TN) / (FP (TP + FN))
//     LR− = (1 − recall) / specificity = FN (FP + TN) / (TN (TP + FN))
//
// Range 0 ... ∞, 1 for guessing: LR+ is better the greater, LR− the smaller. They do not depend on how
// frequent the classes are. Undefined, and NaN: LR+ without false positives, LR− without true
// negatives, both without positive rows.

/// By how much a positive and a negative prediction change the odds of the positive class.
///
/// ```swift
/// let ratios = try likelihoodRatios(labels: [1, 1, 0, 0, 0], predictions: [1, 0, 1, 0, 0])
/// print(ratios.positive, ratios.negative)  // 1.5 0.75
/// ```
///
/// The odds after a positive prediction are the odds before times ``positive``. NaN values are
/// equal here, so that two pairs of undefined ratios are the same.
public struct LikelihoodRatios: Sendable, Hashable {
  /// LR+, of a positive prediction: from 0 to ∞, better the greater.
  public let positive: Double
  /// LR−, of a negative prediction: from 0 to ∞, better the smaller.
  public let negative: Double

  /// The two ratios.
  public init(positive: Double, negative: Double) {
    self.positive = positive
    self.negative = negative
  }

  /// Both undefined.
  public static let nan = LikelihoodRatios(positive: .nan, negative: .nan)

  /// The ratios of a prediction that says nothing.
  public static let one = LikelihoodRatios(positive: 1, negative: 1)

  /// Whether both ratios are the same; NaN is the same as NaN.
  public static func == (one: LikelihoodRatios, other: LikelihoodRatios) -> Bool {
    func same(_ one: Double, _ other: Double) -> Bool { one == other || one.isNaN && other.isNaN }
    return same(one.positive, other.positive) && same(one.negative, other.negative)
  }

  /// Feeds both ratios to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(positive.isNaN ? .nan : positive)
    hasher.combine(negative.isNaN ? .nan : negative)
  }
}

extension BinaryCounts {
  /// LR+: recall / (1 − specificity); NaN without false positives or without positive rows.
  ///
  /// scikit-learn: the first of `class_likelihood_ratios`.
  public var positiveLikelihoodRatio: Double {
    zeroDivision.ratio(truePositives * negatives, falsePositives * support, standard: .nan)
  }

  /// LR−: (1 − recall) / specificity; NaN without true negatives or without positive rows.
  ///
  /// scikit-learn: the second of `class_likelihood_ratios`.
  public var negativeLikelihoodRatio: Double {
    zeroDivision.ratio(falseNegatives * negatives, trueNegatives * support, standard: .nan)
  }

  /// Both likelihood ratios.
  public var likelihoodRatios: LikelihoodRatios {
    LikelihoodRatios(positive: positiveLikelihoodRatio, negative: negativeLikelihoodRatio)
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// By how much a positive prediction raises the odds of the positive class.
  public static var positiveLikelihoodRatio: Metric {
    Metric(
      "positive_likelihood_ratio", title: "Positive likelihood ratio",
      range: 0...Double.infinity, requires: .counts, uncertainty: .counts
    ) { $0.positive.positiveLikelihoodRatio }
  }

  /// By how much a negative prediction lowers the odds of the positive class.
  public static var negativeLikelihoodRatio: Metric {
    Metric(
      "negative_likelihood_ratio", title: "Negative likelihood ratio", goal: .minimize,
      range: 0...Double.infinity, requires: .counts, uncertainty: .counts
    ) { $0.positive.negativeLikelihoodRatio }
  }
}

/// By how much a positive and a negative prediction change the odds of the positive class.
///
/// scikit-learn: `class_likelihood_ratios`; `undefined` is its `replace_undefined_by`. As there, a
/// truth without positive rows leaves a ratio NaN unless its own denominator, false positives or
/// true negatives, is nothing too.
///
/// - Parameters:
///   - labels: the truth.
///   - predictions: what was predicted.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
///   - weights: what each row counts; nil for once.
///   - undefined: what each ratio is where it is undefined: LR+ from 1 to ∞, LR− from 0 to 1, or
///     NaN.
///   - strict: throw where a ratio is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, weights are not finite or
///   all zero, the positive class is not determined, or a replacement is out of range.
public func likelihoodRatios<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], positive: Label? = nil, weights: [Double]? = nil,
  undefined: LikelihoodRatios = .nan, strict: Bool = false
) throws(EvaluationError) -> LikelihoodRatios {
  guard !(undefined.positive < 1) else {
    throw .invalidParameter(
      name: "undefined.positive", value: "\(undefined.positive)",
      expected: "a number from 1 to infinity, or NaN")
  }
  guard undefined.negative.isNaN || (0...1).contains(undefined.negative) else {
    throw .invalidParameter(
      name: "undefined.negative", value: "\(undefined.negative)",
      expected: "a number from 0 to 1, or NaN")
  }
  var matrix = try LabelColumns.matrix(labels, predictions, weights: weights)
  try LabelColumns.check(strict: strict, weights: weights)
  try matrix.setPositive(try PositiveClass.determine(given: positive, among: matrix.classes))
  let counts = matrix.positive
  if strict,
    let first = counts.undefined.first(where: { $0.metric.hasSuffix("likelihood_ratio") })
  {
    throw .undefined(first)
  }
  return LikelihoodRatios(
    positive: counts.falsePositives == 0 ? undefined.positive : counts.positiveLikelihoodRatio,
    negative: counts.trueNegatives == 0 ? undefined.negative : counts.negativeLikelihoodRatio)
}
