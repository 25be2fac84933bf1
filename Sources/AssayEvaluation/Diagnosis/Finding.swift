/// Something that looks wrong about labels, predictions or scores: what was seen, and the remedy.
///
/// A finding is a suspicion and never an error: the numbers can be computed, and often are, but
/// would say something else than their reader thinks. `diagnose` makes them.
///
/// ```swift
/// for finding in diagnose(labels: [1, 1, 0, 0], scores: [0.1, 0.2, 0.8, 0.9]) { print(finding) }
/// ```
public enum Finding: Hashable, Sendable {
  /// Truth and answers have different numbers of rows.
  case lengthsDiffer(labels: Int, answers: Int)
  /// The first of some numbers that are NaN or infinite.
  case notFinite(field: String, index: Int, value: Double, count: Int)
  /// The truth looks like scores, and the scores look like labels.
  case swappedArguments(labelValues: Int, scoreValues: Int)
  /// Rows of zeros with a single one, where the other side names classes.
  case oneHot(field: String, width: Int)
  /// Truth and predictions are of different kinds: texts and numbers, say.
  case kindsDiffer(labels: String, predictions: String)
  /// Numbers with fractions where classes are expected.
  case scoresAsPredictions(index: Int, value: Double)
  /// Labels where scores are expected.
  case predictionsAsScores(values: [Double])
  /// Every row has the same score.
  case constantScores(value: Double)
  /// Scores outside 0 ... 1.
  case notProbabilities(least: Double, greatest: Double)
  /// The first of some rows of probabilities that do not add up to 1.
  case rowsNotSummingToOne(row: Int, sum: Double, count: Int)
  /// Higher scores go with the other class, more than chance explains.
  case invertedScores(rocAUC: Double, upperEnd: Double)
  /// Every row of the truth has one label.
  case oneClass(label: String)
  /// Classes that were predicted and never occur in the truth.
  case unseenClasses(labels: [String], index: Int, count: Int)
  /// Every class of the truth was predicted, and others besides: truth and predictions may be swapped.
  case perhapsSwapped(labels: [String])
  /// Classes of the truth that were never predicted.
  case neverPredicted(labels: [String])
  /// The rows stand in blocks, one for each class.
  case sortedLabels(first: String, last: String)
  /// Rows of one set that stand in the other too.
  case sharedRows(count: Int, of: Int, training: Int, test: Int)
  /// The first of some values of a mask that are neither 0 nor 1.
  case maskNotBinary(index: Int, value: Double, count: Int, greatest: Double)
}

extension Finding {
  /// The finding's name in code and files.
  public var name: String {
    switch self {
    case .lengthsDiffer: "lengths_differ"
    case .notFinite: "not_finite"
    case .swappedArguments: "swapped_arguments"
    case .oneHot: "one_hot"
    case .kindsDiffer: "kinds_differ"
    case .scoresAsPredictions: "scores_as_predictions"
    case .predictionsAsScores: "predictions_as_scores"
    case .constantScores: "constant_scores"
    case .notProbabilities: "not_probabilities"
    case .rowsNotSummingToOne: "rows_not_summing_to_one"
    case .invertedScores: "inverted_scores"
    case .oneClass: "one_class"
    case .unseenClasses: "unseen_classes"
    case .perhapsSwapped: "perhaps_swapped"
    case .neverPredicted: "never_predicted"
    case .sortedLabels: "sorted_labels"
    case .sharedRows: "shared_rows"
    case .maskNotBinary: "mask_not_binary"
    }
  }
}

extension Finding: CustomStringConvertible {
  /// One line: what was seen, what it means, and what to do.
  public var description: String {
    switch self {
    case .lengthsDiffer(let labels, let answers):
      return "there are \(grouped(labels)) labels and \(grouped(answers)) answers: "
        + "give one of each for every row"
        + (labels > 0 && answers > labels && answers.isMultiple(of: labels)
          ? "; \(answers / labels) values a row look like scores of \(answers / labels) classes"
          : "")
    case .notFinite(let field, let index, let value, let count):
      return "\(field)[\(index)] is \(value)\(others(count)): nothing can be ranked or averaged "
        + "with it; look for what made it, or drop the rows"
    case .swappedArguments(let labelValues, let scoreValues):
      return "the labels are numbers with fractions (\(grouped(labelValues)) different ones) and "
        + "the scores have only \(scoreValues): they look swapped; give the truth first"
    case .oneHot(let field, let width):
      return "\(field) are rows of \(width) with a single 1, and the other side names classes: "
        + "take the position of the 1 in each row"
    case .kindsDiffer(let labels, let predictions):
      return "labels are \(labels) and predictions \(predictions), so none can be equal: "
        + "use one kind of label for both"
    case .scoresAsPredictions(let index, let value):
      return "predictions[\(index)] is \(DecimalText.shortest(value)), with a fraction: these look "
        + "like scores; compare them with a threshold (score ≥ 0.5), or give them as scores"
    case .predictionsAsScores(let values):
      let listed = values.map { DecimalText.shortest($0) }.joined(separator: " and ")
      return "the scores are only \(listed): these look like predicted labels, for which curves "
        + "have a single point; give the probabilities from before the threshold"
    case .constantScores(let value):
      return "every score is \(DecimalText.shortest(value)): nothing is told apart"
        + (value == 1 ? "; softmax over a single unit does that, use a sigmoid" : "")
    case .notProbabilities(let least, let greatest):
      return "scores reach from \(short(least)) to \(short(greatest)), so they are no "
        + "probabilities: if they are logits, apply a sigmoid or softmax first; a threshold of 0.5, "
        + "log loss and Brier score mean nothing for them"
    case .rowsNotSummingToOne(let row, let sum, let count):
      return "row \(row) of the probabilities adds up to \(short(sum))\(others(count)): "
        + "apply a softmax, or divide each row by its sum"
    case .invertedScores(let area, let upper):
      return "ROC AUC is \(DecimalText.fixed(area, digits: 3)), below one half beyond chance (at "
        + "most \(DecimalText.fixed(upper, digits: 3))): the scores go with the other class; name "
        + "that one as positive, or give 1 − score"
    case .oneClass(let label):
      return "every row of the truth is \(label): nothing can be said of telling classes apart; "
        + "look how the rows were chosen"
    case .unseenClasses(let labels, let index, let count):
      return "predicted and never in the truth: \(EvaluationError.list(labels)), first in row "
        + "\(index), in \(grouped(count)) \(count == 1 ? "row" : "rows"): see whether both sides spell "
        + "classes alike"
    case .perhapsSwapped(let labels):
      return
        "the truth lacks \(EvaluationError.list(labels)) and the predictions lack nothing: a model "
        + "rather leaves out a rare class than adds one, so the two may be swapped; see that the truth "
        + "comes first"
    case .neverPredicted(let labels):
      return
        "in the truth and never predicted: \(EvaluationError.list(labels)): their precision is "
        + "undefined and their recall 0; see whether both sides spell classes alike"
    case .sortedLabels(let first, let last):
      return "the rows stand in blocks, from \(first) to \(last): a split by position would leave "
        + "classes out of one part; shuffle first, or stratify"
    case .sharedRows(let count, let all, let training, let test):
      return "\(grouped(count)) of \(grouped(all)) test rows were learnt from, the first being row "
        + "\(test), row \(training) of training: the test says too much good; take them out"
    case .maskNotBinary(let index, let value, let count, let greatest):
      return
        "mask[\(index)] is \(DecimalText.shortest(value))\(others(count)), and a true mask is 0 "
        + "or 1: "
        + (greatest == 255 ? "divide by 255" : "say which values are marked (value ≥ 0.5, say)")
    }
  }

  private func others(_ count: Int) -> String {
    count > 1 ? ", and \(grouped(count - 1)) more like it" : ""
  }

  /// Four significant digits are enough to recognise a number by.
  private func short(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "\(value)" }
    var text = DecimalText.fixed(value, digits: value.magnitude >= 100 ? 1 : 3)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
