public import AssayEvaluation

/// What ``MLPClassifier`` learnt, how, and how good it is.
public struct TrainedClassifier<Target: ClassifierTarget>: Sendable {
  /// The classifier.
  public let classifier: Classifier<Target>
  /// The values of each epoch; those called validation are of the validation rows, else of the test
  /// rows.
  public let history: History<Target.Statistics>
  /// The rows that were learnt from, in order.
  public let trainingRows: [Int]
  /// The rows that early stopping watched and calibration was fitted on; empty without both.
  public let validationRows: [Int]
  /// The rows that were kept to judge by; empty if none were.
  public let testRows: [Int]
  /// The scores of the rows judged.
  public let scores: Scores
  /// The judgement of the test rows, or of the rows learnt from if there are none; never of rows
  /// that calibrated.
  public let evaluation: Target.Evaluation
  /// What recalibration changed on the test rows; nil without both.
  public let calibrationGain: RecalibrationGain?

  init(
    _ classifier: Classifier<Target>, _ history: History<Target.Statistics>,
    _ rows: LabelledRows<Target>, raw: Scores, training: [Int], validation: [Int], test: [Int]
  ) throws {
    self.classifier = classifier
    self.history = history
    trainingRows = training
    validationRows = validation
    testRows = test
    let judged = test.isEmpty ? training : test
    let labels = judged.map { rows.labels[$0] }
    let weights = rows.weights(of: judged)
    scores = classifier.calibrator.map { $0(raw) } ?? raw
    evaluation = try classifier.evaluation(of: scores, labels, weights: weights)
    if !test.isEmpty, classifier.calibrator != nil, let positions = rows.positions {
      calibrationGain = try Self.gain(judged.map { positions[$0] }, raw, scores, weights)
    } else {
      calibrationGain = nil
    }
  }

  private static func gain(
    _ positions: [Int], _ before: Scores, _ after: Scores, _ weights: [Double]?
  ) throws -> RecalibrationGain {
    if before.width == 1 {
      return try recalibrationGain(
        labels: positions.map { $0 == 1 }, before: before.values, after: after.values,
        weights: weights)
    }
    func rows(_ scores: Scores) -> [[Double]] { (0..<scores.count).map { Array(scores[$0]) } }
    return try recalibrationGain(
      labels: positions, before: rows(before), after: rows(after),
      classes: Array(0..<before.width), weights: weights)
  }
}

extension TrainedClassifier: CustomStringConvertible {
  /// The rows' parts in a line, and the judgement.
  public var description: String {
    "learnt from \(trainingRows.count) rows, "
      + (testRows.isEmpty ? "judged on the same" : "judged on \(testRows.count) others")
      + ", in \(history.epochCount) epochs\n\(evaluation)"
  }
}
