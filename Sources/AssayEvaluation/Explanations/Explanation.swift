/// A number and the fraction it came from.
///
/// ```swift
/// print(confusion.positive.explain(.precision))
/// // precision = 215 / (215 + 42) = 0.8366
/// print(confusion.positive.explain(.precision).details)
/// // precision: of the rows predicted positive, the part that is
/// //   = TP / (TP + FP)
/// //   = 215 / (215 + 42)
/// //   = 0.8366
/// ```
public struct Explanation: Hashable, Sendable {
  /// The metric's name in code and files: scikit-learn's scorer name.
  public let metric: String
  /// The metric's name for people.
  public let title: String
  /// What the number is, in words: «of the rows predicted positive, the part that is».
  public let words: String
  /// The formula in symbols: `TP / (TP + FP)`.
  public let formula: String
  /// The formula with the numbers in their places: `215 / (215 + 42)`.
  public let numbers: String
  /// The value itself, not rounded.
  public let value: Double
  /// Why the value is undefined and so a convention, where it is.
  public let undefined: UndefinedReading?
  /// What the number is made of: of an average, each class's own rate.
  public let parts: [Explanation]

  /// An explanation from its parts.
  public init(
    metric: String, title: String? = nil, words: String, formula: String, numbers: String,
    value: Double, undefined: UndefinedReading? = nil, parts: [Explanation] = []
  ) {
    self.metric = metric
    self.title = title ?? metric
    self.words = words
    self.formula = formula
    self.numbers = numbers
    self.value = value
    self.undefined = undefined
    self.parts = parts
  }

  /// The explanation in several lines: in words, in symbols, in numbers, then each part.
  public var details: String {
    let lines = ["\(title): \(words)", "  = \(formula)", "  = \(numbers)", "  = \(valueText)"]
    return (lines + parts.map { "  \($0)" }).joined(separator: "\n")
  }

  private var valueText: String {
    let text = DecimalText.fixed(value, digits: 4)
    guard let undefined else { return text }
    return value.isNaN ? "\(text) (\(undefined))" : "\(text) by convention (\(undefined))"
  }

  /// The same explanation under another name.
  func named(_ title: String) -> Explanation {
    Explanation(
      metric: metric, title: title, words: words, formula: formula, numbers: numbers,
      value: value, undefined: undefined, parts: parts)
  }

  /// A count, or a sum of weights, as it stands in ``numbers``.
  static func text(_ count: Double) -> String { DecimalText.shortest(count) }

  /// A rate as it stands in the numbers of an average.
  static func rounded(_ rate: Double) -> String { DecimalText.fixed(rate, digits: 4) }
}

extension Explanation: CustomStringConvertible {
  /// The explanation in a line: `precision = 215 / (215 + 42) = 0.8366`.
  public var description: String { "\(title) = \(numbers) = \(valueText)" }
}

/// A rate that can be explained.
public enum ExplainedRate: Hashable, Sendable {
  /// The part of the rows predicted rightly.
  case accuracy
  /// The mean of the recalls of the classes.
  case balancedAccuracy
  /// Of the rows predicted positive, the part that is.
  case precision
  /// Of the positive rows, the part predicted positive.
  case recall
  /// Of the negative rows, the part predicted negative.
  case specificity
  /// The harmonic mean of precision and recall.
  case f1
  /// The same with recall β times as important.
  case fScore(beta: Double)
  /// The overlap of positive and predicted rows over their union.
  case jaccard
  /// Agreement beyond chance.
  case cohenKappa
  /// The correlation of truth and prediction.
  case matthewsCorrelation

  /// The rate's name, as scikit-learn's scorer.
  public var name: String {
    switch self {
    case .accuracy: "accuracy"
    case .balancedAccuracy: "balanced_accuracy"
    case .precision: "precision"
    case .recall: "recall"
    case .specificity: "specificity"
    case .f1: "f1"
    case .fScore(let beta): "f\(DecimalText.shortest(beta))"
    case .jaccard: "jaccard"
    case .cohenKappa: "cohen_kappa"
    case .matthewsCorrelation: "matthews_corrcoef"
    }
  }
}
