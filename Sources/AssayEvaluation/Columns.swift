/// The checks that columns of a table share.
enum Columns {
  /// Two columns must have the same length.
  static func check<One, Other>(
    _ one: [One], _ field: String, like other: [Other], _ otherField: String
  ) throws(EvaluationError) {
    guard one.count == other.count else {
      throw .lengthsDiffer(field: field, count: one.count, expected: other.count, of: otherField)
    }
  }

  /// There must be at least one row.
  static func check<One>(notEmpty column: [One], _ field: String) throws(EvaluationError) {
    guard !column.isEmpty else { throw .empty(field: field) }
  }

  /// Every number must be finite.
  static func check(finite numbers: [Double], _ field: String) throws(EvaluationError) {
    guard let bad = numbers.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(field: field, index: bad, value: numbers[bad])
  }

  /// Weights, if any, must be finite and one for each row.
  static func check(
    weights: [Double]?, like count: Int, _ field: String
  ) throws(EvaluationError) {
    guard let weights else { return }
    guard weights.count == count else {
      throw .lengthsDiffer(field: "weights", count: weights.count, expected: count, of: field)
    }
    try check(finite: weights, "weights")
  }

  /// At least one weight must count.
  static func check(notAllZero weights: [Double]?) throws(EvaluationError) {
    guard let weights, !weights.isEmpty, weights.allSatisfy({ $0 == 0 }) else { return }
    throw .weightsAllZero
  }

  /// Every number must be a probability.
  static func check(probabilities: [Double], _ field: String) throws(EvaluationError) {
    try check(finite: probabilities, field)
    guard let bad = probabilities.firstIndex(where: { $0 < 0 || $0 > 1 }) else { return }
    throw .outOfRange(field: field, index: bad, value: probabilities[bad], range: 0...1)
  }
}

extension Optional where Wrapped == [Double] {
  /// Lends weights, if there are any, as memory.
  func withUnsafeBuffer<Result>(
    _ body: (UnsafeBufferPointer<Double>?) -> Result
  ) -> Result {
    guard let self else { return body(nil) }
    return self.withUnsafeBufferPointer { body($0) }
  }
}
