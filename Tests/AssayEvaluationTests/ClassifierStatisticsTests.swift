import AssayEvaluation
import Testing

@Suite("classifier statistics") struct ClassifierStatisticsTests {
  @Test func `one output means the class at position 1`() throws {
    var seen = try ClassifierStatistics(classCount: 2)
    try seen.update(truth: [0, 1, 1, 0], outputs: [0.2, 0.9, 0.4, 0.5], width: 1)
    #expect(seen.confusion.counts == [[1, 1], [1, 1]])
    #expect(seen[.accuracy] == 0.5)
    #expect(seen[.rocAUC] == 0.75)
    #expect(seen.curve(for: 0).rocAUC == 0.75)
    #expect(seen.losses.count == 4)
  }

  @Test func `several outputs mean the greatest, the first among equals`() throws {
    var seen = try ClassifierStatistics(classCount: 3)
    try seen.update(
      truth: [0, 1, 2], outputs: [0.4, 0.4, 0.2, 0.1, 0.2, 0.7, 0.1, 0.1, 0.8], width: 3)
    #expect(seen.confusion.counts == [[1, 0, 0], [0, 0, 1], [0, 0, 1]])
    #expect(seen.curve(for: 2).rocAUC == 1)
    #expect(seen.curve(for: 9).points.isEmpty)
  }

  @Test func `counting alone gives the same counts as keeping everything`() throws {
    var random = SystemLike(state: 3)
    let truth = (0..<1_000).map { _ in Int32(random.next() % 2) }
    let outputs = (0..<1_000).map { _ in Float(random.next() % 1_000) / 999 }
    for threshold in [0, 0.25, 0.5, 0.999, 1.5] {
      var all = try ClassifierStatistics(classCount: 2, threshold: threshold)
      try all.update(truth: truth, outputs: outputs, width: 1)
      var counts = try ClassifierStatistics(
        classCount: 2, threshold: threshold, parts: .counts)
      for start in stride(from: 0, to: 1_000, by: 32) {
        let end = min(1_000, start + 32)
        try counts.update(
          truth: Array(truth[start..<end]), outputs: Array(outputs[start..<end]), width: 1)
      }
      #expect(all.confusion == counts.confusion)
      #expect(all.curve.counts(atThreshold: threshold) == all.positive)
      #expect(counts[.accuracy] == all[.accuracy])
      #expect(counts[.rocAUC].isNaN)
    }
  }

  @Test(arguments: [ClassifierStatistics.Parts.counts, .curve, .losses, .all])
  func `what is not sound is named and changes nothing`(parts: ClassifierStatistics.Parts) throws {
    var seen = try ClassifierStatistics(classCount: 2, parts: parts)
    try seen.update(truth: [0, 1], outputs: [0.25, 0.75] as [Float], width: 1)
    let before = seen
    #expect(
      throws: EvaluationError.unknownPosition(
        field: "truth", index: 1, position: 2, classCount: 2)
    ) {
      try seen.update(truth: [1, 2], outputs: [0.5, 0.5] as [Float], width: 1)
    }
    #expect(
      throws: EvaluationError.unknownPosition(
        field: "truth", index: 0, position: -1, classCount: 2)
    ) {
      try seen.update(truth: [-1, 1], outputs: [0.5, 0.5], width: 1)
    }
    #expect(throws: EvaluationError.notFinite(field: "outputs", index: 1, value: .infinity)) {
      try seen.update(truth: [1, 1], outputs: [0.5, .infinity] as [Float], width: 1)
    }
    #expect(throws: EvaluationError.wrongWidth(field: "outputs", width: 3, expected: [1, 2])) {
      try seen.update(truth: [1], outputs: [0, 0, 1], width: 3)
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "outputs", count: 3, expected: 2, of: "rows times width")
    ) {
      try seen.update(truth: [1, 0], outputs: [0, 0, 1], width: 1)
    }
    #expect(throws: EvaluationError.notFinite(field: "weights", index: 0, value: .infinity)) {
      try seen.update(truth: [1], outputs: [0.5], width: 1, weights: [.infinity])
    }
    #expect(throws: EvaluationError.wrongWidth(field: "outputs", width: 2, expected: [1])) {
      try seen.update(truth: [1], outputs: [0.5, 0.5], width: 2)
    }
    if parts.contains(.losses) {
      #expect(
        throws: EvaluationError.outOfRange(
          field: "probabilities", index: 0, value: 1.5, range: 0...1)
      ) {
        try seen.update(truth: [1], outputs: [1.5], width: 1)
      }
    }
    #expect(seen == before)
  }

  @Test func `statistics of different problems do not merge`() throws {
    var one = try ClassifierStatistics(classCount: 2)
    let before = one
    #expect(
      throws: EvaluationError.cannotMerge(what: "thresholds", one: "0.5", other: "0.25")
    ) {
      try one.merge(ClassifierStatistics(classCount: 2, threshold: 0.25))
    }
    #expect(throws: EvaluationError.cannotMerge(what: "class counts", one: "2", other: "3")) {
      try one.merge(ClassifierStatistics(classCount: 3))
    }
    #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
      try ClassifierStatistics(classCount: 1)
    }
    #expect(one == before)
  }

  @Test func `an evaluation reads in labels`() throws {
    var evaluation = try ClassifierEvaluation(classes: ["ham", "spam"])
    try evaluation.update(
      labels: ["ham", "spam", "spam"], outputs: [0.2, 0.9, 0.4], width: 1)
    #expect(evaluation.confusion["spam"].recall == 0.5)
    #expect(evaluation[.rocAUC] == 1)
    #expect(evaluation.curve(for: "ham").rocAUC == 1)
    #expect(evaluation.positiveClass == "spam")
    #expect(
      throws: EvaluationError.unknownLabel(
        field: "labels", index: 0, label: "eggs", classes: ["ham", "spam"])
    ) {
      try evaluation.update(labels: ["eggs"], outputs: [0.2], width: 1)
    }
  }

  @Test func `a metric of your own is a closure`() throws {
    let f2 = Metric("F2") { $0.confusion.positive.fScore(beta: 2) }
    var seen = try ClassifierStatistics(classCount: 2, parts: .counts)
    try seen.update(truth: [0, 1, 1], outputs: [0.9, 0.9, 0.1], width: 1)
    #expect(seen[f2] == 0.5)
    let list: [Metric<ClassifierStatistics>] = [.accuracy, f2]
    #expect(list.map(\.name) == ["accuracy", "F2"])
  }
}
