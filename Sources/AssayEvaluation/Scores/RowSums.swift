/// The rows of probabilities that do not add up to 1, as warnings.
///
/// Losses take such rows as they are, as scikit-learn does, which warns once. A row is sound when
/// |sum − 1| ≤ √ε + 1e-8, ε being the epsilon of the type given: 2.2e-16 for Double, 1.2e-7 for
/// Float.
///
/// ```swift
/// for warning in rowSumWarnings(probabilities: [[0.5, 0.5], [0.5, 0.25]]) { print(warning) }
/// // the probabilities of row 1 add up to 0.75, not 1
/// ```
///
/// scikit-learn: the warning of `log_loss`, `brier_score_loss` and their D².
///
/// - Parameters:
///   - probabilities: one for each class in each row.
///   - limit: how many rows to name at most.
@specialized(where Score == Double)
@specialized(where Score == Float)
public func rowSumWarnings<Score: BinaryFloatingPoint & Sendable>(
  probabilities: [[Score]], limit: Int = 100
) -> [EvaluationWarning] {
  warnings(rows: probabilities.count, limit, Score.self) { row in
    probabilities[row].reduce(0) { $0 + Double($1) }
  }
}

/// The rows of probabilities in a flat array that do not add up to 1, as warnings.
///
/// Parameters as for rows, `width` being probabilities a row; single ones have nothing to add up to.
public func rowSumWarnings<Score: BinaryFloatingPoint & Sendable>(
  probabilities: [Score], width: Int, limit: Int = 100
) -> [EvaluationWarning] {
  probabilities.withUnsafeBufferPointer {
    rowSumWarnings(probabilities: $0, width: width, limit: limit)
  }
}

/// The same of probabilities where they lie.
@specialized(where Score == Double)
@specialized(where Score == Float)
package func rowSumWarnings<Score: BinaryFloatingPoint & Sendable>(
  probabilities: UnsafeBufferPointer<Score>, width: Int, limit: Int = 100
) -> [EvaluationWarning] {
  guard width > 1 else { return [] }
  return warnings(rows: probabilities.count / width, limit, Score.self) { row in
    var sum = 0.0
    for place in row * width..<(row + 1) * width { sum += Double(probabilities[place]) }
    return sum
  }
}

@inline(__always)
private func warnings<Score: BinaryFloatingPoint>(
  rows: Int, _ limit: Int, _ type: Score.Type, _ sum: (Int) -> Double
) -> [EvaluationWarning] {
  let tolerance = Double(Score.ulpOfOne).squareRoot() + 1e-8
  var result: [EvaluationWarning] = []
  for row in 0..<rows where result.count < limit {
    let sum = sum(row)
    if !((sum - 1).magnitude <= tolerance) {
      result.append(.probabilitiesNotNormalized(row: row, sum: sum))
    }
  }
  return result
}
