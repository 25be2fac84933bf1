import AssayCInterface
import AssayEvaluation
import Testing

@Suite("sets of labels, from C") struct LabelSetsTests {
  private let truth: [UInt8] = [1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1]
  private let predictions: [UInt8] = [1, 1, 0, 0, 7, 1, 0, 0, 0, 1, 1, 1]

  private func sets() throws -> OpaquePointer {
    var sets: OpaquePointer?
    try succeed { assay_label_sets_create(3, &sets, $0) }
    let made = try #require(sets)
    try succeed { assay_label_sets_update(made, truth, predictions, 4, nil, $0) }
    return made
  }

  private func swift() throws -> MultilabelStatistics {
    var statistics = MultilabelStatistics(labelCount: 3)
    try statistics.update(truth: truth.map { $0 != 0 }, predictions: predictions.map { $0 != 0 })
    return statistics
  }

  @Test func `reads every number`() throws {
    let (sets, expected) = (try sets(), try swift())
    defer { assay_label_sets_free(sets) }
    func read(_ reading: assay_label_sets_reading_t) throws -> Double {
      try number { assay_label_sets_read(sets, Int32(reading.rawValue), $0, $1) }
    }
    #expect(try read(ASSAY_SUBSET_ACCURACY) == expected.subsetAccuracy)
    #expect(try read(ASSAY_EXACT_MATCHES) == 3)
    #expect(try read(ASSAY_SUBSET_ZERO_ONE_LOSS) == expected.zeroOneLoss)
    #expect(try read(ASSAY_ROWS_IN_ERROR) == 1)
    #expect(try read(ASSAY_HAMMING_LOSS) == 2.0 / 12)
  }

  @Test func `gives rates, counts and the report`() throws {
    let (sets, expected) = (try sets(), try swift())
    defer { assay_label_sets_free(sets) }
    func rates(_ average: assay_average_t) throws -> [assay_rates_t] {
      var rates = [assay_rates_t](repeating: assay_rates_t(), count: 3)
      try succeed { assay_label_sets_rates(sets, Int32(average.rawValue), 1, 0, &rates, $0) }
      return rates
    }
    let each = try rates(ASSAY_PER_LABEL)
    for label in 0..<3 {
      #expect(each[label].recall == expected[label].recall)
      #expect(each[label].support == expected[label].support)
    }
    #expect(try rates(ASSAY_SAMPLES)[0].jaccard == expected.samples.jaccard)
    #expect(try rates(ASSAY_MACRO)[0].precision == expected.averaged(.macro).precision)
    #expect(
      try numbers(12) { assay_label_sets_counts(sets, $0, $1) }
        == [2, 0, 0, 2, 1, 1, 0, 2, 1, 0, 1, 2])

    var report: UnsafeMutablePointer<CChar>?
    try withPointers(to: ["a", "b", "c"]) { names in
      try succeed { assay_label_sets_report(sets, names, 2, 0, &report, $0) }
    }
    defer { assay_free(report) }
    let text = String(cString: try #require(report))
    #expect(
      try text == ClassificationReport(expected, names: ["a", "b", "c"], digits: 2).text)
    #expect(text.contains("samples avg"))
  }

  @Test func `counts each row over its labels`() throws {
    #expect(
      try numbers(16) { assay_samplewise_counts(truth, predictions, 4, 3, nil, $0, $1) }
        == [0, 1, 1, 1, 1, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 3])
    #expect(
      try numbers(16) {
        assay_samplewise_counts(truth, predictions, 4, 3, [2, 1, 1, 0.5], $0, $1)
      } == [0, 2, 2, 2, 1, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 1.5])
  }
}
