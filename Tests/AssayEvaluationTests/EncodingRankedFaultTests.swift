import Testing

@testable import AssayEvaluation

@Suite("faults of made-up statistics of ranks, images, numbers and calibration")
struct EncodingRankedFaultTests {
  /// The fault of a statistic made up of parts.
  private func fault<Statistic: EncodableSummary>(
    _ type: Statistic.Type, _ kind: EncodedKind, _ write: (inout EncodedWriter) -> Void
  ) throws -> DecodingFault? {
    var writer = EncodedWriter()
    write(&writer)
    let bytes = EncodedForm.bytes(of: MadeUp(payload: writer.bytes), kind: kind)
    return try decodingFault { _ = try Statistic(decoding: bytes) }
  }

  /// The field that decoding refuses; nil where it refuses none.
  private func refused<Statistic: EncodableSummary>(_ forged: Statistic) throws -> String? {
    switch try decodingFault({ _ = try Statistic(decoding: forged.encoded) }) {
    case nil: nil
    case .invalid(_, let field, _, _): field
    case .some(let other): "\(other)"
    }
  }

  @Test func `numbers of classes, labels, outputs, bins and rows are not believed`() throws {
    let many = UInt64(Int32.max)
    #expect(
      try fault(TruthRanks.self, .truthRanks) {
        $0.count(many)
        $0.count(0)
        $0.flag(true)
        $0.count(many)
        $0.flag(false)
      } == .cut(offset: 26, needed: Int(many), count: 1))
    #expect(
      try fault(TruthRanks.self, .truthRanks) {
        $0.count(many)
        $0.count(0)
        $0.flag(true)
        $0.count(1)
        $0.flag(false)
        $0.count(0)
      } == .invalid(offset: 21, field: "cells", found: "1", expected: "\(many)"))
    #expect(
      try fault(MultilabelScores.self, .multilabelScores) {
        $0.count(many)
        $0.flag(true)
      } == .cut(offset: 19, needed: 2 * Int(many), count: 1))
    #expect(
      try fault(RegressionOutputs.self, .regressionOutputs) { $0.count(many) }
        == .cut(offset: 19, needed: 32 * Int(many), count: 0))
    #expect(
      try fault(RegressionValues.self, .regressionValues) {
        $0.flag(true)
        $0.count(many)
      } == .cut(offset: 20, needed: 24 * Int(many), count: 0))
    #expect(
      try fault(CalibrationBins.self, .calibrationBins) {
        $0.byte(0)
        $0.count(1_000_000)
      } == .cut(offset: 18, needed: 11_000_000, count: 0))
    #expect(
      try fault(CalibrationStatistics.self, .calibrationStatistics) { $0.count(many) }
        == .cut(offset: 19, needed: 14 * Int(many), count: 0))
  }

  @Test func `errors beyond the largest Double are kept`() throws {
    let most = Double.greatestFiniteMagnitude
    for predictions in [[-most, 1], [most, most], [-most, most]] {
      for weights in [nil, [0.5, 2]] {
        var seen = RegressionStatistics()
        try seen.update(truth: [most, -most], predictions: predictions, weights: weights)
        #expect(seen.maximumError == .infinity)
        let decoded = try RegressionStatistics(decoding: seen.encoded)
        #expect(decoded == seen)
        #expect(decoded.encoded == seen.encoded)
      }
    }
  }

  @Test func `numbers whose parts belie one another are refused`() throws {
    var seen = RegressionStatistics()
    try seen.update(truth: [1, 2], predictions: [3, 1])
    #expect(try refused(seen) == nil)
    for largest in [-2, 0, 1.5, .infinity, .nan] {
      var forged = seen
      forged.maximumError = largest
      #expect(try refused(forged) == "largest error", "\(largest)")
    }
    for bad in [-Double.infinity, .infinity] {
      var forged = seen
      (forged.truth.lowest, forged.truth.highest) = (bad < 0 ? bad : 1, bad > 0 ? bad : 2)
      #expect(try refused(forged) == "least and greatest value")
    }
    var forged = seen
    forged.truth = ExactSpread()
    #expect(try refused(forged) == "whether there was a value")
    var empty = RegressionStatistics()
    empty.maximumError = 1
    #expect(try refused(empty) == "largest error")
    forged = seen
    forged.errors.lowest = .nan
    #expect(try refused(forged) != nil)
    // The spread of errors: its flag is followed by the least and the greatest, not in order.
    (forged.errors.lowest, forged.errors.highest) = (2, -1)
    #expect(try refused(forged) != nil)
  }

  @Test func `kinds of rows are in order, of the labels there are, and as many as the rows`() throws
  {
    var seen = MultilabelStatistics(labelCount: 2)
    try seen.update(
      truth: [true, false, true, true, false, false],
      predictions: [true, true, true, true, false, true])
    #expect(try refused(seen) == nil)
    let kinds = seen.kinds.kinds
    #expect(kinds.count == 3)
    func forged(_ kinds: [RowKinds.Kind], _ counts: [Int]) throws -> String? {
      var forged = seen
      forged.kinds = RowKinds(kinds: kinds, cells: Cells(counts: counts))
      return try refused(forged)
    }
    #expect(try forged(kinds.reversed(), [1, 1, 1]) == "kinds of rows")
    #expect(try forged([kinds[0], kinds[0], kinds[2]], [1, 1, 1]) == "kinds of rows")
    var large = kinds
    large[2].missed = 1
    #expect(try forged(large, [1, 1, 1]) == "labels of a kind of rows")
    #expect(try forged(kinds, [1, 1]) == "cells")
    #expect(try forged(kinds, [1, 1, 1 << 51]) == "cells")
    #expect(try forged(kinds, [1, 1, 2]) == "rows of the kinds")
    #expect(try forged(kinds, [2, 0, 1]) == nil)
    #expect(try forged(kinds, [1, 2, 0]) == "rows of the kinds")
    #expect(try forged(kinds, [1 << 50, 1 << 50, 1]) == "rows of the kinds")
  }

  @Test func `images whose counts belie one another are refused`() throws {
    for policy in [ImageMaskStatistics.EmptyImage.perfect, .zero, .skipped] {
      var seen = try ImageMaskStatistics(truthThreshold: 0.5, emptyImage: policy)
      try seen.update(truthValues: [1, 0.25], scores: [0.75, 0])
      try seen.update(truth: [false, false], scores: [0.0, 0.0])
      #expect(try refused(seen) == nil)
      #expect(seen.emptyImageCount == 1 && seen.thresholdedTruthCount == 1)
      var forged = seen
      forged.emptyImageCount = 3
      #expect(try refused(forged) == "empty images")
      forged = seen
      forged.hardRows.count += 1
      #expect(try refused(forged) == "images that count")
      forged = seen
      forged.softRows.count = 7
      #expect(try refused(forged) == "images that count")
      forged = seen
      forged.hardRows.isWeighted = true
      #expect(try refused(forged) == "images that count")
    }
    var plain = ImageMaskStatistics()
    plain.thresholdedTruthCount = 1
    #expect(try refused(plain) == "pixels with a truth of their own")
  }

  @Test func `gains and bins whose parts belie one another are refused`() throws {
    var gains = try GainStatistics(k: 3, logBase: 10)
    try gains.update(relevances: [[1, -2, 3]], scores: [[0.5, 0.25, 0]])
    #expect(try refused(gains) == nil)
    gains.negatives = 2
    #expect(try refused(gains) == "rows with a negative relevance")
    (gains.negatives, gains.irrelevant) = (1, 2)
    #expect(try refused(gains) == "rows without relevance")
    gains.irrelevant = 0
    var rankings = LabelRankingStatistics()
    try rankings.update(truth: [[true, true]], scores: [[0.5, 0.25]])
    #expect(try refused(rankings) == nil)
    rankings.oneSided = 2
    #expect(try refused(rankings) == "rows with all labels or none")
    (rankings.oneSided, rankings.unlabeled) = (0, 1)
    #expect(try refused(rankings) == "rows without labels")
    for base in [0, 1, -2, Double.infinity, .nan] {
      var forged = EncodedWriter()
      forged.count(2)
      forged.number(base)
      let payload = forged.bytes + gains.encoded.dropFirst(EncodedForm.headLength + 9).dropLast(8)
      let found = try fault(GainStatistics.self, .gainStatistics) { writer in
        for byte in payload { writer.byte(byte) }
      }
      guard case .invalid(15, "base of the logarithm", _, _) = found else {
        Issue.record("\(base): \(String(describing: found))")
        continue
      }
    }
    var bins = try CalibrationBins(count: 2)
    try bins.update(labels: [true, false], probabilities: [0.75, 0.25])
    #expect(try refused(bins) == nil)
    for change in [
      { $0.weights.add(1) }, { $0.outcomeWeights.add(-1) }, { $0.squares.add(1) },
      { $0.knowsSquares = false },
    ] as [(inout BinnedOutcomes.Bin) -> Void] {
      var forged = bins
      change(&forged.binned.bins[1])
      #expect(try refused(forged) == "weights of a bin")
      forged.binned.isWeighted = true
      #expect(try refused(forged) == nil)
    }
    var more = bins
    more.binned.bins[0].outcomes = 2
    #expect(try refused(more) == "outcomes of a bin")
    var sets = MultilabelScores(labelCount: 1, readsRows: false)
    try sets.update(truth: [true, false], scores: [0.5, 0.25])
    #expect(try refused(sets) == nil)
    sets.rowAreas.add(1)
    #expect(try refused(sets) == "sums over rows that are not ranked")
  }

  @Test func `cells of weights there are not are refused`() throws {
    let found = try fault(ConfusionMatrix<Int>.self, .confusionMatrix) {
      $0.flag(true)
      $0.byte(0)
      $0.flag(false)
      $0.count(0)
      $0.count(0)
      $0.count(0)
      $0.flag(true)
    }
    #expect(
      found
        == .invalid(
          offset: 20, field: "whether cells are weighted", found: "1", expected: "0 without cells"))
  }
}
