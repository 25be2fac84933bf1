/// The checked columns of several classes' probabilities, to read areas from.
struct ClassAreas<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>: Sendable {
  private let encoded: EncodedLabels<Label>
  private let table: ScoreTable<Score>
  private let weights: [Double]?

  /// Checks what scikit-learn checks before any area.
  init(
    _ labels: [Label], _ table: ScoreTable<Score>, _ classes: [Label]?, _ weights: [Double]?,
    strict: Bool
  ) throws(EvaluationError) {
    try table.checkFinite("scores")
    try Columns.check(weights: weights, like: labels.count, "labels")
    try Columns.check(notAllZero: weights)
    encoded = try EncodedLabels(labels, classes: classes)
    try encoded.checkOrder(strict: strict)
    try table.check(classCount: encoded.classes.count, "scores")
    try table.checkSums("scores")
    self.table = table
    self.weights = weights
  }

  /// The area as asked for.
  func read(
    _ multiClass: MultiClass, _ average: Average, strict: Bool
  ) throws(EvaluationError) -> Double {
    switch (multiClass, average) {
    case (.oneVsRest, .macro), (.oneVsRest, .weighted), (.oneVsRest, .micro):
      return try oneVsRest(average, strict: strict)
    case (.oneVsOne, .macro), (.oneVsOne, .weighted):
      return try oneVsOne(average, strict: strict)
    default:
      throw .invalidParameter(
        name: "average", value: average.rawValue,
        expected: multiClass == .oneVsOne ? "macro or weighted" : "micro, macro or weighted")
    }
  }

  private func oneVsRest(_ average: Average, strict: Bool) throws(EvaluationError) -> Double {
    if average == .micro {
      // Every row is positive for one class and negative for the others: never undefined, but for
      // weights that cancel.
      guard weights != nil else { return PairedAreas.pooled(encoded.positions, table) }
      return try AveragedCurves(.micro, of: curves()).rocAUC
    }
    let areas = try areas()
    try check(areas, strict: strict, ignoringAbsent: average == .weighted)
    return AveragedCurves.mean(average, of: areas.map(\.area)) { areas[$0].positives }
  }

  private func oneVsOne(_ average: Average, strict: Bool) throws(EvaluationError) -> Double {
    guard weights == nil else {
      throw .invalidParameter(
        name: "weights", value: "given", expected: "none, for classes one against one")
    }
    let pairs = PairedAreas.oneVsOne(encoded.positions, table)
    guard !pairs.isEmpty else {
      if strict { throw .undefined(UndefinedReading(metric: "roc_auc_ovo", reason: .oneClass)) }
      return .nan
    }
    return AveragedCurves.mean(average, of: pairs.map(\.area)) { pairs[$0].prevalence }
  }

  /// The area of each class against the rest.
  func perClass(strict: Bool) throws(EvaluationError) -> [Double] {
    let areas = try areas()
    try check(areas, strict: strict, ignoringAbsent: false)
    return areas.map(\.area)
  }

  private func areas() throws(EvaluationError) -> [(area: Double, positives: Double)] {
    guard weights != nil else {
      return PairedAreas.oneVsRest(encoded.positions, table).map { ($0.area, Double($0.positives)) }
    }
    return try curves().map { ($0.rocAUC, $0.positives) }
  }

  private func curves() throws(EvaluationError) -> [ScoreCurve] {
    var curves: [ScoreCurve] = []
    for column in 0..<table.width {
      var curve = ScoreCurve()
      try curve.update(
        labels: encoded.positions.map { $0 == column }, scores: table.column(column).doubles,
        weights: weights)
      curve.compact()
      curves.append(curve)
    }
    return curves
  }

  private func check(
    _ areas: [(area: Double, positives: Double)], strict: Bool, ignoringAbsent: Bool
  ) throws(EvaluationError) {
    guard strict else { return }
    for (label, area) in zip(encoded.classes, areas) where area.area.isNaN {
      if ignoringAbsent && area.positives == 0 { continue }
      throw .undefined(
        UndefinedReading(
          metric: "roc_auc_ovr", label: String(describing: label),
          reason: area.positives > 0 ? .noOtherTruth : .absentFromTruth))
    }
  }
}
