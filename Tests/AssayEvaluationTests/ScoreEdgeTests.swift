import AssayCore
import AssayEvaluation
import TestSupport
import Testing

@Suite("scores at the edges") struct ScoreEdgeTests {
  @Test func `curves have the numbers of scikit-learn's examples`() throws {
    let (y, s) = ([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    let det = try detCurve(labels: y, scores: s)
    #expect(det.falsePositiveRates == [0.5, 0.5, 0])
    #expect(det.falseNegativeRates == [0, 0.5, 0.5])
    #expect(det.thresholds == [0.35, 0.4, 0.8])
    let counts = try countsAtThresholds(labels: y, scores: s)
    #expect(counts.trueNegatives == [2, 1, 1, 0])
    #expect(counts.falsePositives == [0, 1, 1, 2])
    #expect(counts.falseNegatives == [1, 1, 0, 0])
    #expect(counts.truePositives == [1, 1, 2, 2])
    #expect(counts.thresholds == [0.8, 0.4, 0.35, 0.1])
    #expect(counts[1].precision == 0.5)
    #expect(counts[7] == BinaryCounts())
    let accuracies = try metricAtThresholds(labels: y, scores: s) { $0.accuracy }
    #expect(accuracies.values == [0.75, 0.5, 0.75, 0.5])
    let f1 = try metricAtThresholds(labels: y, scores: s) { $0.f1 }
    #expect(f1.values == [2.0 / 3, 0.5, 0.8, 2.0 / 3])
    #expect(try auc(x: [0, 0.5, 1], y: [0, 0.75, 1]) == 0.625)
    let partial = try rocAUC(labels: y, scores: s, maximumFalsePositiveRate: 0.5)
    #expect(isSameReading(partial, 2.0 / 3))
  }

  @Test func `classes have the numbers of the documentation`() throws {
    let scores = [[0.5, 0.2, 0.2], [0.3, 0.4, 0.2], [0.2, 0.4, 0.3], [0.7, 0.2, 0.1]]
    #expect(try topKAccuracy(labels: [0, 1, 2, 2], scores: scores) == 0.75)
    #expect(try topKAccuracy(labels: [0, 1, 2, 2], scores: scores, normalize: false) == 3)
    #expect(
      try rocAUC(
        labels: [0, 1, 2, 2],
        scores: [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]],
        multiClass: .oneVsRest) == 0.8611111111111112)
    let precision = try averagePrecision(
      labels: [0, 0, 1, 1, 2, 2],
      scores: [
        [0.7, 0.2, 0.1], [0.4, 0.3, 0.3], [0.1, 0.8, 0.1],
        [0.2, 0.3, 0.5], [0.4, 0.4, 0.2], [0.1, 0.2, 0.7],
      ])
    #expect(isSameReading(precision, 0.7777777777777777))
    #expect(
      try hingeLoss(labels: [-1, 1, 1], decisions: [-2.18, 2.36, 0.09]) == 0.30333333333333334)
    #expect(
      try hingeLoss(labels: ["a", "b", "c"], decisions: [[2, 0, 0], [0, 0.5, 1], [0, 0, 3]]) == 0.5)
    #expect(
      isSameReading(
        try brierScore(
          labels: [0, 1, 1, 0], probabilities: [0.1, 0.9, 0.8, 0.3], scaledByHalf: false), 0.075))
    #expect(
      isSameReading(
        try d2BrierScore(labels: [0, 1, 1, 0], probabilities: [0.1, 0.9, 0.8, 0.3]), 0.85))
    let null = NullModel(classTotals: [30, 10])
    #expect(null.logLoss == 0.5623351446188083)
    #expect(null.brierScore == 0.1875)
    #expect(null.probabilities == [0.75, 0.25])
  }

  @Test func `sets of labels have the numbers of the documentation`() throws {
    let labels = [[true, false], [false, true], [true, true]]
    let scores = [[0.9, 0.4], [0.2, 0.1], [0.6, 0.8]]
    #expect(try rocAUC(labels: labels, scores: scores, average: .macro) == 0.75)
    #expect(
      try averagePrecision(labels: labels, scores: scores, average: .macro) == 0.9166666666666666)
    let sets: [Set<String>] = [["a"], ["b"], ["a", "b"]]
    #expect(try rocAUC(labels: sets, scores: scores) == 0.75)
    #expect(try rocAUCPerLabel(labels: sets, scores: scores) == [1, 0.5])
  }

  @Test func `labels may be numbers, names, flags or cases`() throws {
    enum Answer { case no, perhaps, yes }
    let rows: [[Float]] = [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]]
    let answers: [Answer] = [.no, .yes, .perhaps]
    #expect(try topKAccuracy(labels: answers, scores: rows, k: 1) == 1.0 / 3)
    #expect(
      try topKAccuracy(labels: answers, scores: rows, k: 1, classes: [.no, .yes, .perhaps]) == 1)
    let flags = [false, true, true, false]
    #expect(try hingeLoss(labels: flags, decisions: [-1, 1, 1, -1]) == 0)
    #expect(try hingeLoss(labels: flags, decisions: [-1, 1, 1, -1], positive: false) == 2)
    #expect(
      try detCurve(labels: flags, scores: [0.1, 0.4, 0.35, 0.8] as [Float]).thresholds.count == 4)
    #expect(
      try rocAUC(labels: [-1, 1, 1, -1], scores: [0, 1, 2, 0.5], maximumFalsePositiveRate: 0.1) == 1
    )
    #expect(try topKAccuracy(labels: [7, 9], scores: [-1, 0.25], k: 1) == 1)
    #expect(try topKAccuracy(labels: [7, 9], scores: [0, 0.25], k: 1) == 0.5)
  }

  @Test func `a single label is taken for the negative one, as by scikit-learn`() throws {
    #expect(try hingeLoss(labels: [1, 1], decisions: [2, -3]) == 1.5)
    #expect(try hingeLoss(labels: [1, 1], decisions: [2, -3], positive: 1) == 2)
  }

  @Test func `merging what does not fit changes nothing`() throws {
    var ranks = try TruthRanks(classCount: 3)
    try ranks.update(truth: [0], scores: [1, 0, 0], width: 3)
    let before = ranks
    #expect(throws: EvaluationError.self) { try ranks.merge(TruthRanks(classCount: 4)) }
    #expect(throws: EvaluationError.self) {
      try ranks.update(truth: [3], scores: [1, 0, 0], width: 3)
    }
    #expect(throws: EvaluationError.self) {
      try ranks.update(truth: [0, 1], scores: [1, 0, 0, 1, 0, .nan], width: 3)
    }
    #expect(throws: EvaluationError.self) { try ranks.update(truth: [0], scores: [1], width: 1) }
    #expect(ranks == before)
    #expect(ranks.topKAccuracy(1) == 1)
    #expect(ranks.topKAccuracy(.max) == 1)
    #expect(ranks.topKHits(-4) == 0)
    #expect(try TruthRanks(classCount: 2).topKAccuracy(1).isNaN)
    var pairs = try TruthRanks(classCount: 2)
    try pairs.update(truth: [1], scores: [0.25], width: 1)
    var wide = try TruthRanks(classCount: 2)
    try wide.update(truth: [1], scores: [0.25, 0.5], width: 2)
    #expect(throws: EvaluationError.self) { try pairs.merge(wide) }
    var losses = try HingeLosses(classCount: 2)
    #expect(losses.hingeLoss.isNaN)
    #expect(throws: EvaluationError.self) { try losses.merge(HingeLosses(classCount: 3)) }
    #expect(throws: EvaluationError.self) { try HingeLosses(classCount: 1) }
    #expect(throws: EvaluationError.self) {
      try losses.update(truth: [0], decisions: [Double.infinity], width: 1)
    }
    #expect(losses.count == 0)
    var labels = MultilabelScores(labelCount: 2)
    #expect(throws: EvaluationError.self) { try labels.merge(MultilabelScores(labelCount: 3)) }
    #expect(throws: EvaluationError.self) {
      try labels.merge(MultilabelScores(labelCount: 2, readsRows: false))
    }
    #expect(throws: EvaluationError.self) {
      try labels.update(truth: [true, false, true], scores: [0, 0, 0])
    }
    #expect(labels == MultilabelScores(labelCount: 2))
    #expect(labels.macro.rocAUC.isNaN)
    #expect(labels[5].points.isEmpty)
    #expect(MultilabelScores(labelCount: -1).macro.rocAUC.isNaN)
  }

  @Test func `a threshold of top-1 is known only when all scores are`() throws {
    // 0.25 is no positive while scores look like probabilities, and one as soon as they do not.
    var ranks = try TruthRanks(classCount: 2)
    try ranks.update(truth: [1, 0], scores: [0.25, 0], width: 1)
    #expect(ranks.topKAccuracy(1) == 0.5)
    var more = try TruthRanks(classCount: 2)
    try more.update(truth: [0], scores: [-3], width: 1)
    try ranks.merge(more)
    #expect(ranks.topKAccuracy(1) == 1)
    #expect(ranks.counts == [3, 0])
  }

  @Test func `of two classes every average is that of the positive one`() throws {
    var seen = try ClassifierStatistics(classCount: 2)
    try seen.update(truth: [0, 1, 1, 0], outputs: [0.25, 0.5, 0.75, 0.625], width: 1)
    #expect(seen[.rocAUCOneVsRest] == seen.curve.rocAUC)
    #expect(seen[.weightedROCAUCOneVsRest] == seen.curve.rocAUC)
    #expect(seen[.macroAveragePrecision] == seen.curve.averagePrecision)
    #expect(seen[.weightedAveragePrecision] == seen.curve.averagePrecision)
    #expect(seen.undefined.isEmpty)
    var three = try ClassifierStatistics(classCount: 3)
    try three.update(truth: [0, 1, 2], outputs: [1, 0, 0, 0, 1, 0, 0, 0, 1], width: 3)
    #expect(three.averagedCurves(.macro).rocAUC == 1)
    #expect(three.averagedCurves(.binary).rocAUC == 1)
    #expect(three.averagedCurves(.samples).rocAUC.isNaN)
    var counts = try ClassifierStatistics(classCount: 2, parts: .counts)
    try counts.update(truth: [0, 1, 1, 0], outputs: [0.25, 0.5, 0.75, 0.625], width: 1)
    for metric in [Metric.rocAUCOneVsRest, .macroAveragePrecision, .d2LogLoss, .d2BrierScore] {
      #expect(counts[metric].isNaN)
    }
  }

  @Test func `curves without rows or without a class do not fail`() throws {
    #expect(ScoreCurve().det().thresholds.isEmpty)
    #expect(ScoreCurve().countsAtThresholds.count == 0)
    #expect(ScoreCurve().metricAtThresholds { $0.f1 }.values.isEmpty)
    #expect(ScoreCurve().warnings.count == 2)
    var curve = ScoreCurve()
    try curve.update(labels: [true, true], scores: [1, 2])
    let rates = curve.det(dropIntermediate: true).falsePositiveRates
    #expect(!rates.isEmpty && rates.allSatisfy(\.isNaN))
    #expect(curve.rocAUC(maximumFalsePositiveRate: 0.5).isNaN)
    #expect(curve.warnings.count == 1)
    #expect(AveragedCurves(.macro, of: []).rocAUC.isNaN)
    #expect(AveragedCurves(.micro, of: []).rocAUC.isNaN)
    #expect(AveragedCurves(.weighted, of: [ScoreCurve()]).rocAUC == 0)
    #expect(NullModel(classTotals: []).logLoss.isNaN)
    #expect(NullModel(classTotals: [0, 0]).logLoss.isNaN)
  }

  @Test func `other statistics have metrics of their own`() throws {
    var ranks = try TruthRanks(classCount: 3)
    try ranks.update(truth: [0, 1, 2], scores: [3, 2, 1, 3, 2, 1, 3, 2, 1], width: 3)
    #expect(Metric.topKAccuracy(1)(ranks) == 1.0 / 3)
    #expect(Metric.topKAccuracy()(ranks) == 2.0 / 3)
    #expect(Metric<TruthRanks>.topKAccuracy(3).name == "top_3_accuracy")
    guard case .proportion(let read) = Metric<TruthRanks>.topKAccuracy().uncertainty else {
      Issue.record("top-k accuracy is a proportion")
      return
    }
    #expect(read(ranks) == (2, 3))
    var losses = try HingeLosses(classCount: 2)
    try losses.update(truth: [0, 1, 1], decisions: [-2.18, 2.36, 0.09], width: 1)
    #expect(Metric.hingeLoss(losses) == 0.30333333333333334)
    #expect(losses.hingeLossStandardError > 0)
    var labels = MultilabelScores(labelCount: 2)
    try labels.update(
      truth: [true, false, false, true, true, true], scores: [0.9, 0.4, 0.2, 0.1, 0.6, 0.8])
    #expect(Metric<MultilabelScores>.all.map { $0(labels) } == [0.75, 0.9166666666666666])
  }

  @Test func `an absent class is named where its average is undefined, and only there`() throws {
    var seen = try ClassifierStatistics(classCount: 3)
    try seen.update(truth: [0, 1], outputs: [1, 0, 0, 0, 1, 0], width: 3)
    #expect(seen[.rocAUCOneVsRest].isNaN)
    #expect(seen[.weightedROCAUCOneVsRest] == 1)
    let averages = seen.undefined.filter { $0.metric.contains("_ovr") || $0.metric.contains("n_") }
    #expect(
      averages.filter { $0.label == "2" }.map(\.metric).sorted()
        == ["average_precision_macro", "roc_auc_ovr"])
    #expect(!averages.contains { $0.metric.hasSuffix("weighted") })
    #expect(averages.allSatisfy { $0.reason == .absentFromTruth })
    var alone = try ClassifierStatistics(classCount: 3)
    try alone.update(truth: [1, 1], outputs: [1, 0, 0, 0, 1, 0], width: 3)
    #expect(alone[.weightedROCAUCOneVsRest].isNaN)
    #expect(
      alone.undefined.contains(
        UndefinedReading(metric: "roc_auc_ovr_weighted", label: "1", reason: .noOtherTruth)))
  }

  @Test func `sums of rows are judged by the epsilon of their type`() {
    let double = [[0.5, 0.5], [0.5, 0.5001], [0.5, 0.5 + 1e-9], [0.5, 0.25]]
    #expect(
      rowSumWarnings(probabilities: double) == [
        .probabilitiesNotNormalized(row: 1, sum: 0.5 + 0.5001),
        .probabilitiesNotNormalized(row: 3, sum: 0.75),
      ])
    let float = double.map { $0.map { Float($0) } }
    #expect(
      rowSumWarnings(probabilities: float) == [.probabilitiesNotNormalized(row: 3, sum: 0.75)])
    #expect(rowSumWarnings(probabilities: double, limit: 1).count == 1)
    #expect(rowSumWarnings(probabilities: double, limit: -1).isEmpty)
    #expect(rowSumWarnings(probabilities: [0.5, 0.25], width: 1).isEmpty)
    #expect(rowSumWarnings(probabilities: [[0.5, Double.nan]]).count == 1)
  }

  @Test func `places are the same for any number of threads`() throws {
    var random = RandomSource(seed: 4)
    let (rows, classes) = (100_001, 5)
    let truth = (0..<rows).map { _ in Int32(random.below(classes)) }
    var scores = (0..<(rows * classes)).map { _ in Float(random.below(9)) }
    var expected = [Double](repeating: 0, count: classes)
    for row in 0..<rows {
      let order = (0..<classes).sorted { one, other in
        let (a, b) = (scores[row * classes + one], scores[row * classes + other])
        return a == b ? one > other : a > b
      }
      expected[order.firstIndex(of: Int(truth[row])) ?? 0] += 1
    }
    let given = scores
    func counts() throws(EvaluationError) -> [Double] {
      var ranks = try TruthRanks(classCount: classes)
      try ranks.update(truth: truth, scores: given, width: classes)
      return ranks.counts
    }
    for threads in [1, 2, 3, 8] {
      let seen = try Workers.limited(to: threads, counts)
      #expect(seen == expected)
    }
    scores[rows * classes - 2] = .nan
    var ranks = try TruthRanks(classCount: classes)
    let error = #expect(throws: EvaluationError.self) {
      try ranks.update(truth: truth, scores: scores, width: classes)
    }
    #expect(error?.description.hasPrefix("scores[\(rows * classes - 2)] is nan") == true)
  }

  @Test func `areas of classes are the same for any number of threads`() throws {
    var random = RandomSource(seed: 6)
    let (rows, classes) = (30_000, 4)
    let truth = (0..<rows).map { _ in random.below(classes) }
    let scores = truth.flatMap { truth in
      let first = random.below(65)
      let row = [first, 64 - first, 0, 0].map { Float($0) / 64 }
      return (0..<classes).map { row[($0 + truth * random.below(2)) % classes] }
    }
    var sums = [Float](repeating: 0, count: rows)
    for cell in scores.indices { sums[cell / classes] += scores[cell] }
    let sound = truth.indices.filter { sums[$0] == 1 }
    let labels = sound.map { truth[$0] }
    let table = sound.flatMap { Array(scores[($0 * classes)..<(($0 + 1) * classes)]) }
    #expect(table.count >= 20_000)
    func areas() throws(EvaluationError) -> [Double] {
      try rocAUCPerClass(labels: labels + labels + labels, scores: table + table + table, width: 4)
    }
    let alone = try Workers.limited(to: 1, areas)
    for threads in [2, 3, 8] {
      let seen = try Workers.limited(to: threads, areas)
      #expect(seen == alone)
    }
    for place in 0..<classes {
      var curve = ScoreCurve()
      try curve.update(
        labels: labels.map { $0 == place },
        scores: labels.indices.map { Double(table[$0 * classes + place]) })
      #expect(isSameReading(alone[place], curve.rocAUC))
    }
  }
}
