/// What recalibration changed: log loss, Brier score and calibration error before and after.
///
/// Ask it on rows that the recalibrator was not fitted on.
///
/// ```swift
/// let platt = try PlattScaling(labels: held.labels, scores: held.probabilities)
/// print(
///   try recalibrationGain(
///     labels: test.labels, before: test.probabilities,
///     after: platt.probabilities(ofScores: test.probabilities)))
/// ```
public struct RecalibrationGain: Hashable, Sendable {
  /// The three numbers of one set of probabilities; less is better of each.
  public struct Losses: Hashable, Sendable {
    /// The mean surprise at the truth.
    public let logLoss: Double
    /// The mean squared error.
    public let brierScore: Double
    /// The mean distance of probability and frequency over bins.
    public let calibrationError: Double
  }

  /// The probabilities as they were.
  public let before: Losses
  /// The probabilities recalibrated.
  public let after: Losses
  /// What the calibration error compares.
  public let meaning: CalibrationMeaning
  /// The bins of the calibration error.
  public let bins: ProbabilityBins

  /// How much less each is afterwards; below zero where it is more.
  public var improvement: Losses {
    Losses(
      logLoss: before.logLoss - after.logLoss, brierScore: before.brierScore - after.brierScore,
      calibrationError: before.calibrationError - after.calibrationError)
  }
}

extension RecalibrationGain: CustomStringConvertible {
  /// The change in words, a line each.
  public var description: String {
    func line(_ name: String, _ number: KeyPath<Losses, Double>) -> String {
      let change = improvement[keyPath: number]
      let word = change > 0 ? "better by " : change < 0 ? "worse by " : "no change"
      let size = change == 0 ? "" : DecimalText.fixed(change.magnitude, digits: 4)
      return "\(name): \(DecimalText.fixed(before[keyPath: number], digits: 4)) before, "
        + "\(DecimalText.fixed(after[keyPath: number], digits: 4)) after, \(word)\(size)"
    }
    return [
      line("log loss", \.logLoss), line("Brier score", \.brierScore),
      line("calibration error (\(meaning), \(bins))", \.calibrationError),
    ].joined(separator: "\n")
  }
}

/// What recalibration changed, of two classes.
///
/// - Parameters:
///   - labels: The truth.
///   - before: The probabilities of the positive class as they were; log losses before and after are
///     clipped at the epsilon of their type.
///   - after: The same, recalibrated.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - bins: The bins of the calibration error.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` when the columns do not fit, a probability is outside 0 ... 1 or the
///   positive class is not determined.
public func recalibrationGain<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], before: [Score], after: [Double], positive: Label? = nil,
  bins: ProbabilityBins = .uniform(15), weights: [Double]? = nil
) throws(EvaluationError) -> RecalibrationGain {
  func losses(_ values: [Double]) throws(EvaluationError) -> RecalibrationGain.Losses {
    let losses = try LossesAndTotals(
      labels, values, positive: positive, weights: weights, epsilon: Double(Score.ulpOfOne)
    ).losses
    return RecalibrationGain.Losses(
      logLoss: losses.logLoss, brierScore: losses.brierScore,
      calibrationError: try calibrationError(
        labels: labels, probabilities: values, positive: positive, bins: bins, weights: weights))
  }
  return RecalibrationGain(
    before: try losses(before.doubles), after: try losses(after),
    meaning: .positiveClass, bins: bins)
}

/// What recalibration changed, of any number of classes.
///
/// - Parameters:
///   - labels: The truth.
///   - before: The probabilities as they were, one for each class in each row.
///   - after: The same, recalibrated.
///   - classes: The order of the columns; nil for the natural order of the labels.
///   - meaning: What the calibration error compares.
///   - bins: The bins of the calibration error.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` when the columns do not fit or a probability is outside 0 ... 1.
public func recalibrationGain<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], before: [[Score]], after: [[Double]], classes: [Label]? = nil,
  meaning: CalibrationMeaning = .topLabel, bins: ProbabilityBins = .uniform(15),
  weights: [Double]? = nil
) throws(EvaluationError) -> RecalibrationGain {
  func losses(_ rows: [[Double]]) throws(EvaluationError) -> RecalibrationGain.Losses {
    let losses = try LossesAndTotals(
      labels, ProbabilityTable(rows: rows, like: labels), classes: classes, weights: weights,
      epsilon: Double(Score.ulpOfOne)
    ).losses
    return RecalibrationGain.Losses(
      logLoss: losses.logLoss, brierScore: losses.brierScore,
      calibrationError: try calibrationError(
        labels: labels, probabilities: rows, classes: classes, meaning: meaning, bins: bins,
        weights: weights))
  }
  return RecalibrationGain(
    before: try losses(before.map { $0.doubles }), after: try losses(after),
    meaning: meaning, bins: bins)
}
