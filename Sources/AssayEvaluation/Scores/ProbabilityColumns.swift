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
}
