public import AssayDatasets
public import AssayEvaluation
internal import AssayTensors

/// A network with all that it needs to answer in labels: the classes, what becomes of columns, and
/// what recalibrates its probabilities.
///
/// ```swift
/// let table = try Table(contentsOf: "iris.csv")
/// let trained = try MLPClassifier(testFraction: 0.2).fit(table, label: "species")
/// try trained.classifier.save(to: "iris.safetensors")
///
/// let classifier = try Classifier<String>(contentsOf: "iris.safetensors")
/// print(try classifier.predict(Table(contentsOf: "new.csv")))     // ["setosa", "virginica", …]
/// ```
///
/// ``MLPClassifier`` makes it. Two classes are told apart by one sigmoid output, more by a softmax;
/// of rows with sets, `Classifier<Set<String>>`, each label has a sigmoid. See ``ClassifierTarget``.
///
/// scikit-learn: a fitted `MLPClassifier` behind a `ColumnTransformer`.
public struct Classifier<Target: ClassifierTarget>: Sendable {
  /// The classes in order, of sets the labels they hold; a single score is of the last of two.
  public let classes: [Target.Class]
  /// The column of the labels, where they came from a table.
  public let labelColumn: String?
  /// What becomes of the columns.
  public let preprocessing: Preprocessing
  /// The network.
  public let network: Sequential
  /// What recalibrates the network's probabilities, if anything does.
  public let calibrator: Calibrator?

  /// The answers for some rows.
  public struct Answers: Sendable {
    /// The label, or the set of labels, of each row.
    public let labels: [Target]
    /// The scores: of two classes the probability of the last, else one for each class; of sets the
    /// probability of each label.
    public let scores: Scores
    /// Columns of texts that were not seen in training, and how many rows have one.
    public let unseen: [(column: String, count: Int)]
  }

  /// Answers for every row: labels, scores, and what was not seen in training.
  ///
  /// A row has the class of its greatest probability, of two the last where it is at least ½, and of
  /// sets every label whose probability is at least ½; all after the recalibration.
  ///
  /// - Throws: `CSVError` with line and column where a table is not like the one learnt from;
  ///   `DatasetError` with row and column for a number that is not finite; ``ClassifierError`` for
  ///   rows of another length.
  public func answers(for rows: some FeatureRows) throws -> Answers {
    let features = try rows.features
    let width = network.outputShape.count
    guard features.count > 0 else {
      return Answers(labels: [], scores: Scores(values: [], width: width), unseen: [])
    }
    let (values, unseen) = try preprocessing.inputs(of: features)
    let raw = try network.predict(
      Tensor(values.map { Float($0) }, shape: [features.count, preprocessing.width]))
    let scores = calibrator.map { $0(raw) } ?? raw
    return Answers(
      labels: Target.targets(of: scores, classes: classes), scores: scores, unseen: unseen)
  }

  /// The label, or the set of labels, of each row.
  ///
  /// scikit-learn: `predict`, which takes sets as label indicators, and a probability of ½ for no.
  ///
  /// - Throws: as ``answers(for:)``.
  public func predict(_ rows: some FeatureRows) throws -> [Target] {
    try answers(for: rows).labels
  }

  /// The probability of each class, in the order of ``classes``, for each row; of sets each label has
  /// its own, which do not add up to 1.
  ///
  /// scikit-learn: `predict_proba`.
  ///
  /// - Throws: as ``answers(for:)``.
  public func predictProbabilities(_ rows: some FeatureRows) throws -> [[Double]] {
    let scores = try answers(for: rows).scores
    return (0..<scores.count).map {
      scores.width == classes.count ? Array(scores[$0]) : scores.probabilities(ofRow: $0)
    }
  }

  /// Judges the classifier on rows whose labels are known.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - labels: the truth.
  ///   - weights: what each row counts.
  /// - Throws: as ``answers(for:)``, and `EvaluationError` when there are not as many labels or
  ///   weights as rows, or a label is none of the classes.
  public func evaluate(
    _ rows: some FeatureRows, _ labels: [Target], weights: [Double]? = nil
  ) throws -> Target.Evaluation {
    try evaluation(of: answers(for: rows).scores, labels, weights: weights)
  }

  /// Judges the classifier on the rows of a data set, whose weights count.
  public func evaluate(_ data: Dataset<Target>) throws -> Target.Evaluation {
    try evaluate(data, data.targets, weights: data.weights)
  }

  /// Judges scores of this classifier.
  func evaluation(
    of scores: Scores, _ labels: [Target], weights: [Double]?
  ) throws -> Target.Evaluation {
    guard !labels.isEmpty else { throw NetworkError.noRows("the data set to judge by") }
    let majority = network.training?.majority.flatMap {
      classes.indices.contains($0) ? classes[$0] : nil
    }
    return try Target.evaluation(
      of: scores, truth: labels, classes: classes, weights: weights, trainingMajority: majority)
  }
}

extension Classifier where Target == String {
  /// Judges the classifier on the rows of a table that has the column of labels.
  ///
  /// - Throws: `CSVError` with line and column; `EvaluationError` for a label that is none of the
  ///   classes.
  public func evaluate(_ table: Table) throws -> ClassifierEvaluation<String> {
    guard let labelColumn else {
      throw NetworkError.invalidArgument(
        "table", table.file, expected: "given with its labels: the classifier learnt from arrays")
    }
    return try evaluate(table, try table.labels(labelColumn))
  }
}
