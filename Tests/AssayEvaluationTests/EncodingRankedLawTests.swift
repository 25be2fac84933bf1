import AssayEvaluation
import TestSupport
import Testing

@Suite("laws of encoding ranks, rankings, numbers and calibration")
struct EncodingRankedLawTests {
  @Test(arguments: ClassifierRows.fewerEncodedRows)
  func `ranks of the truth and hinge losses`(rows: ClassifierRows) throws {
    for shift in [0, 0.5] {
      let ranks = EncodedLaw<TruthRanks>(
        empty: { try TruthRanks(classCount: $0.classCount) },
        add: { seen, rows in
          try seen.update(
            truth: rows.truth, scores: rows.outputs.map { $0 - shift }, width: rows.width,
            weights: rows.weights)
        })
      try ranks.expectLaws(of: rows)
    }
    let hinges = EncodedLaw<HingeLosses>(
      empty: { try HingeLosses(classCount: $0.classCount) },
      add: { seen, rows in
        try seen.update(
          truth: rows.truth, decisions: rows.outputs.map { Float($0 * 3) - 1 }, width: rows.width,
          weights: rows.weights)
      })
    try hinges.expectLaws(of: rows)
  }

  @Test(arguments: ClassifierRows.fewerEncodedRows)
  func `scores of sets of labels, and rankings`(rows: ClassifierRows) throws {
    for readsRows in [true, false] {
      let sets = EncodedLaw<MultilabelScores>(
        empty: { MultilabelScores(labelCount: $0.width, readsRows: readsRows) },
        add: { seen, rows in
          try seen.update(truth: rows.sets, scores: rows.outputs, weights: rows.weights)
        })
      try sets.expectLaws(of: rows, isExact: rows.weights == nil) { one, other in
        one.count == other.count
          && isSameReading(one.macro.rocAUC, other.macro.rocAUC)
          && isSameReading(one.samplesAveragePrecision, other.samplesAveragePrecision)
      }
    }
    let rankings = EncodedLaw<LabelRankingStatistics>(
      empty: { _ in LabelRankingStatistics() },
      add: { seen, rows in
        try seen.update(
          truth: rows.sets, scores: rows.outputs, width: rows.width, weights: rows.weights)
      })
    try rankings.expectLaws(of: rows)
    guard rows.width > 1 else { return }
    for (k, base, ignoresTies) in [(nil, 2, false), (2, 10, true), (100, 0.5, false)]
      as [(Int?, Double, Bool)]
    {
      let gains = EncodedLaw<GainStatistics>(
        empty: { _ in try GainStatistics(k: k, logBase: base, ignoresTies: ignoresTies) },
        add: { seen, rows in
          try seen.update(
            relevances: rows.sets.map { $0 ? 2.5 : -0.1 }, scores: rows.outputs,
            width: rows.width, weights: rows.weights)
        })
      try gains.expectLaws(of: rows)
    }
  }

  @Test(arguments: ClassifierRows.fewerEncodedRows)
  func `masks image by image`(rows: ClassifierRows) throws {
    for policy in [ImageMaskStatistics.EmptyImage.perfect, .zero, .skipped] {
      let images = EncodedLaw<ImageMaskStatistics>(
        empty: { _ in
          try ImageMaskStatistics(threshold: 0.2, truthThreshold: 0.3, emptyImage: policy)
        },
        add: { seen, rows in
          for row in 0..<rows.count {
            let scores = Array(rows.outputs[(row * rows.width)..<((row + 1) * rows.width)])
            let truth = scores.indices.map { $0 == Int(rows.truth[row]) ? scores[$0] : 0 }
            try seen.update(truthValues: truth, scores: scores)
          }
        })
      try images.expectLaws(of: rows)
    }
  }

  @Test(arguments: ClassifierRows.fewerEncodedRows)
  func `mean losses, rows and outputs of numbers`(rows: ClassifierRows) throws {
    for loss in [MeanLossStatistics.Loss.squaredLog, .pinball(alpha: 0.3), .tweedie(power: 1.5)] {
      let losses = EncodedLaw<MeanLossStatistics>(
        empty: { _ in try MeanLossStatistics(loss) },
        add: { seen, rows in
          try seen.update(
            truth: rows.truth.map(Double.init), predictions: rows.scores.map { $0 + 0.1 },
            weights: rows.weights)
        })
      try losses.expectLaws(of: rows)
    }
    let values = EncodedLaw<RegressionValues>(
      empty: { _ in RegressionValues() },
      add: { seen, rows in
        // Zeros of both signs, which are equal.
        try seen.update(
          truth: rows.truth.map { $0 == 0 ? -0.0 : Double($0) },
          predictions: rows.scores.map { $0 * -2 }, weights: rows.weights)
      })
    try values.expectLaws(of: rows) {
      $0 == $1 && $0.medianAbsoluteError.bitPattern == $1.medianAbsoluteError.bitPattern
    }
    let outputs = EncodedLaw<RegressionOutputs>(
      empty: { try RegressionOutputs(width: $0.width) },
      add: { seen, rows in
        let table = (0..<rows.count).map { row in
          Array(rows.outputs[(row * rows.width)..<((row + 1) * rows.width)])
        }
        try seen.update(
          truth: table, predictions: table.map { $0.map { 0.5 - $0 * $0 } },
          weights: rows.weights)
      })
    try outputs.expectLaws(of: rows)
  }

  @Test(arguments: ClassifierRows.fewerEncodedRows)
  func `calibration in bins`(rows: ClassifierRows) throws {
    for (meaning, count) in zip(CalibrationMeaning.allCases, [1, 15, 40]) {
      let bins = EncodedLaw<CalibrationBins>(
        empty: { _ in try CalibrationBins(meaning, count: count) },
        add: {
          try $0.update(labels: $1.labels, probabilities: $1.scores, weights: $1.weights)
        })
      try bins.expectLaws(of: rows)
    }
    let calibration = EncodedLaw<CalibrationStatistics>(
      empty: { try CalibrationStatistics(classCount: $0.classCount, bins: 10) },
      add: { seen, rows in
        try seen.update(
          truth: rows.truth.map(Int.init), probabilities: rows.outputs, width: rows.width,
          weights: rows.weights)
      })
    try calibration.expectLaws(of: rows)
  }
}

extension ClassifierRows {
  /// Whether each row is of the class of each output.
  fileprivate var sets: [Bool] {
    (0..<count).flatMap { row in (0..<width).map { Int(truth[row]) == $0 } }
  }
}
