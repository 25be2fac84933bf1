/// What the one-shot functions of scores have in common: checked columns, sorted.
enum ScoreColumns {
  /// The score curve of two columns.
  ///
  /// - Parameter oneClassIsEnough: take a single class, whichever it is, as the positive one: for
  ///   readings that are undefined then anyway.
  static func curve<Label: Hashable & Sendable>(
    _ labels: [Label], _ scores: [Double], positive: Label?, weights: [Double]?,
    oneClassIsEnough: Bool = false
  ) throws(EvaluationError) -> ScoreCurve {
    let flags = try flags(
      labels, scores, "scores", positive: positive, oneClassIsEnough: oneClassIsEnough)
    var curve = ScoreCurve()
    try curve.update(labels: flags, scores: scores, weights: weights)
    try Columns.check(notAllZero: weights)
    curve.compact()
    return curve
  }

  /// Which rows are positive.
  static func flags<Label: Hashable & Sendable>(
    _ labels: [Label], _ numbers: [Double], _ field: String, positive: Label?,
    oneClassIsEnough: Bool = false
  ) throws(EvaluationError) -> [Bool] {
    try Columns.check(numbers, field, like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    if let flags = KnownLabels.cast(labels, to: Bool.self), positive as? Bool ?? true {
      return flags
    }
    var index = ClassIndex<Label>()
    let positions = try ConfusionMatrix.encode(labels, "labels", into: &index, isOpen: true)
    if oneClassIsEnough, positive == nil, index.classes.count == 1 {
      return [Bool](repeating: true, count: labels.count)
    }
    let chosen = try PositiveClass.determine(
      given: positive, among: NaturalOrder.sorted(index.classes))
    let position = Int32(index.position(of: chosen) ?? -1)
    return positions.map { $0 == position }
  }

  /// Throws the undefined reading of this name, if there is one.
  static func checkDefined(
    _ metric: String, _ curve: ScoreCurve, strict: Bool
  ) throws(EvaluationError) {
    guard strict, let first = curve.undefined.first(where: { $0.metric == metric }) else { return }
    throw .undefined(first)
  }
}
