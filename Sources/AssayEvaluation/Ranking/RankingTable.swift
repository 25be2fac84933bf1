/// The checks and the shape of tables of scores, shared by the metrics of ranking.
enum RankingTable {
  /// The width that all rows share.
  static func width<One>(
    of rows: [[One]], _ field: String
  ) throws(EvaluationError) -> Int {
    guard let first = rows.first else { throw .empty(field: field) }
    for row in rows where row.count != first.count {
      throw .wrongWidth(field: field, width: row.count, expected: [first.count])
    }
    return first.count
  }

  /// Checks flat columns of rows of a width; answers the number of rows.
  static func check<Truth, Score: BinaryFloatingPoint & Sendable>(
    _ truth: [Truth], _ field: String, scores: [Score], width: Int, leastWidth: Int,
    weights: [Double]?
  ) throws(EvaluationError) -> Int {
    guard width >= leastWidth else {
      throw .invalidParameter(name: "width", value: "\(width)", expected: "at least \(leastWidth)")
    }
    try Columns.check(scores, "scores", like: truth, field)
    guard truth.count % width == 0 else {
      throw .wrongWidth(field: field, width: truth.count % width, expected: [width])
    }
    for index in scores.indices where !scores[index].isFinite {
      throw .notFinite(field: "scores", index: index, value: Double(scores[index]))
    }
    let rows = truth.count / width
    try Columns.check(weights: weights, like: rows, "rows")
    return rows
  }

  /// Checks the weights of a one-shot function, and in strict form that its reading is defined.
  static func check(
    _ metric: String, _ undefined: [UndefinedReading], weights: [Double]?, strict: Bool
  ) throws(EvaluationError) {
    try Columns.check(notAllZero: weights)
    try LabelColumns.check(strict: strict, weights: weights)
    if strict, let first = undefined.first(where: { $0.metric == metric }) {
      throw .undefined(first)
    }
  }

  /// Adds a term to a mean, with the row's weight where rows have one.
  static func add(_ term: Double, to mean: inout MeanOfLosses, weight: Double?) {
    if let weight { mean.add(term, weight: weight) } else { mean.add(term) }
  }
}
