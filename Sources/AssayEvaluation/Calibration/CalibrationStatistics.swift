/// The calibration of a classifier's probabilities in every meaning, in fixed memory.
///
/// ```swift
/// var seen = try CalibrationStatistics(classCount: 3)
/// try seen.update(truth: [2, 0], probabilities: [0.1, 0.2, 0.7, 0.5, 0.3, 0.2], width: 3)
/// print(seen.topLabel.reliability.expectedCalibrationError)
/// print(seen.calibrationError(.classwise))
/// ```
public struct CalibrationStatistics: Summary {
  /// The confidence of the answer against whether it is right.
  public internal(set) var topLabel: CalibrationBins
  /// The probability of each class against whether the row is of it.
  public internal(set) var perClass: [CalibrationBins]

  /// Statistics of no rows yet.
  ///
  /// - Throws: ``EvaluationError`` for fewer than two classes or a number of bins that makes no
  ///   sense.
  public init(classCount: Int, bins: Int = 15) throws(EvaluationError) {
    guard classCount >= 2 else { throw .tooFewClasses(count: classCount, needed: 2) }
    topLabel = try CalibrationBins(.topLabel, count: bins)
    perClass = [CalibrationBins](
      repeating: try CalibrationBins(.positiveClass, count: bins), count: classCount)
  }

  /// The number of classes.
  public var classCount: Int { perClass.count }

  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: the position of each row's class.
  ///   - probabilities: row after row: one value, the probability of the class at position 1, or
  ///     one for each class.
  ///   - width: values a row, 1 or ``classCount``.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths do not fit, a position is no class, a probability is
  ///   outside 0 ... 1 or a weight is not finite; the statistics are then unchanged.
  public mutating func update(
    truth: [Int], probabilities: [Double], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    let columns = try CalibrationColumns(
      truth: truth, probabilities: probabilities, width: width, classCount: classCount,
      weights: weights)
    let top = columns.topLabel
    topLabel.add(top.outcomes, top.probabilities, weights: weights)
    for position in perClass.indices {
      let column = columns.column(position)
      perClass[position].add(column.outcomes, column.probabilities, weights: weights)
    }
  }

  /// Adds what other statistics have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when the numbers of classes or of
  ///   bins differ.
  public mutating func merge(_ other: CalibrationStatistics) throws(EvaluationError) {
    guard classCount == other.classCount else {
      throw .cannotMerge(
        what: "class counts", one: "\(classCount)", other: "\(other.classCount)")
    }
    try topLabel.merge(other.topLabel)
    for position in perClass.indices { try perClass[position].merge(other.perClass[position]) }
  }

  /// The calibration error in one meaning; the positive class is that at position 1.
  public func calibrationError(
    _ meaning: CalibrationMeaning, norm: CalibrationNorm = .l1
  ) -> Double {
    switch meaning {
    case .positiveClass: perClass[1].reliability.calibrationError(norm)
    case .topLabel: topLabel.reliability.calibrationError(norm)
    case .classwise:
      perClass.reduce(0) { $0 + $1.reliability.calibrationError(norm) } / Double(classCount)
    }
  }
}

extension Metric where Statistics == CalibrationStatistics {
  /// The mean distance of the probability of the class at position 1 from its frequency.
  public static var expectedCalibrationError: Metric {
    calibration("expected_calibration_error", "Calibration error", .positiveClass, .l1)
  }

  /// The greatest distance of the probability of the class at position 1 from its frequency.
  public static var maximumCalibrationError: Metric {
    calibration("maximum_calibration_error", "Greatest calibration error", .positiveClass, .max)
  }

  /// The mean distance of the confidence from the part of right answers.
  public static var topLabelCalibrationError: Metric {
    calibration(
      "expected_calibration_error_top_label", "Calibration error, top label", .topLabel, .l1)
  }

  /// The mean over classes of the distance of each one's probability from its frequency.
  public static var classwiseCalibrationError: Metric {
    calibration(
      "expected_calibration_error_classwise", "Calibration error, mean over classes", .classwise,
      .l1)
  }

  private static func calibration(
    _ name: String, _ title: String, _ meaning: CalibrationMeaning, _ norm: CalibrationNorm
  ) -> Metric {
    Metric(name, title: title, goal: .minimize, range: 0...1, uncertainty: .none) {
      $0.calibrationError(meaning, norm: norm)
    }
  }
}
