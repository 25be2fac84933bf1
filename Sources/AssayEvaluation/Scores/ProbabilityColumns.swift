import AssayCore

/// What the one-shot functions of probabilities have in common.
enum ProbabilityColumns {
  /// The mean loss of two classes, without its uncertainty: the same bits as of the ``losses``, and a
  /// tenth of the time.
  ///
  /// - Returns: nil when a probability is outside 0 ... 1, for ``losses`` to say which.
  static func mean<Label: Hashable & Sendable, Score: RankableScore>(
    of loss: TwoClassLosses.Loss, _ labels: [Label], _ probabilities: [Score], positive: Label?
  ) throws(EvaluationError) -> Double? {
    let flags = try ScoreColumns.flags(labels, probabilities, "probabilities", positive: positive)
    let sum = TwoClassLosses.sum(of: loss, positive: flags, probabilities: probabilities)
    return sum.map { $0.value / Double(flags.count) }
  }

  /// The mean loss of several classes, without its uncertainty where there are no weights.
  static func mean<Label: Hashable & Sendable, Score: BinaryFloatingPoint & Sendable>(
    of loss: TwoClassLosses.Loss, _ labels: [Label], _ table: ProbabilityTable<Score>,
    classes: [Label]?, weights: [Double]?, _ weighted: KeyPath<ProbabilityLosses, Double>
  ) throws(EvaluationError) -> Double {
    guard weights == nil else {
      return try LossesAndTotals(labels, table, classes: classes, weights: weights)
        .losses[keyPath: weighted]
    }
    let encoded = try table.encoded(labels, classes: classes)
    let width = encoded.classes.count
    let sum = encoded.positions.withUnsafeBufferPointer { truth in
      table.read(
        { $0.sum(of: loss, truth, width: width) }, { $0.sum(of: loss, truth, width: width) })
    }
    guard let sum else {
      try table.checkValues()
      return .nan
    }
    return sum.value / Double(labels.count)
  }
}
