import Testing

@testable import AssayEvaluation

/// Parts written one after the other.
struct MadeUp: EncodedPart {
  var payload: [UInt8]
  func write(to writer: inout EncodedWriter) { for byte in payload { writer.byte(byte) } }
  init(payload: [UInt8]) { self.payload = payload }
  init(from reader: inout EncodedReader) throws(EvaluationError) { payload = [] }
}

@Suite("faults of made-up bytes") struct EncodingFaultTests {
  /// The fault of a statistic made up of parts.
  private func fault<Statistic: EncodableSummary>(
    _ type: Statistic.Type, _ kind: EncodedKind, _ write: (inout EncodedWriter) -> Void
  ) throws -> DecodingFault? {
    var writer = EncodedWriter()
    write(&writer)
    let bytes = EncodedForm.bytes(of: MadeUp(payload: writer.bytes), kind: kind)
    return try decodingFault { _ = try Statistic(decoding: bytes) }
  }

  private func matrix(
    _ classes: [String], isOpen: Bool = false, given: Int? = nil, positive: String? = nil,
    cells: [UInt64]? = nil
  ) throws -> DecodingFault? {
    try fault(ConfusionMatrix<Int>.self, .confusionMatrix) {
      $0.flag(isOpen)
      $0.byte(0)
      $0.text(positive)
      $0.count(given ?? classes.count)
      $0.count(classes.count)
      for label in classes { $0.text(label) }
      let cells = cells ?? [UInt64](repeating: 1, count: classes.count * classes.count)
      $0.count(cells.count)
      $0.flag(false)
      for cell in cells { $0.count(cell) }
    }
  }

  @Test func `says what is wrong with a matrix`() throws {
    #expect(try matrix(["1", "2"], positive: "1") == nil)
    #expect(
      try matrix(["1", "2", "1"])
        == .invalid(
          offset: 23, field: "classes", found: "1 a second time", expected: "every class once"))
    #expect(
      try matrix(["1", "zwei"])
        == .invalid(
          offset: 21, field: "classes", found: "\"zwei\"", expected: "the description of a Int"))
    #expect(
      try matrix(["1", "2"], positive: "3")
        == .invalid(
          offset: 16, field: "positive class", found: "3", expected: "one of {1, 2}"))
    #expect(try matrix(["1", "2"], isOpen: true, given: 0, positive: "3") == nil)
    #expect(
      try matrix(["1", "2"], given: 3)
        == .invalid(offset: 17, field: "classes given", found: "3", expected: "at most 2"))
    #expect(
      try matrix(["1", "2"], cells: [1, 2, 3])
        == .invalid(offset: 23, field: "cells", found: "3", expected: "4"))
    #expect(
      try matrix(["1", "2"], cells: [1, 2, 3, 1 << 51])
        == .invalid(
          offset: 28, field: "cells", found: "\(1 << 51)", expected: "at most \(1 << 50)"))
  }

  private func curve(
    _ scores: [Double], step: UInt64 = 1, positives: [Double]? = nil, isWeighted: Bool = false
  ) throws -> DecodingFault? {
    try fault(ScoreCurve.self, .scoreCurve) {
      $0.flag(isWeighted)
      $0.count(scores.count)
      $0.fixed(ScoreKey.key(scores[0]))
      $0.byte(0)
      for index in 1..<scores.count {
        $0.count(ScoreKey.key(scores[index - 1]) &- ScoreKey.key(scores[index]))
      }
      $0.amounts(positives ?? scores.map { _ in 1 })
      $0.amounts(scores.map { _ in 0 })
    }
  }

  @Test func `says what is wrong with a curve`() throws {
    #expect(try curve([3, 2, -1]) == nil)
    #expect(
      try curve([3, 2, 2])
        == .invalid(
          offset: 33, field: "scores", found: "2.0 a second time",
          expected: "a number less than the one before"))
    #expect(
      try curve([3, 2, 5])
        == .invalid(
          offset: 33, field: "scores", found: "below all numbers",
          expected: "a number less than the one before"))
    for bad in [Double.infinity, .nan] {
      #expect(
        try curve([bad, 2])
          == .invalid(offset: 16, field: "scores", found: "\(bad)", expected: "a finite number"))
    }
    #expect(
      try curve([2, -.infinity])
        == .invalid(offset: 25, field: "scores", found: "-inf", expected: "a finite number"))
    #expect(
      try curve([2, 1], positives: [1, -1])
        == .invalid(
          offset: 33, field: "positives", found: "Doubles",
          expected: "counts, for nothing is weighted"))
    #expect(try curve([2, 1], positives: [1, -1], isWeighted: true) == nil)
    #expect(
      try curve([2, 1], positives: [1, .infinity], isWeighted: true)
        == .invalid(offset: 42, field: "positives", found: "inf", expected: "a finite number"))
    #expect(
      try curve([2, 1], positives: [1, 0])
        == .invalid(
          offset: 33, field: "positives and negatives", found: "none at score 1.0",
          expected: "a row at least"))
  }

  @Test func `more rows than any data has are refused, and as many are not`() throws {
    let half = Double(1 << 49)
    #expect(try curve([2, 1], positives: [half, half]) == nil)
    #expect(
      try curve([2, 1], positives: [half, half + 1])
        == .invalid(
          offset: 42, field: "positives", found: "\(1 + (1 << 50)) in all",
          expected: "at most \(1 << 50)"))
    #expect(
      try fault(ScoreHistogram.self, .scoreHistogram) {
        $0.byte(0)
        $0.count(64)
        for bin in 0..<64 {
          $0.count(bin == 3 ? 1 << 50 : 0)
          $0.count(bin == 5 ? 1 : 0)
        }
      }
        == .invalid(
          offset: 34, field: "rows of a bin", found: "\(1 + (1 << 50)) in all",
          expected: "at most \(1 << 50)"))
  }

  @Test func `counts below zero are refused`() throws {
    let counts = BinaryCounts(
      truePositives: 1, falsePositives: -2, falseNegatives: 0, trueNegatives: 0)
    #expect(
      try decodingFault { _ = try BinaryCounts(decoding: counts.encoded) }
        == .invalid(
          offset: 24, field: "false positives", found: "-2.0", expected: "0 ... \(1 << 50)"))
    var weighted = counts
    weighted.isWeighted = true
    #expect(try BinaryCounts(decoding: weighted.encoded) == weighted)
  }

  @Test func `lengths are not believed`() throws {
    #expect(
      try fault(ScoreHistogram.self, .scoreHistogram) {
        $0.byte(0)
        $0.count(UInt64(1) << 62)
      } == .cut(offset: 24, needed: .max, count: 0))
    #expect(
      try fault(MultilabelStatistics.self, .multilabelStatistics) {
        $0.count(UInt64(Int32.max))
        $0.number(0.5)
        $0.byte(0)
        $0.count(UInt64(4) * UInt64(Int32.max))
        $0.flag(false)
      } == .cut(offset: 33, needed: 4 * Int(Int32.max), count: 1))
    #expect(
      try fault(ClassifierStatistics.self, .classifierStatistics) {
        $0.count(UInt64(Int32.max))
        $0.count(0)
        $0.number(0.5)
        $0.byte(7)
        $0.byte(0)
        $0.count(0)
        $0.count(1)
        $0.flag(false)
        $0.count(5)
      }
        == .invalid(
          offset: 31, field: "cells", found: "1", expected: "\(Int(Int32.max) * Int(Int32.max))"))
  }
}
