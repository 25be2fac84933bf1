/// Why labels, predictions, scores or weights cannot be evaluated: the facts.
///
/// The cases hold what a program may want to match (field, index, value); ``description`` says
/// what was expected, what came, and how to put it right. A statistic that throws is unchanged.
///
/// ```swift
/// do {
///   _ = try rocAUC(labels: [0, 1], scores: [0.5, .nan])
/// } catch EvaluationError.notFinite(let field, let index, _) {
///   print("\(field)[\(index)]")  // scores[1]
/// }
/// ```
public enum EvaluationError: Error, Hashable, Sendable {
  /// Two columns that belong together have different lengths.
  case lengthsDiffer(field: String, count: Int, expected: Int, of: String)
  /// There is nothing to evaluate.
  case empty(field: String)
  /// A score, a probability, a weight or a number is NaN or infinite.
  case notFinite(field: String, index: Int, value: Double)
  /// A number is outside the range it must lie in.
  case outOfRange(field: String, index: Int, value: Double, range: ClosedRange<Double>)
  /// Every weight is zero.
  case weightsAllZero
  /// A label is not one of the classes.
  case unknownLabel(field: String, index: Int, label: String, classes: [String])
  /// A class position is not in `0 ..< classCount`.
  case unknownPosition(field: String, index: Int, position: Int, classCount: Int)
  /// A class is named twice.
  case duplicateClass(String)
  /// There are fewer classes than the statistic needs.
  case tooFewClasses(count: Int, needed: Int)
  /// Rows have another number of outputs than the classes ask for.
  case wrongWidth(field: String, width: Int, expected: [Int])
  /// The positive class has to be given: the labels do not determine it.
  case positiveClassNeeded(classes: [String])
  /// The positive class given occurs in neither labels nor predictions.
  case unknownPositiveClass(label: String, classes: [String])
  /// Averaging two classes' way was asked of more than two.
  case notBinary(classes: [String])
  /// A parameter has a value that means nothing.
  case invalidParameter(name: String, value: String, expected: String)
  /// Two statistics of different problems cannot be merged.
  case cannotMerge(what: String, one: String, other: String)
  /// The strict form of a reading met a division by zero.
  case undefined(UndefinedReading)
  /// The scores of all classes in a row do not add up to 1.
  case rowSum(field: String, index: Int, sum: Double)
  /// Bytes are not the encoded statistic that was asked for.
  case undecodable(DecodingFault)
  /// No threshold could be chosen on some rows.
  case noThreshold(NoThreshold, chosenOn: String)
}

extension EvaluationError: CustomStringConvertible {
  /// What was expected, what came, and how to put it right.
  public var description: String {
    switch self {
    case .lengthsDiffer(let field, let count, let expected, let other):
      return "\(field) has \(count) values but \(other) has \(expected): "
        + "give one of each for every row"
    case .empty(let field):
      return "\(field) is empty: at least one row is needed"
    case .notFinite(let field, let index, let value):
      return "\(field)[\(index)] is \(value): every one must be a finite number; "
        + "drop or repair the row"
    case .outOfRange(let field, let index, let value, let range):
      return "\(field)[\(index)] is \(value), outside \(range.lowerBound) ... "
        + "\(range.upperBound): " + Self.remedy(field)
    case .weightsAllZero:
      return "all weights are zero: at least one row must count"
    case .unknownLabel(let field, let index, let label, let classes):
      return "\(field)[\(index)] is \(label), which is not one of the classes "
        + Self.list(classes) + ": add it to the classes or drop the row"
    case .unknownPosition(let field, let index, let position, let classCount):
      return "\(field)[\(index)] is \(position), but positions of \(classCount) classes are "
        + "0 ... \(classCount - 1)"
    case .duplicateClass(let label):
      return "the class \(label) is named twice: name every class once"
    case .tooFewClasses(let count, let needed):
      return "\(count) \(count == 1 ? "class" : "classes") where at least \(needed) are needed"
    case .wrongWidth(let field, let width, let expected):
      let wanted = expected.map(String.init).joined(separator: " or ")
      return "\(field) has \(width) values a row, but the classes ask for \(wanted)"
    case .positiveClassNeeded(let classes):
      return "which class is the positive one? The labels are \(Self.list(classes)): "
        + "say positive:"
    case .unknownPositiveClass(let label, let classes):
      return "the positive class \(label) does not occur: the labels are \(Self.list(classes))"
    case .notBinary(let classes):
      return "there are \(classes.count) classes, \(Self.list(classes)): average .macro, .micro "
        + "or .weighted, or say positive:"
    case .invalidParameter(let name, let value, let expected):
      return "\(name) is \(value), expected \(expected)"
    case .cannotMerge(let what, let one, let other):
      return "cannot merge statistics whose \(what) differ: \(one) and \(other)"
    case .undefined(let reading):
      return reading.description
    case .rowSum(let field, let index, let sum):
      return "row \(index) of \(field) adds up to \(sum), not to 1: give the probabilities of all "
        + "classes (after a softmax)"
    case .undecodable(let fault):
      return "cannot decode the bytes: \(fault)"
    case .noThreshold(let reason, let rows):
      return "no threshold can be chosen on \(rows): \(reason)"
    }
  }

  private static func remedy(_ field: String) -> String {
    field == "probabilities"
      ? "give probabilities (after a sigmoid or softmax), not logits" : "correct the value"
  }

  /// The first few names, for classes may be many.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "{\(shown), … \(names.count) in all}" : "{\(shown)}"
  }
}
