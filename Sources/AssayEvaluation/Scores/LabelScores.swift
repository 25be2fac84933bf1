/// The checked columns of sets of labels and their scores, to read averages from.
struct LabelScores: Sendable {
  private let truth: IndicatorTable
  private let scores: [Double]
  private let weights: [Double]?

  /// Checks a table of indicators against a table of scores.
  ///
  /// - Throws: ``EvaluationError`` when the two do not fit, a score is not finite, or weights are
  ///   not finite, not one for each row, or all zero.
  init<Score>(
    _ truth: IndicatorTable, _ table: ScoreTable<Score>, weights: [Double]?
  ) throws(EvaluationError) {
    guard table.count == truth.count else {
      throw .lengthsDiffer(
        field: "scores", count: table.count, expected: truth.count, of: "labels")
    }
    guard table.width == truth.width else {
      throw .wrongWidth(field: "scores", width: table.width, expected: [truth.width])
    }
    try table.checkFinite("scores")
    try Columns.check(weights: weights, like: truth.count, "labels")
    try Columns.check(notAllZero: weights)
    self.truth = truth
    scores = table.values.doubles
    self.weights = weights
  }

  /// A reading of curves, averaged as asked.
  func read(
    _ metric: String, _ average: Average, strict: Bool, _ reading: (ScoreCurve) -> Double
  ) throws(EvaluationError) -> Double {
    switch average {
    case .binary:
      throw .invalidParameter(
        name: "average", value: average.rawValue, expected: "micro, macro, weighted or samples")
    case .samples:
      return try meanOverRows(metric, strict: strict, reading)
    case .micro:
      var pooled = ScoreCurve()
      let repeated = weights.map { weights in
        weights.flatMap { Array(repeating: $0, count: truth.width) }
      }
      try pooled.update(labels: truth.flags, scores: scores, weights: repeated)
      pooled.compact()
      try ScoreColumns.checkDefined(metric, pooled, strict: strict)
      return reading(pooled)
    case .macro, .weighted:
      let curves = try curves()
      if strict {
        try checkDefined(metric, curves, ignoringAbsent: average == .weighted)
      }
      return AveragedCurves(average, of: curves).mean(of: reading)
    }
  }

  /// A reading of each label's curve.
  func perLabel(
    _ metric: String, strict: Bool, _ reading: (ScoreCurve) -> Double
  ) throws(EvaluationError) -> [Double] {
    let curves = try curves()
    if strict { try checkDefined(metric, curves, ignoringAbsent: false) }
    return curves.map(reading)
  }

  private func curves() throws(EvaluationError) -> [ScoreCurve] {
    var seen = MultilabelScores(labelCount: truth.width, readsRows: false)
    try seen.update(truth: truth.flags, scores: scores, weights: weights)
    seen.compact()
    return seen.perLabel
  }

  private func meanOverRows(
    _ metric: String, strict: Bool, _ reading: (ScoreCurve) -> Double
  ) throws(EvaluationError) -> Double {
    var rows = RowWeights()
    var mean = MeanOfLosses()
    for row in 0..<truth.count {
      if let weights { rows.add(weight: weights[row]) } else { rows.add() }
      // A row of weight 0 may be undefined without harm.
      guard weights?[row] != 0 else { continue }
      let curve = MultilabelScores.curve(
        ofRow: row, truth.flags, scores, width: truth.width)
      if strict, let reason = curve.undefined.first(where: { $0.metric == metric })?.reason {
        throw .undefined(
          UndefinedReading(metric: metric, label: "any label of row \(row)", reason: reason))
      }
      if let weights {
        mean.add(reading(curve), weight: weights[row])
      } else {
        mean.add(reading(curve))
      }
    }
    return mean.mean(rows)
  }

  private func checkDefined(
    _ metric: String, _ curves: [ScoreCurve], ignoringAbsent: Bool
  ) throws(EvaluationError) {
    for (name, curve) in zip(truth.names, curves) {
      guard let first = curve.undefined.first(where: { $0.metric == metric }) else { continue }
      if ignoringAbsent && curve.positives == 0 { continue }
      throw .undefined(UndefinedReading(metric: metric, label: name, reason: first.reason))
    }
  }
}
