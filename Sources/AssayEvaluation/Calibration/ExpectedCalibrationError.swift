// The calibration errors by their usual names: ECE is the L1 norm, MCE the greatest distance.

/// The expected calibration error of two classes: the mean distance of probability and frequency.
///
/// ```swift
/// try expectedCalibrationError(labels: y, probabilities: p)                      // positive class
/// try expectedCalibrationError(labels: y, probabilities: p, meaning: .topLabel)  // confidence
/// ```
///
/// ``calibrationError(labels:probabilities:positive:meaning:norm:bins:weights:)`` in the L1 norm:
/// parameters and errors as there. TorchMetrics: `BinaryCalibrationError`.
public func expectedCalibrationError<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], probabilities: [Score], positive: Label? = nil,
  meaning: CalibrationMeaning = .positiveClass, bins: ProbabilityBins = .uniform(15),
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try calibrationError(
    labels: labels, probabilities: probabilities, positive: positive, meaning: meaning, norm: .l1,
    bins: bins, weights: weights)
}

/// The expected calibration error of any number of classes, by default of the top label.
///
/// ``calibrationError(labels:probabilities:classes:meaning:norm:bins:weights:)`` in the L1 norm:
/// parameters and errors as there. TorchMetrics: `MulticlassCalibrationError`.
public func expectedCalibrationError<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], probabilities: [[Score]], classes: [Label]? = nil,
  meaning: CalibrationMeaning = .topLabel, bins: ProbabilityBins = .uniform(15),
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try calibrationError(
    labels: labels, probabilities: probabilities, classes: classes, meaning: meaning, norm: .l1,
    bins: bins, weights: weights)
}

/// The maximum calibration error of two classes: the greatest distance of probability and frequency.
///
/// ``calibrationError(labels:probabilities:positive:meaning:norm:bins:weights:)`` in the norm of the
/// greatest distance: parameters and errors as there.
public func maximumCalibrationError<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], probabilities: [Score], positive: Label? = nil,
  meaning: CalibrationMeaning = .positiveClass, bins: ProbabilityBins = .uniform(15),
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try calibrationError(
    labels: labels, probabilities: probabilities, positive: positive, meaning: meaning, norm: .max,
    bins: bins, weights: weights)
}

/// The maximum calibration error of any number of classes, by default of the top label.
///
/// ``calibrationError(labels:probabilities:classes:meaning:norm:bins:weights:)`` in the norm of the
/// greatest distance: parameters and errors as there.
public func maximumCalibrationError<
  Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable
>(
  labels: [Label], probabilities: [[Score]], classes: [Label]? = nil,
  meaning: CalibrationMeaning = .topLabel, bins: ProbabilityBins = .uniform(15),
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try calibrationError(
    labels: labels, probabilities: probabilities, classes: classes, meaning: meaning, norm: .max,
    bins: bins, weights: weights)
}
