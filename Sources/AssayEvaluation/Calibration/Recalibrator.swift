/// A function from scores to probabilities, fitted on one set of rows and applied to others.
///
/// Fit it on rows that the model was not trained on, and judge it on rows it was not fitted on. It is
/// a few numbers: keep its ``text``.
///
/// ```swift
/// let platt = try PlattScaling(labels: held.labels, scores: held.scores)
/// let probabilities = platt.probabilities(ofScores: new.scores)
/// let same = try PlattScaling(text: platt.text)
/// ```
public protocol Recalibrator: Hashable, Sendable, CustomStringConvertible {
  /// The probability of the positive class for a score; NaN for NaN.
  func probability(ofScore score: Double) -> Double

  /// The parameters as one line of JSON that reads back to the bit.
  var text: String { get }

  /// Reads parameters from their ``text``.
  ///
  /// - Throws: ``CalibrationTextError`` for text that is no JSON, is of another method or of a later
  ///   version, lacks a number or holds one that makes no sense.
  init(text: String) throws(CalibrationTextError)
}

extension Recalibrator {
  /// The probability of the positive class for each score.
  public func probabilities<Score: BinaryFloatingPoint>(ofScores scores: [Score]) -> [Double] {
    scores.doubles.map { probability(ofScore: $0) }
  }

  /// The parameters as one line of JSON.
  public var description: String { text }
}

extension ScoreCurve {
  /// Throws unless a function from scores to probabilities can be fitted: rows of both classes, and
  /// no weight below zero.
  func checkFittable() throws(EvaluationError) {
    let blocks = blocks
    for block in 0..<blocks.count {
      let least = min(blocks.positives[block], blocks.negatives[block])
      if least < 0 {
        throw .outOfRange(
          field: "weights", index: block, value: least, range: 0...Double.greatestFiniteMagnitude)
      }
    }
    guard blocks.count > 0 else { throw .empty(field: "labels") }
    guard positives > 0, negatives > 0 else { throw .tooFewClasses(count: 1, needed: 2) }
  }

  /// The curve of two columns to fit on.
  static func fittable<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ scores: [Score], positive: Label?, weights: [Double]?
  ) throws(EvaluationError) -> ScoreCurve {
    try Columns.check(weights: weights, like: labels.count, "labels")
    if let weights, let bad = weights.firstIndex(where: { $0 < 0 }) {
      throw .outOfRange(
        field: "weights", index: bad, value: weights[bad],
        range: 0...Double.greatestFiniteMagnitude)
    }
    return try ScoreColumns.curve(
      labels, scores.doubles, positive: positive, weights: weights,
      oneClassIsEnough: true)
  }
}
