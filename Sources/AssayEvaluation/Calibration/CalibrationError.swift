// Calibration error: how far the probabilities lie from the frequencies, over bins.
//
//     L1: Σ n_b / n · |p_b − f_b|      L2: √Σ n_b / n · (p_b − f_b)²      max: the greatest |p_b − f_b|
//
// n_b rows with mean probability p_b and frequency f_b lie in bin b. Range 0 ... 1.

/// How the distances of bins become one number.
public enum CalibrationNorm: String, Sendable, Hashable, CaseIterable {
  /// Their mean over rows: the expected calibration error, ECE.
  case l1
  /// The root of the mean of their squares over rows.
  case l2
  /// The greatest: the maximum calibration error, MCE.
  case max
}

extension ReliabilityCurve {
  /// The calibration error; NaN without rows.
  ///
  /// TorchMetrics: `CalibrationError(norm:)`, but for values on an edge, see ``ProbabilityBins``.
  /// Source: M. P. Naeini et al., *Obtaining well calibrated probabilities using Bayesian binning*,
  /// AAAI 2015.
  public func calibrationError(_ norm: CalibrationNorm = .l1) -> Double {
    let total = bins.reduce(0) { $0 + $1.rows }
    guard total != 0 else { return .nan }
    switch norm {
    case .l1: return bins.reduce(0) { $0 + $1.rows / total * $1.gap.magnitude }
    case .l2: return meanSquare.squareRoot()
    case .max: return bins.reduce(0) { Swift.max($0, $1.gap.magnitude) }
    }
  }

  /// The mean distance of probability and frequency: ECE.
  public var expectedCalibrationError: Double { calibrationError(.l1) }

  /// The greatest distance of probability and frequency: MCE.
  public var maximumCalibrationError: Double { calibrationError(.max) }

  /// The L2 error without what chance alone adds to it; 0 where chance explains all.
  ///
  /// A frequency of n_b rows strays from the truth by f_b (1 − f_b) / (n_b − 1) in the mean square:
  /// that is taken off each bin of two rows or more. Under weights n_b is Kish's effective number;
  /// NaN where it is unknown. It estimates the error of the binned probabilities, which is never
  /// more than that of the probabilities themselves.
  ///
  /// TorchMetrics' formula; there it cannot be asked for. Source: A. Kumar, P. Liang and T. Ma,
  /// *Verified uncertainty calibration*, NeurIPS 2019.
  public var debiasedCalibrationError: Double {
    let total = bins.reduce(0) { $0 + $1.rows }
    guard total != 0 else { return .nan }
    var sum = meanSquare
    for bin in bins {
      guard let count = bin.effectiveRows else { return .nan }
      guard count > 1 else { continue }
      sum -= bin.rows / total * bin.frequency * (1 - bin.frequency) / (count - 1)
    }
    return Swift.max(0, sum).squareRoot()
  }

  private var meanSquare: Double {
    let total = bins.reduce(0) { $0 + $1.rows }
    return bins.reduce(0) { $0 + $1.rows / total * $1.gap * $1.gap }
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// The mean distance of the positive class's probability from its frequency, in 15 bins.
  public static var expectedCalibrationError: Metric {
    Metric(
      "expected_calibration_error", title: "Calibration error", goal: .minimize, range: 0...1,
      requires: .curve, uncertainty: .none
    ) { $0.curve.reliability(.uniform(15)).expectedCalibrationError }
  }

  /// The greatest distance of the positive class's probability from its frequency, in 15 bins.
  public static var maximumCalibrationError: Metric {
    Metric(
      "maximum_calibration_error", title: "Greatest calibration error", goal: .minimize,
      range: 0...1, requires: .curve, uncertainty: .none
    ) { $0.curve.reliability(.uniform(15)).maximumCalibrationError }
  }
}

/// The calibration error of two classes.
///
/// ```swift
/// try calibrationError(labels: [0, 1, 1], probabilities: [0.2, 0.6, 0.9])               // 0.2333…
/// try calibrationError(labels: [0, 1, 1], probabilities: [0.2, 0.6, 0.9], norm: .max)   // 0.4
/// ```
///
/// - Parameters:
///   - labels: The truth.
///   - probabilities: Of the positive class.
///   - positive: The positive class; nil for `true`, 1, or the later of two classes.
///   - meaning: What is compared; by default the probability of the positive class with its
///     frequency.
///   - norm: How the distances of bins become one number: ``CalibrationNorm/l1`` is ECE,
///     ``CalibrationNorm/max`` is MCE.
///   - bins: How the probabilities are put into bins.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` when the columns do not fit, a probability is outside 0 ... 1, the
///   number of bins makes no sense or the positive class is not determined.
public func calibrationError<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], positive: Label? = nil,
  meaning: CalibrationMeaning = .positiveClass, norm: CalibrationNorm = .l1,
  bins: ProbabilityBins = .uniform(15), weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let values = probabilities.doubles
  let flags = try ScoreColumns.flags(labels, values, "probabilities", positive: positive)
  let columns = try CalibrationColumns(
    truth: flags.map { $0 ? 1 : 0 }, probabilities: values, width: 1, classCount: 2,
    weights: weights)
  return try columns.error(meaning, positive: 1, bins: bins, weights: weights) {
    $0.calibrationError(norm)
  }
}

/// The calibration error of any number of classes.
///
/// - Parameters:
///   - labels: The truth.
///   - probabilities: One for each class in each row.
///   - classes: The order of the columns; nil for the natural order of the labels.
///   - meaning: What is compared; by default the confidence of the answer with the part of right
///     answers. ``CalibrationMeaning/positiveClass`` is for two classes, and means the second.
///   - norm: How the distances of bins become one number.
///   - bins: How the probabilities are put into bins.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` when the columns do not fit, a probability is outside 0 ... 1, or
///   the number of bins or the meaning makes no sense.
public func calibrationError<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [[Score]], classes: [Label]? = nil,
  meaning: CalibrationMeaning = .topLabel, norm: CalibrationNorm = .l1,
  bins: ProbabilityBins = .uniform(15), weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ClassTable(labels, probabilities, "probabilities", classes: classes)
  return try table.calibrationError(meaning, norm, bins, weights: weights)
}

/// The calibration error of any number of classes, from a flat table: the fastest way for many rows.
///
/// - Parameters:
///   - labels: The truth.
///   - probabilities: Row after row, one for each class.
///   - width: Values a row: the number of classes.
///   - classes: The order of the columns; nil for the natural order of the labels.
///   - meaning: What is compared.
///   - norm: How the distances of bins become one number.
///   - bins: How the probabilities are put into bins.
///   - weights: What each row counts; nil for once.
/// - Throws: ``EvaluationError`` as for a table of rows.
public func calibrationError<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
  labels: [Label], probabilities: [Score], width: Int, classes: [Label]? = nil,
  meaning: CalibrationMeaning = .topLabel, norm: CalibrationNorm = .l1,
  bins: ProbabilityBins = .uniform(15), weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  let table = try ClassTable(
    labels, probabilities, width: width, "probabilities", classes: classes)
  return try table.calibrationError(meaning, norm, bins, weights: weights)
}

extension ClassTable {
  fileprivate func calibrationError(
    _ meaning: CalibrationMeaning, _ norm: CalibrationNorm, _ bins: ProbabilityBins,
    weights: [Double]?
  ) throws(EvaluationError) -> Double {
    let columns = try CalibrationColumns(
      truth: truth, probabilities: values, width: width, classCount: width, weights: weights)
    return try columns.error(
      meaning, positive: width == 2 ? 1 : nil, bins: bins, weights: weights
    ) { $0.calibrationError(norm) }
  }
}
