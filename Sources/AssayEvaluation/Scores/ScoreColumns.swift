internal import AssayCore

/// What the one-shot functions of scores have in common: checked columns, sorted.
enum ScoreColumns {
  /// The score curve of two columns.
  ///
  /// - Parameter oneClassIsEnough: take a single class, whichever it is, as the positive one: for
  ///   readings that are undefined then anyway.
  static func curve<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ scores: [Score], positive: Label?, weights: [Double]?,
    oneClassIsEnough: Bool = false
  ) throws(EvaluationError) -> ScoreCurve {
    let flags = try flags(
      labels, scores, "scores", positive: positive, oneClassIsEnough: oneClassIsEnough)
    guard weights != nil else {
      return ScoreCurve(blocks: try blocks(flags, scores), isWeighted: false)
    }
    var curve = ScoreCurve()
    try curve.update(labels: flags, scores: scores.doubles, weights: weights)
    try Columns.check(notAllZero: weights)
    curve.compact()
    return curve
  }

  private static func blocks<Score: BinaryFloatingPoint>(
    _ flags: [Bool], _ scores: [Score]
  ) throws(EvaluationError) -> ScoreBlocks {
    if let floats = KnownLabels.cast(scores, to: Float.self) {
      return try ScoreBlocks(labels: flags, scores: floats)
    }
    return try ScoreBlocks(labels: flags, scores: scores.doubles)
  }

  /// The area under the ROC curve of two columns without weights, from pairs counted as integers
  /// and without a curve: nil where the curve has to say why it is undefined, or which score is bad.
  static func area<Label: Hashable & Sendable, Score: BinaryFloatingPoint>(
    _ labels: [Label], _ scores: [Score], positive: Label?
  ) throws(EvaluationError) -> Double? {
    let flags = try flags(labels, scores, "scores", positive: positive, oneClassIsEnough: true)
    if let floats = KnownLabels.cast(scores, to: Float.self) { return area(flags, floats) }
    return area(flags, scores.doubles)
  }

  private static func area<Score: RankableScore>(_ flags: [Bool], _ scores: [Score]) -> Double? {
    scores.withUnsafeBufferPointer { scores in
      flags.withUnsafeBufferPointer { flags in
        // A Bool is a byte, 0 or 1.
        let bytes = UnsafeRawBufferPointer(flags).bindMemory(to: UInt8.self)
        guard let pairs = try? Ranking.pairs(scores: scores, labels: bytes), pairs.positives > 0,
          pairs.negatives > 0
        else { return nil }
        return pairs.area
      }
    }
  }

  /// Which rows are positive.
  static func flags<Label: Hashable & Sendable, Number>(
    _ labels: [Label], _ numbers: [Number], _ field: String, positive: Label?,
    oneClassIsEnough: Bool = false
  ) throws(EvaluationError) -> [Bool] {
    try Columns.check(numbers, field, like: labels, "labels")
    try Columns.check(notEmpty: labels, "labels")
    if let flags = KnownLabels.cast(labels, to: Bool.self), positive as? Bool ?? true {
      return flags
    }
    if positive.map(ZeroOneLabels.isOne) ?? true, let flags = ZeroOneLabels.flags(labels),
      !oneClassIsEnough || (flags.contains(true) && flags.contains(false))
    {
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
