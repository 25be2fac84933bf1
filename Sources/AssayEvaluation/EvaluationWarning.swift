/// Something that takes from the worth of a reading, or that was passed over: the facts.
///
/// What scikit-learn prints as a warning is here a value that a caller can read on the statistic;
/// ``description`` says it in a sentence. The numbers are scikit-learn's all the same, and the
/// strict form of a one-shot function throws where a value is undefined.
///
/// ```swift
/// let seen = try confusionMatrix(labels: ["a", "a"], predictions: ["a", "b"])
/// for warning in seen.warnings { print(warning) }
/// // recall of b is undefined: b does not occur in the truth
/// // b does not occur in the truth: balanced accuracy leaves it out
/// ```
public enum EvaluationWarning: Sendable, Hashable {
  /// A reading divided nothing by nothing: scikit-learn's `UndefinedMetricWarning`.
  case undefined(UndefinedReading)
  /// Classes without a row in the truth: balanced accuracy leaves them out.
  case absentFromTruth(classes: [String])
  /// Only one label occurs, so the confusion matrix is a single cell.
  case singleLabel(String)
  /// A positive class was given for an average that has none.
  case positiveClassIgnored(label: String, average: Average)
  /// There are not as many names as labels: what goes beyond the shorter list is left out.
  case namesDiffer(count: Int, labels: Int)
  /// The probabilities of a row do not add up to 1.
  case probabilitiesNotNormalized(row: Int, sum: Double)
  /// No row of the truth is positive, so that recall means nothing along the curve.
  case noPositives(metric: String)
  /// As many answers are allowed as there are classes: every row is right.
  case everyAnswerIsRight(allowed: Int, classes: Int)
}

extension EvaluationWarning: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .undefined(let reading): return reading.description
    case .absentFromTruth(let classes):
      let (names, them) =
        classes.count == 1 ? (classes[0], "it") : (EvaluationError.list(classes), "them")
      let verb = classes.count == 1 ? "does" : "do"
      return "\(names) \(verb) not occur in the truth: balanced accuracy leaves \(them) out"
    case .singleLabel(let label):
      return "\(label) is the only label: give the classes to see a whole matrix"
    case .positiveClassIgnored(let label, let average):
      return "the positive class \(label) has no part in the \(average.rawValue) average"
    case .namesDiffer(let count, let labels):
      return "\(count) names for \(labels) labels: what goes beyond the shorter list is left out"
    case .probabilitiesNotNormalized(let row, let sum):
      return "the probabilities of row \(row) add up to \(sum), not 1"
    case .noPositives(let metric):
      return "\(metric) has no positive row in the truth: recall is taken to be 1 everywhere"
    case .everyAnswerIsRight(let allowed, let classes):
      return "\(allowed) answers are allowed of \(classes) classes: every row is right"
    }
  }
}

extension ConfusionMatrix {
  /// What scikit-learn would warn of, as facts.
  ///
  /// The undefined readings (also where ``zeroDivision`` gives them a value), the classes that
  /// balanced accuracy leaves out because they do not occur in the truth, and a matrix of a single
  /// label.
  public var warnings: [EvaluationWarning] {
    var result = undefined.map(EvaluationWarning.undefined)
    let sums = sums
    // An open matrix has seen all its classes, be it without weight.
    let absent = classes.indices.filter {
      sums.rows[$0] == 0 && (isOpen || sums.columns[$0] != 0)
    }
    if !absent.isEmpty {
      result.append(.absentFromTruth(classes: absent.map { String(describing: classes[$0]) }))
    }
    if classes.count == 1 { result.append(.singleLabel(String(describing: classes[0]))) }
    return result
  }
}
