internal import AssayCore

/// Temperature scaling: all logits multiplied by one number.
///
///     probabilities = softmax(β · logits)         β = 1 / temperature
///
/// The order of classes stays, so accuracy does too; only the confidence moves. β below 1 makes a
/// classifier less sure of itself.
///
/// Three kinds of input, each named:
/// - **logits**, a row for each class;
/// - **probabilities**, whose logits are log(p + 1e-12), as in scikit-learn;
/// - **scores** of two classes, whose logits are (−score, score), as in scikit-learn: the
///   probability of the positive class is 1 / (1 + exp(−2 β score)), so a score that is a logit
///   itself is left as it is by β = ½.
///
/// **Fit:** the β of least log loss between e⁻¹⁰ and e¹⁰, to the last digits; an end of the range
/// where the rows ask for more (as when every answer is right), and 1 where β makes no difference.
///
/// scikit-learn: `CalibratedClassifierCV(method="temperature")`, `beta_`; it guesses from the values
/// whether a table holds logits or probabilities. Source: C. Guo et al., *On calibration of modern
/// neural networks*, ICML 2017.
public struct TemperatureScaling: Recalibrator {
  /// What the logits are multiplied by: scikit-learn's `beta_`.
  public let inverseTemperature: Double

  /// What the logits are divided by.
  public var temperature: Double { 1 / inverseTemperature }

  /// Scaling by this number.
  ///
  /// - Throws: ``EvaluationError/invalidParameter(name:value:expected:)`` unless it is finite and
  ///   above zero.
  public init(inverseTemperature: Double) throws(EvaluationError) {
    guard inverseTemperature > 0, inverseTemperature.isFinite else {
      throw .invalidParameter(
        name: "inverseTemperature", value: "\(inverseTemperature)",
        expected: "a finite number above 0")
    }
    self.inverseTemperature = inverseTemperature
  }

  /// Fits to the rows of a curve, whose scores are as those of two classes.
  ///
  /// - Throws: ``EvaluationError`` for no rows, one class only and weights below zero.
  public init(fittedTo curve: ScoreCurve) throws(EvaluationError) {
    try curve.checkFittable()
    let blocks = curve.blocks
    var (logits, truth, weights) = ([Double](), [Int](), [Double]())
    for block in 0..<blocks.count {
      let score = blocks.scores[block]
      for label in 0...1 {
        let weight = label == 1 ? blocks.positives[block] : blocks.negatives[block]
        guard weight != 0 else { continue }
        logits.append(-score)
        logits.append(score)
        truth.append(label)
        weights.append(weight)
      }
    }
    try self.init(
      inverseTemperature: TemperatureFit(
        logits: logits, width: 2, truth: truth, weights: weights
      ).minimum)
  }

  /// Fits to scores of two classes, greater meaning more likely positive and 0 undecided.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - scores: Of the positive class; not probabilities.
  ///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
  ///   - weights: What each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when the columns do not fit, a score is not finite, a weight is
  ///   below zero, or there is one class only.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    labels: [Label], scores: [Score], positive: Label? = nil, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try self.init(
      fittedTo: .fittable(labels, scores, positive: positive, weights: weights))
  }

  /// Fits to a table of logits.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - logits: One for each class in each row.
  ///   - classes: The order of the columns; nil for the natural order of the labels.
  ///   - weights: What each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when the columns do not fit, a logit is not finite, a weight is
  ///   below zero, or there is one class only.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    labels: [Label], logits: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil
  ) throws(EvaluationError) {
    let table = try ClassTable(labels, logits, "logits", classes: classes)
    try self.init(table, table.values, weights: weights)
  }

  /// Fits to a flat table of logits: the fastest way for many rows.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - logits: Row after row, one for each class.
  ///   - width: Values a row: the number of classes.
  ///   - classes: The order of the columns; nil for the natural order of the labels.
  ///   - weights: What each row counts; nil for once.
  /// - Throws: ``EvaluationError`` as for a table of rows.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    labels: [Label], logits: [Score], width: Int, classes: [Label]? = nil,
    weights: [Double]? = nil
  ) throws(EvaluationError) {
    let table = try ClassTable(labels, logits, width: width, "logits", classes: classes)
    try self.init(table, table.values, weights: weights)
  }

  /// Fits to a table of probabilities.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - probabilities: One for each class in each row.
  ///   - classes: The order of the columns; nil for the natural order of the labels.
  ///   - weights: What each row counts; nil for once.
  /// - Throws: ``EvaluationError`` when the columns do not fit, a probability is outside 0 ... 1, a
  ///   weight is below zero, or there is one class only.
  public init<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    labels: [Label], probabilities: [[Score]], classes: [Label]? = nil, weights: [Double]? = nil
  ) throws(EvaluationError) {
    let table = try ClassTable(labels, probabilities, "probabilities", classes: classes)
    try Columns.check(probabilities: table.values, "probabilities")
    try self.init(table, table.values.map(Self.logit), weights: weights)
  }

  private init(
    _ table: ClassTable, _ logits: [Double], weights: [Double]?
  ) throws(EvaluationError) {
    try Columns.check(weights: weights, like: table.truth.count, "labels")
    if let weights, let bad = weights.firstIndex(where: { $0 < 0 }) {
      throw .outOfRange(
        field: "weights", index: bad, value: weights[bad],
        range: 0...Double.greatestFiniteMagnitude)
    }
    try Columns.check(notAllZero: weights)
    let counted = table.truth.indices.filter { weights?[$0] != 0 }
    guard counted.contains(where: { table.truth[$0] != table.truth[counted[0]] }) else {
      throw .tooFewClasses(count: 1, needed: 2)
    }
    try self.init(
      inverseTemperature: TemperatureFit(
        logits: logits, width: table.width, truth: table.truth, weights: weights
      ).minimum)
  }

  private static func logit(_ probability: Double) -> Double {
    ElementaryFunctions.log(probability + 1e-12)
  }

  /// 1 / (1 + exp(−2 β score)), for a score of two classes.
  public func probability(ofScore score: Double) -> Double {
    Sigmoid.value(2 * (inverseTemperature * score))
  }

  /// The probabilities of a table of logits: softmax(β · logits) of each row.
  public func probabilities<Score: BinaryFloatingPoint>(ofLogits rows: [[Score]]) -> [[Double]] {
    rows.map { softmax($0.map { Double($0) }) }
  }

  /// The probabilities of a table of probabilities, recalibrated.
  public func probabilities<Score: BinaryFloatingPoint>(
    ofProbabilities rows: [[Score]]
  ) -> [[Double]] {
    rows.map { softmax($0.map { Self.logit(Double($0)) }) }
  }

  private func softmax(_ logits: [Double]) -> [Double] {
    let top = inverseTemperature * (logits.max() ?? 0)
    let parts = logits.map { ElementaryFunctions.exp(inverseTemperature * $0 - top) }
    let total = parts.reduce(0, +)
    return parts.map { $0 / total }
  }

  /// `{"method":"temperature","version":1,"inverse_temperature":0.5}`.
  public var text: String {
    CalibrationText(method: "temperature", [("inverse_temperature", [inverseTemperature])]).text
  }

  /// Reads parameters from their ``text``.
  public init(text: String) throws(CalibrationTextError) {
    let read = try CalibrationText(
      text, method: "temperature", numbers: ["inverse_temperature"])
    do { try self.init(inverseTemperature: read.number("inverse_temperature")) } catch {
      throw .invalid(error)
    }
  }
}
