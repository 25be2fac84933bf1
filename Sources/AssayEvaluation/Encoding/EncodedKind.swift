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
  case truthRanks = 12
  case hingeLosses = 13
  case multilabelScores = 14
  case gainStatistics = 15
  case labelRankingStatistics = 16
  case imageMaskStatistics = 17
  case meanLossStatistics = 18
  case regressionValues = 19
  case regressionOutputs = 20
  case calibrationBins = 21
  case calibrationStatistics = 22
  case groupedStatistics = 23
  case groupedEvaluation = 24

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
    case .truthRanks: "ranks of the truth"
    case .hingeLosses: "hinge losses"
    case .multilabelScores: "scores of sets of labels"
    case .gainStatistics: "statistics of gains"
    case .labelRankingStatistics: "statistics of label rankings"
    case .imageMaskStatistics: "statistics of masks by image"
    case .meanLossStatistics: "statistics of a mean loss"
    case .regressionValues: "rows of numbers"
    case .regressionOutputs: "statistics of several outputs"
    case .calibrationBins: "calibration bins"
    case .calibrationStatistics: "calibration statistics"
    case .groupedStatistics: "a classifier's statistics by group"
    case .groupedEvaluation: "a classifier's evaluation by group"
    }
  }
}
