import AssayEvaluation

/// Where a `fit` stands between two batches.
struct FitProgress<Statistics: EncodableSummary> {
  /// Epochs that are over, those of earlier fits among them.
  var epoch: Int
  /// Batches of the next epoch that are over.
  var batch = 0
  /// The losses of those batches, each times its rows.
  var lossTotal = 0.0
  /// The statistics of those batches.
  var statistics: Statistics
  /// What the epochs were like.
  var history: History<Statistics>

  /// Closes the epoch that is at hand.
  mutating func endEpoch(empty: Statistics) {
    epoch += 1
    batch = 0
    lossTotal = 0
    statistics = empty
  }
}
