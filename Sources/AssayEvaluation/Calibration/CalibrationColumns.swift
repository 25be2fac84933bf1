/// Checked columns of probabilities, and the outcomes and probabilities that each meaning compares.
struct CalibrationColumns: Sendable {
  let truth: [Int]
  let probabilities: [Double]
  let width: Int
  let classCount: Int

  init(
    truth: [Int], probabilities: [Double], width: Int, classCount: Int, weights: [Double]?
  ) throws(EvaluationError) {
    try OutputRows.checkShape(
      rows: truth.count, values: probabilities.count, width: width, classCount: classCount,
      field: "probabilities")
    if let bad = truth.firstIndex(where: { !(0..<classCount).contains($0) }) {
      throw .unknownPosition(
        field: "truth", index: bad, position: truth[bad], classCount: classCount)
    }
    try Columns.check(probabilities: probabilities, "probabilities")
    try Columns.check(weights: weights, like: truth.count, "truth")
    self.truth = truth
    self.probabilities = probabilities
    self.width = width
    self.classCount = classCount
  }

  typealias Column = (outcomes: [Bool], probabilities: [Double])

  /// One class against the rest.
  func column(_ position: Int) -> Column {
    let values = truth.indices.map { row in
      width == 1
        ? (position == 1 ? probabilities[row] : 1 - probabilities[row])
        : probabilities[row * width + position]
    }
    return (truth.map { $0 == position }, values)
  }

  /// The answer, the first of the greatest, and its probability; of a single value the second class
  /// from 0.5 on.
  var topLabel: Column {
    var outcomes: [Bool] = []
    var values: [Double] = []
    for row in truth.indices {
      var best = 0
      var value = probabilities[row * width]
      if width == 1 {
        best = value >= 0.5 ? 1 : 0
        value = max(value, 1 - value)
      } else {
        for position in 1..<width where probabilities[row * width + position] > value {
          best = position
          value = probabilities[row * width + position]
        }
      }
      outcomes.append(truth[row] == best)
      values.append(value)
    }
    return (outcomes, values)
  }

  /// The columns that a meaning compares: one, or one for each class.
  func columns(_ meaning: CalibrationMeaning, positive: Int?) throws(EvaluationError) -> [Column] {
    switch meaning {
    case .topLabel: return [topLabel]
    case .classwise: return (0..<classCount).map(column)
    case .positiveClass:
      guard let positive else {
        throw .invalidParameter(
          name: "meaning", value: meaning.description,
          expected: "top label or mean over classes, for there are \(classCount) classes")
      }
      return [column(positive)]
    }
  }

  /// The reliability of a column known to be sound; the squares of weights are known in it.
  static func reliability(
    _ outcomes: [Bool], _ probabilities: [Double], _ bins: ProbabilityBins, weights: [Double]?
  ) throws(EvaluationError) -> ReliabilityCurve {
    try bins.check()
    try Columns.check(weights: weights, like: outcomes.count, "labels")
    try Columns.check(notAllZero: weights)
    var edges = ProbabilityBins.uniformEdges(bins.count)
    if case .quantile = bins {
      var curve = ScoreCurve()
      try curve.update(labels: outcomes, scores: probabilities, weights: weights)
      curve.compact()
      // Without weights the curve says all; it does not know the squares of weights.
      if weights == nil { return curve.reliability(bins) }
      edges = bins.edges(of: curve.blocks, isWeighted: true)
    }
    var binned = BinnedOutcomes(edges: edges)
    binned.add(outcomes, probabilities, weights: weights)
    return binned.reliability
  }

  /// The error of one meaning: the mean over its columns.
  func error(
    _ meaning: CalibrationMeaning, positive: Int?, bins: ProbabilityBins, weights: [Double]?,
    _ reading: (ReliabilityCurve) -> Double
  ) throws(EvaluationError) -> Double {
    try Columns.check(notEmpty: truth, "labels")
    let columns = try columns(meaning, positive: positive)
    var sum = 0.0
    for column in columns {
      sum += reading(
        try Self.reliability(column.outcomes, column.probabilities, bins, weights: weights))
    }
    return sum / Double(columns.count)
  }
}
