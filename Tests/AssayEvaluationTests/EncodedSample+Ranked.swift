@testable import AssayEvaluation

/// Statistics of six rows, in batches of any size.
struct RankedAndBinned: Sendable {
  static let labels = [true, false, true, false, true, false]
  static let truth = [2, 0, 1, 2, 1, 0]
  static let scores = [0.9, 0.8, 0.4, 0.3, 0.3, 0.1]
  static let table = [
    [0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.125, 0.75, 0.125], [0, 1, 0],
    [0.25, 0.25, 0.5],
  ]
  static let weights = [1, 0.3, 2, 0.5, 0, 1e-9]

  var isWeighted: Bool
  var ranks: TruthRanks
  var hinges: HingeLosses
  var sets = MultilabelScores(labelCount: 3)
  var gains: GainStatistics
  var rankings = LabelRankingStatistics()
  var images: ImageMaskStatistics
  var losses: [MeanLossStatistics]
  var values = RegressionValues()
  var outputs: RegressionOutputs
  var bins: CalibrationBins
  var calibration: CalibrationStatistics

  init(isWeighted: Bool) throws {
    self.isWeighted = isWeighted
    ranks = try TruthRanks(classCount: 3)
    hinges = try HingeLosses(classCount: 3)
    gains = try GainStatistics(k: 2, logBase: 3)
    images = try ImageMaskStatistics(truthThreshold: 0.25, emptyImage: .skipped)
    losses = try [.squaredLog, .pinball(alpha: 0.1), .tweedie(power: 1.5)].map {
      try MeanLossStatistics($0)
    }
    outputs = try RegressionOutputs(width: 3)
    bins = try CalibrationBins(.topLabel, count: 4)
    calibration = try CalibrationStatistics(classCount: 3, bins: 4)
  }

  mutating func update(_ rows: Range<Int>) throws {
    let weights = isWeighted ? Array(Self.weights[rows]) : nil
    let (truth, table) = (Array(Self.truth[rows]), Array(Self.table[rows]))
    let (scores, flat) = (Array(Self.scores[rows]), Array(table.joined()))
    let flags = table.map { $0.map { $0 > 0.2 } }
    let positions = truth.map { Int32($0) }
    try ranks.update(truth: positions, scores: flat, width: 3, weights: weights)
    try hinges.update(truth: positions, decisions: flat, width: 3, weights: weights)
    let others = table.map { [$0[1], $0[2], $0[0]] }
    try sets.update(
      truth: Array(flags.joined()), scores: Array(others.joined()), weights: weights)
    try gains.update(relevances: table, scores: others, weights: weights)
    try rankings.update(truth: flags, scores: others, weights: weights)
    for row in rows {
      try images.update(
        truthValues: Self.table[row].map { Float($0) },
        scores: Self.table[row].map { 1 - Float($0) })
    }
    for index in losses.indices {
      try losses[index].update(
        truth: scores, predictions: scores.map { $0 + 0.5 }, weights: weights)
    }
    try values.update(truth: scores, predictions: scores.map { $0 * $0 }, weights: weights)
    try outputs.update(truth: table, predictions: others, weights: weights)
    try bins.update(labels: Array(Self.labels[rows]), probabilities: scores, weights: weights)
    try calibration.update(truth: truth, probabilities: flat, width: 3, weights: weights)
  }

  mutating func merge(_ other: RankedAndBinned) throws {
    try ranks.merge(other.ranks)
    try hinges.merge(other.hinges)
    try sets.merge(other.sets)
    try gains.merge(other.gains)
    rankings.merge(other.rankings)
    try images.merge(other.images)
    for index in losses.indices { try losses[index].merge(other.losses[index]) }
    values.merge(other.values)
    try outputs.merge(other.outputs)
    try bins.merge(other.bins)
    try calibration.merge(other.calibration)
  }
}

extension EncodedSample {
  /// Statistics of ranks, rankings, images, numbers and calibration.
  static func rankedAndBinned() throws -> [EncodedSample] {
    var samples: [EncodedSample] = []
    for isWeighted in [false, true] {
      let kind = isWeighted ? ", weighted" : ""
      var seen = try RankedAndBinned(isWeighted: isWeighted)
      try seen.update(0..<6)
      samples += [
        .init("ranks" + kind, seen.ranks) { ranks in
          for k in 1...3 { _ = ranks.topKAccuracy(k) }
        },
        .init("hinges" + kind, seen.hinges) { _ = $0.hingeLoss },
        .init("scores of sets" + kind, seen.sets) {
          for metric in Metric<MultilabelScores>.all { _ = metric($0) }
        },
        .init("gains" + kind, seen.gains) {
          for metric in Metric<GainStatistics>.all { _ = metric($0) }
        },
        .init("rankings" + kind, seen.rankings) {
          for metric in Metric<LabelRankingStatistics>.all { _ = metric($0) }
        },
        .init("values" + kind, seen.values) {
          _ = ($0.medianAbsoluteError, try? $0.pinballSaved(alpha: 0.5), $0.count)
        },
        .init("outputs" + kind, seen.outputs) {
          _ = $0.rawValues(.meanSquaredError)
        },
        .init("bins" + kind, seen.bins) {
          _ = (
            $0.reliability.expectedCalibrationError,
            $0.reliability.bins.map { $0.interval()?.description }
          )
        },
        .init("calibration" + kind, seen.calibration) { _ = $0.calibrationError(.classwise) },
      ]
      for losses in seen.losses {
        samples.append(.init("\(losses.loss)" + kind, losses) { _ = ($0.mean, $0.standardError) })
      }
      if !isWeighted {
        samples.append(
          .init("images", seen.images) {
            for metric in Metric<ImageMaskStatistics>.all { _ = metric($0) }
          })
      }
    }
    return samples
  }
}
