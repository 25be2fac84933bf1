/// The settings of a classifier: a network of dense layers, and how it is trained, in one value.
///
/// ```swift
/// let settings = MLPClassifier(hiddenLayerSizes: [20, 10], earlyStopping: EarlyStopping(patience: 10))
/// let trained = try settings.fit(points, labels)
/// try trained.classifier.predict([[0.3, -0.1]])
///
/// let table = try Table(contentsOf: "iris.csv")
/// let flowers = try settings.fit(table, label: "species")
/// print(try settings.crossValidate(table, label: "species", folds: 5))
/// ```
///
/// Output layer and loss follow from the type of the labels, see ``ClassifierTarget``: of two classes
/// one sigmoid and binary cross-entropy, of more a softmax and categorical cross-entropy, of sets of
/// labels a sigmoid for each and the mean of their binary cross-entropies. The optimizer is Adam.
/// Kernels and biases begin uniform in ±√(6 / (inputs + units)), √(2 / …) where the hidden layers are
/// sigmoids.
///
/// **The parts of the rows**, each with its share of every class (sets of labels are drawn all alike):
///
/// | part | what for | size |
/// |---|---|---|
/// | test | judging at the end; nothing else ever sees it | ``testFraction`` of all, 0 unless asked |
/// | validation | early stopping watches it, calibration is fitted on it | ``validationFraction`` of the rest; none unless one of the two is asked |
/// | training | the network learns from it | all others |
///
/// **The price on weights.** A batch of b rows is charged alpha/(2b)·Σw² over all kernels, biases
/// being free, beside the mean loss of its rows. b is the batch size; scikit-learn takes the rows of
/// the batch itself, so that an epoch's short last batch is charged a little more there. Sets of k
/// labels are charged alpha/(2bk)·Σw²: their loss is a mean over the labels, scikit-learn's a sum.
///
/// **Where scikit-learn differs**, settings of one name having its defaults:
/// - numbers are standardised here unless ``standardizes`` is false; there that takes a pipeline;
/// - all ``epochs`` are run here without early stopping; there training also ends when the training
///   loss has not fallen by 1e-4 for ten epochs;
/// - early stopping watches the validation loss here, the validation accuracy there;
/// - random numbers are others, so that single networks differ and only averages agree;
/// - class weights, a test part and calibration are not settings there.
///
/// scikit-learn: `MLPClassifier(solver="adam")`.
public struct MLPClassifier: Sendable {
  /// The units of each hidden layer; empty for none.
  public var hiddenLayerSizes: [Int]
  /// The function of the hidden layers.
  public var activation: Activation
  /// The price on the squares of weights.
  public var alpha: Float
  /// The size of a step: scikit-learn's `learning_rate_init`.
  public var learningRate: Float
  /// Rows a step; nil for 200, or all where there are fewer.
  public var batchSize: Int?
  /// How often every row is seen, at most: scikit-learn's `max_iter`.
  public var epochs: Int
  /// When training ends early; nil for never.
  ///
  /// scikit-learn's tolerance and patience: `EarlyStopping(patience: 10, minimumDelta: 1e-4)`.
  public var earlyStopping: EarlyStopping?
  /// The part of the rows not tested with that early stopping and calibration have.
  public var validationFraction: Double
  /// The part of all rows that is kept to judge by.
  public var testFraction: Double
  /// What the rows of each class count in the loss; uniform for sets of labels.
  public var classWeights: ClassWeights
  /// How probabilities are recalibrated; nil for not at all, and for sets of labels.
  public var calibration: Calibration?
  /// Whether numbers are brought to mean 0 and deviation 1 of the training rows.
  public var standardizes: Bool
  /// The seed of everything that is random.
  public var seed: UInt64

  /// What the rows of each class count in the loss.
  public enum ClassWeights: String, CaseIterable, Sendable, Codable {
    /// Every row the same; rows of a `Dataset` have its weights.
    case uniform
    /// Every class the same: n / (k·n_c) a row, of the training rows.
    case balanced
  }

  /// Settings, checked when they are used.
  public init(
    hiddenLayerSizes: [Int] = [100], activation: Activation = .relu, alpha: Float = 0.0001,
    learningRate: Float = 0.001, batchSize: Int? = nil, epochs: Int = 200,
    earlyStopping: EarlyStopping? = nil, validationFraction: Double = 0.1,
    testFraction: Double = 0, classWeights: ClassWeights = .uniform,
    calibration: Calibration? = nil, standardizes: Bool = true, seed: UInt64 = 1
  ) {
    self.hiddenLayerSizes = hiddenLayerSizes
    self.activation = activation
    self.alpha = alpha
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.epochs = epochs
    self.earlyStopping = earlyStopping
    self.validationFraction = validationFraction
    self.testFraction = testFraction
    self.classWeights = classWeights
    self.calibration = calibration
    self.standardizes = standardizes
    self.seed = seed
  }

  /// Whether a validation part is kept.
  var needsValidation: Bool { earlyStopping != nil || calibration != nil }

  /// Throws for a setting that supposes one class a row.
  func checkForSets() throws(NetworkError) {
    if classWeights != .uniform {
      throw .invalidArgument(
        "classWeights", classWeights.rawValue,
        expected: "uniform for sets of labels, whose rows have no class to be weighted by")
    }
    if let calibration {
      throw .invalidArgument(
        "calibration", calibration.rawValue,
        expected: "nil for sets of labels; recalibrate each label's probabilities by themselves")
    }
  }

  /// Throws for a setting outside its range.
  func check() throws {
    func check(_ name: String, _ value: Any, _ isGood: Bool, _ expected: String) throws {
      guard isGood else {
        throw NetworkError.invalidArgument(name, "\(value)", expected: expected)
      }
    }
    try check(
      "hiddenLayerSizes", hiddenLayerSizes, hiddenLayerSizes.allSatisfy { $0 > 0 },
      "positive, one for each hidden layer")
    try check("alpha", alpha, alpha >= 0 && alpha.isFinite, "zero or more, and finite")
    try check(
      "learningRate", learningRate, learningRate > 0 && learningRate.isFinite,
      "above zero, and finite")
    try check("batchSize", batchSize ?? 1, (batchSize ?? 1) > 0, "positive")
    try check("epochs", epochs, epochs > 0, "positive")
    try check(
      "validationFraction", validationFraction,
      !needsValidation || (validationFraction > 0 && validationFraction < 1),
      "between 0 and 1, without either, for early stopping and calibration")
    try check(
      "testFraction", testFraction, testFraction >= 0 && testFraction < 1,
      "from 0 to below 1")
  }
}
