public import AssayDatasets
public import AssayEvaluation
public import AssayTensors

/// What ``MLPClassifier`` learns to tell of a row: a label, or a set of labels.
///
/// The type says what the network ends in, how its scores are read, and by what it is judged:
///
/// | target | outputs | loss | told from scores | judged by |
/// |---|---|---|---|---|
/// | a label of two classes | one sigmoid | binary cross-entropy | the second at ≥ ½ | `ClassifierEvaluation` |
/// | a label of more | a softmax | categorical cross-entropy | the greatest | `ClassifierEvaluation` |
/// | `Set` of labels | a sigmoid for each label | binary cross-entropy, mean over the labels | each at ≥ ½ | `MultilabelEvaluation` |
///
/// A type of labels of your own has defaults for everything:
///
/// ```swift
/// enum Species: String, CaseIterable, ClassLabel, ClassifierTarget { case setosa, versicolor }
/// ```
public protocol ClassifierTarget: LearnableTarget {
  /// What judges the answers.
  associatedtype Evaluation: LabelledEvaluation<Statistics>

  /// The outputs of a network for so many classes; a softmax has the loss of classes that exclude
  /// each other, sigmoids that of questions of their own.
  static func outputs(classCount: Int) -> (units: Int, activation: Activation)

  /// What each row of scores says.
  static func targets(of scores: Scores, classes: [Class]) -> [Self]

  /// Judges scores by the truth.
  ///
  /// - Throws: `EvaluationError` for a label that is no class, and for weights that cannot be.
  static func evaluation(
    of scores: Scores, truth: [Self], classes: [Class], weights: [Double]?,
    trainingMajority: Class?
  ) throws -> Evaluation

  /// The metrics told first; the first of them is watched in training.
  static var headlines: [Metric<Statistics>] { get }

  /// The class of each encoded row; nil where rows have sets.
  static func classPositions(_ encoded: Tensor) -> [Int]?

  /// Weights with which every class counts the same; none where rows have sets.
  static func balancedClassWeights(of data: Dataset<Self>) -> [Class: Double]
}

extension ClassifierTarget where Self: ClassLabel, Statistics == ClassifierStatistics {
  /// One sigmoid for two classes, a softmax for more.
  public static func outputs(classCount: Int) -> (units: Int, activation: Activation) {
    classCount == 2 ? (1, .sigmoid) : (classCount, .softmax)
  }

  /// The class of the greatest score, of a single one the second class from ½ on.
  public static func targets(of scores: Scores, classes: [Self]) -> [Self] {
    scores.classPositions().map { classes[$0] }
  }

  /// Counts, curves and losses.
  public static func evaluation(
    of scores: Scores, truth: [Self], classes: [Self], weights: [Double]?,
    trainingMajority: Self?
  ) throws -> ClassifierEvaluation<Self> {
    var evaluation = try ClassifierEvaluation(
      classes: classes, trainingMajority: trainingMajority)
    try evaluation.update(
      labels: truth, outputs: scores.values, width: scores.width, weights: weights)
    evaluation.compact()
    return evaluation
  }

  /// Accuracy, balanced accuracy and log loss.
  public static var headlines: [Metric<ClassifierStatistics>] {
    [.accuracy, .balancedAccuracy, .logLoss]
  }

  /// The positions themselves.
  public static func classPositions(_ encoded: Tensor) -> [Int]? { strata(encoded) }

  /// n / (k·n_c): see `Dataset.balancedClassWeights`.
  public static func balancedClassWeights(of data: Dataset<Self>) -> [Self: Double] {
    data.balancedClassWeights
  }
}

extension Int: ClassifierTarget {}
extension String: ClassifierTarget {}
extension Bool: ClassifierTarget {}

extension Set: ClassifierTarget where Element: ClassLabel {
  /// A sigmoid for each label.
  public static func outputs(classCount: Int) -> (units: Int, activation: Activation) {
    (classCount, .sigmoid)
  }

  /// The labels whose score is at least ½.
  public static func targets(of scores: Scores, classes: [Element]) -> [Set<Element>] {
    (0..<scores.count).map { row in
      Set(zip(classes, scores[row]).filter { $0.1 >= 0.5 }.map(\.0))
    }
  }

  /// Counts of each label, and of the rows right in all.
  public static func evaluation(
    of scores: Scores, truth: [Set<Element>], classes: [Element], weights: [Double]?,
    trainingMajority: Element?
  ) throws -> MultilabelEvaluation<Element> {
    var evaluation = try MultilabelEvaluation(classes: classes)
    try evaluation.update(labels: truth, scores: scores.values, weights: weights)
    return evaluation
  }

  /// The part of the rows right in all labels, Hamming loss, and F1 of all labels together.
  public static var headlines: [Metric<MultilabelStatistics>] {
    [.subsetAccuracy, .hammingLoss, .microF1]
  }

  /// None.
  public static func classPositions(_ encoded: Tensor) -> [Int]? { nil }

  /// None.
  public static func balancedClassWeights(of data: Dataset<Set<Element>>) -> [Element: Double] {
    [:]
  }
}
