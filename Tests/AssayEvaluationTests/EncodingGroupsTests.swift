import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("encoding of statistics by group") struct EncodingGroupsTests {
  private static func areSame(
    _ one: GroupedStatistics<String>, _ other: GroupedStatistics<String>
  ) -> Bool {
    one.groups == other.groups
      && zip([one.whole] + one.parts, [other.whole] + other.parts).allSatisfy { one, other in
        Metric<ClassifierStatistics>.all.allSatisfy { isSameReading(one[$0], other[$0]) }
      }
  }

  /// The group of each row: some are seen in every batch, some in one.
  private static func groups(_ rows: ClassifierRows) -> [String] {
    rows.outputs.indices.filter { $0 % rows.width == 0 }.map {
      ["ann", "", "é", "日"][Int(rows.outputs[$0] * 1_000) % 4]
    }
  }

  @Test(arguments: ClassifierRows.fewerEncodedRows)
  func `batches, one-shot, merged and decoded are the same`(rows: ClassifierRows) throws {
    let statistics = EncodedLaw<GroupedStatistics<String>>(
      empty: { try GroupedStatistics(classCount: $0.classCount, positive: 0, threshold: 0.25) },
      add: { seen, rows in
        try seen.update(
          truth: rows.truth, outputs: rows.outputs, width: rows.width,
          groups: Self.groups(rows), weights: rows.weights)
      })
    try statistics.expectLaws(of: rows, isExact: rows.weights == nil, same: Self.areSame)
    let evaluation = EncodedLaw<GroupedEvaluation<Animal, Int>>(
      empty: {
        try GroupedEvaluation(
          classes: Array(Animal.allCases.reversed().prefix($0.classCount)), positive: .gnu,
          parts: .counts)
      },
      add: { seen, rows in
        let classes = seen.whole.classes
        try seen.update(
          labels: rows.truth.map { classes[Int($0)] },
          predictions: rows.predictions.map { classes[Int($0)] },
          groups: Self.groups(rows).map(\.utf8.count), weights: rows.weights)
      })
    try evaluation.expectLaws(of: rows)
  }

  @Test func `estimates go on from bytes to the same bits`() throws {
    var seen = try GroupedStatistics<Int>(classCount: 2)
    for group in 0..<12 {
      try seen.update(
        truth: [1, 1, 0], outputs: [0.9, Double(group) / 16, Double(11 - group) / 12], width: 1,
        groups: [group, group, group])
    }
    let decoded = try GroupedStatistics<Int>(decoding: seen.encoded)
    for metric in [.accuracy, .rocAUC, .logLoss] as [Metric<ClassifierStatistics>] {
      #expect(seen.estimate(metric).interval != nil)
      #expect(decoded.estimate(metric) == seen.estimate(metric))
    }
  }

  @Test func `groups take the order of the type they are decoded as`() throws {
    func seen<Group>(_ groups: [Group]) throws -> GroupedStatistics<Group> {
      var seen = try GroupedStatistics<Group>(classCount: 2)
      try seen.update(truth: [1, 0, 1], outputs: [0.75, 0.5, 0.25], width: 1, groups: groups)
      return seen
    }
    let numbers = try seen([10, 2, 9])
    let texts = try GroupedStatistics<String>(decoding: numbers.encoded)
    #expect(texts.groups == ["10", "2", "9"])
    #expect(try texts == seen(["10", "2", "9"]))
  }

  /// The field that decoding refuses; nil where it refuses none.
  private func refused(
    _ whole: ClassifierStatistics, _ groups: [String], _ parts: [ClassifierStatistics]
  ) throws -> String? {
    var writer = EncodedWriter()
    whole.write(to: &writer)
    writer.count(groups.count)
    for group in groups { writer.text(group) }
    for part in parts { part.write(to: &writer) }
    let bytes = EncodedForm.bytes(of: MadeUp(payload: writer.bytes), kind: .groupedStatistics)
    switch try decodingFault({ _ = try GroupedStatistics<Double>(decoding: bytes) }) {
    case nil: return nil
    case .invalid(_, let field, _, _): return field
    case .some(let other): return "\(other)"
    }
  }

  @Test func `groups that belie all rows are refused`() throws {
    func statistics(
      _ rows: Range<Int>, threshold: Double = 0.5, weights: Bool = false
    ) throws -> ClassifierStatistics {
      var seen = try ClassifierStatistics(classCount: 2, threshold: threshold)
      try seen.update(
        truth: rows.map { Int32($0 % 2) }, outputs: rows.map { Double($0) / 8 }, width: 1,
        weights: weights ? rows.map { 0.1 * Double($0 + 1) } : nil)
      return seen
    }
    for weights in [false, true] {
      let whole = try statistics(0..<6, weights: weights)
      let parts = try [0..<2, 2..<6].map { try statistics($0, weights: weights) }
      #expect(try refused(whole, ["1", "2"], parts) == nil)
      #expect(try refused(whole, ["1", "1"], parts) == "groups")
      #expect(try refused(whole, ["1", "nan"], parts) == "groups")
      #expect(try refused(whole, ["1", "inf"], parts) == "groups")
      #expect(try refused(whole, ["1", "two"], parts) == "groups")
      #expect(try refused(whole, ["1"], [parts[0]]) == "statistics of all rows")
      #expect(
        try refused(whole, ["1", "2"], [parts[0], parts[0]]) == "statistics of all rows")
      let other = try statistics(2..<6, threshold: 0.25, weights: weights)
      #expect(try refused(whole, ["1", "2"], [parts[0], other]) == "a group")
      var policy = parts
      policy[1].zeroDivision = .one
      #expect(try refused(whole, ["1", "2"], policy) == "a group")
      var wholePolicy = whole
      wholePolicy.zeroDivision = .nan
      #expect(try refused(wholePolicy, ["1", "2"], parts) == "zero division")
    }
  }

  @Test func `counts of many groups do not overflow`() throws {
    var most = try ClassifierStatistics(classCount: 2, parts: .counts)
    most.cells = Cells(counts: [1 << 50, 0, 0, 0])
    let groups = (0..<10_000).map(String.init)
    #expect(
      try refused(most, groups, [ClassifierStatistics](repeating: most, count: 10_000))
        == "a group")
  }
}

extension EncodedSample {
  /// Statistics by group.
  static func grouped() throws -> [EncodedSample] {
    try [nil, [0.5, 2, 0.25, 1]].map { weights in
      var seen = try GroupedEvaluation<String, Int>(classes: ["ham", "spam"])
      try seen.update(
        labels: ["ham", "spam", "spam", "ham"], outputs: [0.1, 0.7, 0.3, 0.6], width: 1,
        groups: [7, -7, 7, 12], weights: weights)
      return (seen, weights == nil ? "" : ", weighted")
    }.flatMap { seen, kind in
      [
        EncodedSample("statistics by group" + kind, seen.statistics) {
          read($0.whole)
          _ = $0.groups.map { group in group.description }
        },
        EncodedSample("evaluation by group" + kind, seen) {
          read($0.whole.statistics)
          _ = $0.estimates([.accuracy, .rocAUC], resampling: Resampling(resamples: 20))
        },
      ]
    }
  }
}
