public import AssayDatasets
public import AssayEvaluation
internal import AssayTensors

/// A network with all that it needs to answer in labels: the classes, and what becomes of columns.
///
/// ```swift
/// let table = try Table(contentsOf: "iris.csv")
/// let trained = try Classifier.fit(table, label: "species", seed: 1)
/// try trained.classifier.save(to: "iris.safetensors")
///
/// let answers = try trained.classifier.predict(Table(contentsOf: "new.csv"))
/// print(answers.labels)                        // ["setosa", "virginica", …]
/// ```
///
/// Two classes are told apart by one sigmoid output, more by a softmax.
///
/// scikit-learn: `MLPClassifier` behind a `ColumnTransformer`.
public struct Classifier<Label: ClassLabel & LearnableTarget>: Sendable
where Label.Statistics == ClassifierStatistics {
  /// The classes in order; scores of two classes are of the last.
  public let classes: [Label]
  /// The column of the labels.
  public let labelColumn: String
  /// What becomes of the columns.
  public let preprocessing: Preprocessing
  /// The network.
  public internal(set) var network: Sequential

  /// The answers for the rows of a table.
  public struct Answers: Sendable {
    /// The label of each row.
    public let labels: [Label]
    /// The scores: of two classes the probability of the last, else one for each class.
    public let scores: Scores
    /// Columns of texts that were not seen in training, and how many rows have one.
    public let unseen: [(column: String, count: Int)]
  }

  /// Answers for every row of a table.
  ///
  /// - Throws: `CSVError` with line and column where the table is not like the one learnt from.
  public func predict(_ table: Table) throws -> Answers {
    let (values, unseen) = try preprocessing.inputs(of: table)
    let inputs = Tensor(
      values.map { Float($0) }, shape: [table.count, max(preprocessing.width, 1)])
    let scores = try network.predict(inputs)
    let positions = try network.predictClasses(inputs)
    return Answers(labels: positions.map { classes[$0] }, scores: scores, unseen: unseen)
  }
}

/// What `Classifier.fit` gives.
public struct TrainedClassifier: Sendable {
  /// The classifier.
  public let classifier: Classifier<String>
  /// The values of each epoch.
  public let history: History<ClassifierStatistics>
  /// The rows that were learnt from.
  public let trainingRows: [Int]
  /// The rows kept aside, in order; empty if none were.
  public let validationRows: [Int]
  /// The judgement of the rows kept aside, or of those learnt from if there are none.
  public let evaluation: ClassifierEvaluation<String>
}

/// Why a table cannot be learnt from.
public enum ClassifierError: Error, Hashable, Sendable {
  /// All rows have the same label.
  case oneClass(file: String, column: String, label: String)
  /// So many different texts that they are names rather than categories.
  case tooManyTexts(file: String, column: String, count: Int)
  /// No column is left to learn from.
  case noColumns(file: String)
  /// A class with a single row cannot be in both parts.
  case loneRow(file: String, label: String)
}

extension ClassifierError: CustomStringConvertible {
  /// One line: the file, what is wrong and the remedy.
  public var description: String {
    switch self {
    case .oneClass(let file, let column, let label):
      "\(file), column \(column): every row has the label \(label); there must be two classes"
    case .tooManyTexts(let file, let column, let count):
      "\(file), column \(column): \(count) different texts are too many to be categories; "
        + "leave the column out"
    case .noColumns(let file):
      "\(file): no column is left to learn from"
    case .loneRow(let file, let label):
      "\(file): the class \(label) has a single row, which cannot be learnt from and judged by; "
        + "add rows, or keep none aside for validation"
    }
  }
}
