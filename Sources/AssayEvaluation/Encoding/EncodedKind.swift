/// What statistic some bytes are; the numbers are written, so they never change.
enum EncodedKind: UInt8, CaseIterable {
  case confusionMatrix = 1
  case binaryCounts = 2
  case scoreCurve = 3
  case probabilityLosses = 4
  case classifierStatistics = 5
  case classifierEvaluation = 6
  case multilabelStatistics = 7
  case maskStatistics = 8
  case regressionStatistics = 9
  case effectiveCount = 10
  case scoreHistogram = 11

  /// The kind in words.
  var name: String {
    switch self {
    case .confusionMatrix: "a confusion matrix"
    case .binaryCounts: "binary counts"
    case .scoreCurve: "a score curve"
    case .probabilityLosses: "losses of probabilities"
    case .classifierStatistics: "a classifier's statistics"
    case .classifierEvaluation: "a classifier's evaluation"
    case .multilabelStatistics: "statistics of sets of labels"
    case .maskStatistics: "statistics of masks"
    case .regressionStatistics: "statistics of numbers"
    case .effectiveCount: "an effective count"
    case .scoreHistogram: "a score histogram"
    }
  }
}
