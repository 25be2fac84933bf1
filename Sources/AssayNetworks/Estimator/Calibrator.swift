internal import AssayCore
public import AssayEvaluation

/// How a classifier's probabilities are recalibrated.
///
/// scikit-learn: the `method` of `CalibratedClassifierCV`, `sigmoid` being Platt's.
public enum Calibration: String, CaseIterable, Sendable, Codable {
  /// A sigmoid of the log-odds: two numbers; good with few rows.
  case platt
  /// A rising staircase of the probability: takes about a thousand rows to be good.
  case isotonic
  /// All log-probabilities times one number: the predicted classes stay.
  case temperature
}

/// What brings a classifier's probabilities nearer to frequencies, fitted on rows it did not learn
/// from.
///
/// Of two classes one function changes the probability of the last. Of more, Platt's and the isotonic
/// method have a function for each class against the rest, whose values are then divided by their
/// sum (1/k each where all are 0), as in scikit-learn; temperature scaling has one number for all.
/// Platt's sigmoid is of the log-odds log(p/(1 − p)), p kept 1e-7 from 0 and 1, so that it can leave
/// probabilities as they are; scikit-learn gives it an `MLPClassifier`'s probabilities themselves.
///
/// Few rows make a poor fit: take a hundred at least. Where every row is right, so that the
/// temperature could fall without end, it stays 1; scikit-learn takes the end of its range.
public enum Calibrator: Hashable, Sendable {
  /// Sigmoids of the log-odds.
  case platt([PlattScaling])
  /// Staircases of the probability.
  case isotonic([IsotonicCalibration])
  /// One number.
  case temperature(TemperatureScaling)

  /// Fits the method to probabilities beside the truth.
  ///
  /// - Parameters:
  ///   - method: the method.
  ///   - scores: one probability a row, of the class at position 1, or one for each class.
  ///   - truth: the position of each row's class.
  ///   - weights: what each row counts.
  /// - Throws: `EvaluationError/tooFewClasses(count:needed:)` where a class has no row or all.
  public init(
    _ method: Calibration, scores: Scores, truth: [Int], weights: [Double]? = nil
  ) throws(EvaluationError) {
    switch method {
    case .platt:
      var functions: [PlattScaling] = []
      for (labels, values) in Self.againstRest(scores, truth) {
        functions.append(
          try PlattScaling(labels: labels, scores: values.map(Self.logOdds), weights: weights))
      }
      self = .platt(functions)
    case .isotonic:
      var functions: [IsotonicCalibration] = []
      for (labels, values) in Self.againstRest(scores, truth) {
        functions.append(try IsotonicCalibration(labels: labels, scores: values, weights: weights))
      }
      self = .isotonic(functions)
    case .temperature:
      let scaling = try TemperatureScaling(
        labels: truth, probabilities: Self.rowsOfAllClasses(scores),
        classes: Array(0..<max(scores.width, 2)), weights: weights)
      // The end of the range, e¹⁰: every row is right, however sure.
      self = .temperature(
        scaling.inverseTemperature < 22_026
          ? scaling : try TemperatureScaling(inverseTemperature: 1))
    }
  }

  /// How it was fitted.
  public var method: Calibration {
    switch self {
    case .platt: .platt
    case .isotonic: .isotonic
    case .temperature: .temperature
    }
  }

  /// The scores, recalibrated.
  public func callAsFunction(_ scores: Scores) -> Scores {
    switch self {
    case .platt(let functions):
      Self.apply(functions, to: scores) { $0.probability(ofScore: Self.logOdds($1)) }
    case .isotonic(let functions):
      Self.apply(functions, to: scores) { $0.probability(ofScore: $1) }
    case .temperature(let scaling):
      Scores(
        values: scaling.probabilities(ofProbabilities: Self.rowsOfAllClasses(scores))
          .flatMap { scores.width == 1 ? [$0[1]] : $0 },
        width: scores.width)
    }
  }

  /// The functions as lines of JSON, each as its own `text`.
  var texts: [String] {
    switch self {
    case .platt(let functions): functions.map(\.text)
    case .isotonic(let functions): functions.map(\.text)
    case .temperature(let scaling): [scaling.text]
    }
  }

  /// Whether it takes scores of this width.
  func fits(width: Int) -> Bool {
    if case .temperature = self { true } else { texts.count == width }
  }

  private static func apply<Function>(
    _ functions: [Function], to scores: Scores, _ value: (Function, Double) -> Double
  ) -> Scores {
    var values: [Double] = []
    values.reserveCapacity(scores.values.count)
    for row in 0..<scores.count {
      let single = zip(functions, scores[row]).map { value($0, $1) }
      let sum = single.reduce(0, +)
      values +=
        single.count == 1
        ? single : single.map { sum > 0 ? $0 / sum : 1 / Double(single.count) }
    }
    return Scores(values: values, width: scores.width)
  }

  /// The truth and the scores of each function's class against the rest.
  private static func againstRest(
    _ scores: Scores, _ truth: [Int]
  ) -> [(labels: [Bool], values: [Double])] {
    (0..<scores.width).map { column in
      let position = scores.width == 1 ? 1 : column
      return (truth.map { $0 == position }, scores.column(column))
    }
  }

  private static func rowsOfAllClasses(_ scores: Scores) -> [[Double]] {
    (0..<scores.count).map { scores.probabilities(ofRow: $0) }
  }

  private static func logOdds(_ probability: Double) -> Double {
    let p = min(max(probability, 1e-7), 1 - 1e-7)
    return ElementaryFunctions.log(p) - ElementaryFunctions.log1p(-p)
  }
}

extension Scores {
  /// A number for each class: of a single one p, 1 − p and p.
  func probabilities(ofRow row: Int) -> [Double] {
    width == 1 ? [1 - values[row], values[row]] : Array(self[row])
  }
}

extension Calibrator: Codable {
  private enum CodingKeys: String, CodingKey { case method, functions }

  /// Reads the method and its functions.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let texts = try container.decode([String].self, forKey: .functions)
    func functions<Function: Recalibrator>(_ type: Function.Type) throws -> [Function] {
      do {
        return try texts.map { try Function(text: $0) }
      } catch {
        throw DecodingError.dataCorruptedError(
          forKey: .functions, in: container, debugDescription: "\(error)")
      }
    }
    switch try container.decode(Calibration.self, forKey: .method) {
    case .platt: self = .platt(try functions(PlattScaling.self))
    case .isotonic: self = .isotonic(try functions(IsotonicCalibration.self))
    case .temperature:
      guard let scaling = try functions(TemperatureScaling.self).first, texts.count == 1 else {
        throw DecodingError.dataCorruptedError(
          forKey: .functions, in: container, debugDescription: "one temperature was expected")
      }
      self = .temperature(scaling)
    }
  }

  /// Writes the method and its functions.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(method, forKey: .method)
    try container.encode(texts, forKey: .functions)
  }
}
