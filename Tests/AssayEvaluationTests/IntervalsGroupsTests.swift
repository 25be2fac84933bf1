import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Intervals of groups") struct IntervalsGroupsTests {
  private struct Rows {
    var truth: [Int32] = []
    var outputs: [Double] = []
    var groups: [Int] = []
    var weights: [Double] = []
  }

  /// Rows of one or of three outputs; every group has a few of them.
  private func rows(_ count: Int, width: Int = 1, each: Int = 1) -> Rows {
    var random = RandomSource(seed: 5)
    var rows = Rows()
    for row in 0..<count {
      let truth = random.below(width == 1 ? 2 : width)
      var scores = (0..<width).map { _ in random.uniform() }
      if width == 1 {
        scores[0] =
          ((0.35 * scores[0] + 0.65 * random.uniform() + 0.25 * Double(truth)) * 80)
          .rounded() / 100
      } else {
        scores[truth] += 0.5
        let sum = scores.reduce(0, +)
        scores = scores.map { $0 / sum }
      }
      rows.truth.append(Int32(truth))
      rows.outputs += scores
      rows.groups.append(row / each * 7 % 1_000)
      rows.weights.append(Double(row % 3) + 0.25)
    }
    return rows
  }

  private func statistics(
    _ rows: Rows, width: Int = 1, repeats: Int = 1, isWeighted: Bool = false
  ) throws -> GroupedStatistics<Int> {
    var result = try GroupedStatistics<Int>(classCount: max(2, width))
    for _ in 0..<repeats {
      try result.update(
        truth: rows.truth, outputs: rows.outputs, width: width, groups: rows.groups,
        weights: isWeighted ? rows.weights : nil)
    }
    return result
  }

  private func isClose(_ one: Interval?, _ other: Interval?, within part: Double) throws -> Bool {
    let (one, other) = try (#require(one), #require(other))
    return (one.low - other.low).magnitude < part * other.width
      && (one.high - other.high).magnitude < part * other.width
  }

  @Test func `groups of one row are as sure as rows`() throws {
    let seen = try statistics(rows(400))
    #expect(seen.groups == Array(Set(seen.groups)).sorted() && seen.groups.count == 400)
    let metrics: [Metric<ClassifierStatistics>] = [
      .accuracy, .f1, .cohenKappa, .rocAUC, .averagePrecision, .logLoss, .brierScore,
    ]
    let grouped = seen.estimates(metrics)
    let plain = seen.whole.estimates(metrics, options: IntervalOptions(areas: .bootstrap))
    for (one, other) in zip(grouped, plain) {
      #expect(one.value == other.value && one.name == other.name)
      #expect(one.interval?.method == .bootstrap(.groups(400), resamples: 2_000, seed: 1))
      #expect(try isClose(one.interval, other.interval, within: 0.12), "\(one) \(other)")
    }
  }

  @Test func `rows repeated in their group say nothing new`() throws {
    let once = try statistics(rows(300))
    let nine = try statistics(rows(300), repeats: 9)
    let metrics: [Metric<ClassifierStatistics>] = [
      .accuracy, .f1, .rocAUC, .averagePrecision, .logLoss, .macroRecall,
    ]
    let options = IntervalOptions(areas: .bootstrap)
    let wholes = nine.whole.estimates(metrics, options: options)
    for (index, (one, other)) in zip(once.estimates(metrics), nine.estimates(metrics)).enumerated()
    {
      #expect(try isClose(one.interval, other.interval, within: 1e-9), "\(one) \(other)")
      // As if they were groups of their own, they look three times as sure.
      let naive = try #require(wholes[index].interval).width
      #expect(relativeError(try #require(other.interval).width, 3 * naive) < 0.12, "\(other)")
    }
  }

  @Test func `a draw is the groups merged as often as they were drawn`() throws {
    for (width, isWeighted) in [(1, false), (3, false), (1, true), (3, true)] {
      let seen = try statistics(
        rows(90, width: width, each: 4), width: width, isWeighted: isWeighted)
      let groups = DrawnGroups(seen.parts, whole: seen.whole, parts: .all)
      let ones = [Int](repeating: 1, count: seen.groups.count)
      let bootstrap = Bootstrap(of: ones, resamples: 5, seed: 3)
      var counts = [Double](repeating: 0, count: ones.count)
      for resample in 0..<5 {
        bootstrap.draw(resample, into: &counts)
        var merged = try ClassifierStatistics(classCount: max(2, width))
        for (group, count) in counts.enumerated() {
          for _ in 0..<Int(count) { try merged.merge(seen.parts[group]) }
        }
        let drawn = groups.statistics(counts)
        if !isWeighted { #expect(drawn.confusion == merged.confusion) }
        for metric in Metric<ClassifierStatistics>.all {
          let (one, other) = (drawn[metric], merged[metric])
          #expect(
            one == other || (one.isNaN && other.isNaN) || relativeError(one, other) < 1e-11,
            "\(metric) \(one) \(other)")
        }
        #expect(
          relativeError(drawn.losses.logLossStandardError, merged.losses.logLossStandardError)
            < 1e-9)
      }
    }
  }

  @Test func `neither order nor splits nor threads show`() throws {
    let rows = rows(200, each: 5)
    let seen = try statistics(rows)
    #expect(seen.groups.count == 40)
    var shards = try [0, 1, 2].map { _ in try GroupedStatistics<Int>(classCount: 2) }
    for row in (0..<200).reversed() {
      try shards[row % 3].update(
        truth: [rows.truth[row]], outputs: [rows.outputs[row]], width: 1,
        groups: [rows.groups[row]])
    }
    var merged = shards[2]
    try merged.merge(shards[0])
    try merged.merge(shards[1])
    #expect(merged == seen)
    #expect(merged != shards[0])
    let own = Metric<ClassifierStatistics>("own") { $0.positive.f1 * $0.curve.rocAUC }
    let metrics: [Metric<ClassifierStatistics>] = [.f1, .rocAUC, .logLoss, own]
    for ends in [Resampling.Ends.percentile, .bca] {
      let resampling = Resampling(resamples: 300, ends: ends)
      let estimates = seen.estimates(metrics, resampling: resampling)
      for estimate in estimates {
        #expect(try #require(estimate.interval).contains(estimate.value), "\(estimate)")
      }
      #expect(merged.estimates(metrics, resampling: resampling) == estimates)
      #expect(metrics.map { seen.estimate($0, resampling: resampling) } == estimates)
      for threads in [1, 2, 3, 8] {
        Workers.limited(to: threads) {
          #expect(seen.estimates(metrics, resampling: resampling) == estimates)
        }
      }
      let other = Resampling(resamples: 300, seed: 2, ends: ends)
      #expect(seen.estimates(metrics, resampling: other) != estimates)
    }
    #expect(
      seen.estimate(.f1, resampling: Resampling(resamples: 300, ends: .bca)).interval?.method
        == .bca(.groups(40), resamples: 300, seed: 1))
  }

  @Test func `areas of several classes have intervals where rows come in groups`() throws {
    let seen = try statistics(rows(120, width: 3, each: 2), width: 3)
    for metric in [Metric<ClassifierStatistics>.rocAUCOneVsRest, .macroAveragePrecision, .macroF1] {
      let estimate = seen.estimate(metric, resampling: Resampling(resamples: 400))
      #expect(try #require(estimate.interval).contains(estimate.value), "\(estimate)")
    }
  }

  @Test func `too few groups have no interval, and say so`() throws {
    var seen = try GroupedStatistics<String>(classCount: 2)
    #expect(seen.estimate(.accuracy).interval == nil)
    try seen.update(
      truth: [0, 1, 1], outputs: [0.2, 0.9, 0.4], width: 1, groups: ["a", "a", "a"])
    let one = seen.estimate(.accuracy)
    #expect(one.missing == .tooFewGroups(1) && one.value == 2.0 / 3)
    #expect("\(one)" == "Accuracy 0.6667 (no interval: there is one group alone)")
    try seen.update(truth: [0, 1], outputs: [0.2, 0.9], width: 1, groups: ["b", "c"])
    #expect(seen.estimate(.accuracy).interval?.method.shortName == "bootstrap")
    let none = Metric<ClassifierStatistics>("none", uncertainty: .none) { $0.confusion.accuracy }
    #expect(seen.estimate(none).missing == .notAvailable)
    #expect(seen.estimate(.accuracy, level: 1).missing == .resamplesUndefined)
    #expect(
      seen.estimate(.accuracy, resampling: Resampling(resamples: 0)).missing == .resamplesUndefined)
    var perfect = try GroupedStatistics<Bool>(classCount: 2)
    try perfect.update(truth: [0, 1], outputs: [0.2, 0.9], width: 1, groups: [true, false])
    #expect(perfect.groups == [false, true])
    #expect(perfect.estimate(.accuracy).missing == .noSpread)
  }

  @Test func `what does not fit changes nothing`() throws {
    var seen = try GroupedStatistics<Double>(classCount: 2)
    try seen.update(truth: [0, 1], outputs: [0.2, 0.9], width: 1, groups: [1, 2])
    let before = seen
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "groups", count: 1, expected: 2, of: "truth")
    ) { try seen.update(truth: [0, 1], outputs: [0.2, 0.9], width: 1, groups: [1]) }
    #expect(throws: EvaluationError.self) {
      try seen.update(truth: [0, 1], outputs: [0.2, 0.9], width: 1, groups: [1, .nan])
    }
    #expect(throws: EvaluationError.notFinite(field: "outputs", index: 1, value: .infinity)) {
      try seen.update(truth: [0, 1], outputs: [0.2, .infinity], width: 1, groups: [3, 3])
    }
    #expect(throws: EvaluationError.wrongWidth(field: "outputs", width: 2, expected: [1])) {
      try seen.update(truth: [0], outputs: [0.2, 0.8], width: 2, groups: [3])
    }
    #expect(throws: EvaluationError.self) {
      try seen.merge(GroupedStatistics(classCount: 2, threshold: 0.3))
    }
    #expect(seen == before)
    try seen.update(truth: [], outputs: [Double](), width: 1, groups: [])
    #expect(seen == before)
    try seen.update(truth: [1], outputs: [Float(0.25)], width: 1, groups: [2])
    #expect(seen[2]?.confusion.total == 2 && seen.whole.confusion.total == 3 && seen[9] == nil)
  }

  @Test func `labels name the classes of groups`() throws {
    var evaluation = try GroupedEvaluation<String, String>(
      classes: ["ham", "spam"], positive: "ham", parts: .counts)
    try evaluation.update(
      labels: ["ham", "spam", "spam", "ham"], predictions: ["ham", "spam", "ham", "spam"],
      groups: ["b", "a", "b", "a"])
    #expect(evaluation.groups == ["a", "b"])
    #expect(evaluation.whole.confusion["ham"].recall == 0.5)
    #expect(evaluation["a"]?.confusion["ham"].recall == 0)
    #expect(evaluation["a"]?.positiveClass == "ham" && evaluation["z"] == nil)
    #expect(evaluation.estimate(.recall).value == 0.5)
    var scored = try GroupedEvaluation<String, Int>(classes: ["ham", "spam"])
    try scored.update(
      labels: ["ham", "spam", "ham"], outputs: [0.2, 0.9, 0.6], width: 1, groups: [1, 1, 2])
    var more = try GroupedEvaluation<String, Int>(classes: ["ham", "spam"])
    try more.update(labels: ["spam"], outputs: [0.4], width: 1, groups: [1])
    try scored.merge(more)
    #expect(scored[1]?.confusion.total == 3)
    #expect(scored.estimates([.accuracy, .rocAUC]).map(\.value) == [0.5, 0.75])
    #expect(throws: EvaluationError.self) {
      try scored.merge(GroupedEvaluation(classes: ["spam", "ham"]))
    }
    #expect(throws: EvaluationError.self) {
      try scored.update(labels: ["eggs"], outputs: [0.4], width: 1, groups: [1])
    }
  }
}
