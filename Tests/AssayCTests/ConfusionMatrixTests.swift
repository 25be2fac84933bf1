import AssayCInterface
import AssayEvaluation
import Testing

@Suite("confusion matrix, from C") struct ConfusionMatrixTests {
  private let truth: [Int32] = [0, 1, 2, 2, 1, 0, 2]
  private let predictions: [Int32] = [0, 2, 2, 2, 1, 1, 0]
  private let weights = [1, 0.5, 2, 1, 0.25, 3, 1]

  private func swift(weighted: Bool = false) throws -> ConfusionMatrix<Int32> {
    try confusionMatrix(
      labels: truth, predictions: predictions, weights: weighted ? weights : nil)
  }

  @Test func `counts as Swift does`() throws {
    let matrix = try Matrix(truth, predictions)
    #expect(try matrix.classes == [0, 1, 2])
    #expect(try matrix.cells == swift().cells)
    let weighted = try Matrix(truth, predictions, weights: weights)
    #expect(try weighted.cells == swift(weighted: true).cells)
    #expect(assay_confusion_class_count(nil) == 0)
  }

  @Test(arguments: [
    (ASSAY_INT8, [UInt8]([0, 1, 2, 255])), (ASSAY_UINT8, [0, 1, 2, 3]),
    (ASSAY_BOOL, [0, 1, 2, 200]),
  ])
  func `reads a byte by its type`(type: assay_type_t, labels: [UInt8]) throws {
    var created: OpaquePointer?
    try succeed { assay_confusion_create(nil, 0, &created, $0) }
    let matrix = try Matrix(taking: created)
    try succeed {
      assay_confusion_update(matrix.pointer, labels, labels, Int32(type.rawValue), 4, nil, $0)
    }
    let classes: [Int64] =
      type == ASSAY_INT8 ? [-1, 0, 1, 2] : type == ASSAY_BOOL ? [0, 1] : [0, 1, 2, 3]
    #expect(try matrix.classes == classes)
  }

  @Test func `reads every other type of label`() throws {
    func check<Label>(_ type: assay_type_t, _ labels: [Label]) throws {
      var created: OpaquePointer?
      try succeed { assay_confusion_create(nil, 0, &created, $0) }
      let matrix = try Matrix(taking: created)
      try succeed {
        assay_confusion_update(matrix.pointer, labels, labels, Int32(type.rawValue), 3, nil, $0)
      }
      #expect(try matrix.classes == [1, 2, 100])
      #expect(try matrix.cells == [1, 0, 0, 0, 1, 0, 0, 0, 1])
    }
    try check(ASSAY_INT16, [2, 100, 1] as [Int16])
    try check(ASSAY_INT32, [2, 100, 1] as [Int32])
    try check(ASSAY_INT64, [2, 100, 1] as [Int64])
    try check(ASSAY_UINT16, [2, 100, 1] as [UInt16])
    try check(ASSAY_UINT32, [2, 100, 1] as [UInt32])
    try check(ASSAY_UINT64, [2, 100, 1] as [UInt64])
    try check(ASSAY_FLOAT, [2, 100, 1] as [Float])
    try check(ASSAY_DOUBLE, [2, 100, 1] as [Double])
  }

  @Test func `unites shards, and takes some labels out`() throws {
    let matrix = try Matrix(Array(truth[..<3]), Array(predictions[..<3]))
    let other = try Matrix(Array(truth[3...]), Array(predictions[3...]))
    try succeed { assay_confusion_merge(matrix.pointer, other.pointer, $0) }
    #expect(try matrix.cells == swift().cells)

    var chosen: OpaquePointer?
    try succeed { assay_confusion_select(matrix.pointer, [2, 0], 2, &chosen, $0) }
    let selected = try Matrix(taking: chosen)
    #expect(try selected.classes == [2, 0])
    #expect(try selected.cells == swift().chosen([2, 0]).cells)
  }

  @Test(arguments: [
    (ASSAY_BY_TRUTH, Normalization.truth), (ASSAY_BY_PREDICTION, .prediction),
    (ASSAY_BY_TOTAL, .all),
  ])
  func `divides by a sum`(ours: assay_normalization_t, theirs: Normalization) throws {
    let matrix = try Matrix(truth, predictions)
    let parts = try numbers(9) {
      assay_confusion_normalized(matrix.pointer, Int32(ours.rawValue), $0, $1)
    }
    #expect(try parts == swift().normalized(theirs))
  }

  @Test func `reads every number`() throws {
    let matrix = try Matrix(truth, predictions)
    func read(_ reading: assay_confusion_reading_t) throws -> Double {
      try number { assay_confusion_read(matrix.pointer, Int32(reading.rawValue), $0, nil, $1) }
    }
    let expected = try swift()
    #expect(try read(ASSAY_ACCURACY) == 4.0 / 7)
    #expect(try read(ASSAY_CORRECT) == 4)
    #expect(try read(ASSAY_TOTAL) == 7)
    #expect(try read(ASSAY_ZERO_ONE_LOSS) == expected.zeroOneLoss)
    #expect(try read(ASSAY_ERRORS) == 3)
    #expect(try read(ASSAY_BALANCED_ACCURACY) == expected.balancedAccuracy)
    #expect(
      try read(ASSAY_ADJUSTED_BALANCED_ACCURACY) == expected.balancedAccuracy(adjusted: true))
    #expect(try read(ASSAY_COHEN_KAPPA) == expected.cohenKappa)
    #expect(try read(ASSAY_LINEAR_COHEN_KAPPA) == expected.cohenKappa(weights: .linear))
    #expect(try read(ASSAY_QUADRATIC_COHEN_KAPPA) == expected.cohenKappa(weights: .quadratic))
    #expect(try read(ASSAY_MATTHEWS_CORRELATION) == expected.matthewsCorrelation)
  }

  @Test func `says what the data do not define`() throws {
    let matrix = try Matrix([1, 1], [1, 1])
    var isUndefined = false
    _ = try number {
      assay_confusion_read(
        matrix.pointer, Int32(ASSAY_COHEN_KAPPA.rawValue), $0, &isUndefined, $1)
    }
    #expect(isUndefined)
    _ = try number {
      assay_confusion_read(matrix.pointer, Int32(ASSAY_ACCURACY.rawValue), $0, &isUndefined, $1)
    }
    #expect(!isUndefined)
  }

  @Test func `gives the rates of labels and their averages`() throws {
    let matrix = try Matrix(truth, predictions)
    func rates(
      _ average: assay_average_t, _ labels: [Int64] = [],
      _ undefined: assay_undefined_t = ASSAY_STANDARD
    ) throws -> [assay_rates_t] {
      var rates = [assay_rates_t](repeating: assay_rates_t(), count: 4)
      try succeed {
        assay_confusion_rates(
          matrix.pointer, Int32(average.rawValue), labels, Int64(labels.count), 2,
          Int32(undefined.rawValue), &rates, $0)
      }
      return rates
    }
    let expected = try swift()
    let each = try rates(ASSAY_PER_LABEL)
    for (label, rate) in zip(expected.classes, each) {
      #expect(rate.precision == expected[label].precision)
      #expect(rate.recall == expected[label].recall)
      #expect(rate.f_score == expected[label].fScore(beta: 2))
      #expect(rate.jaccard == expected[label].jaccard)
      #expect(rate.support == expected[label].support)
    }
    #expect(try rates(ASSAY_MICRO)[0].precision == expected.micro.precision)
    #expect(try rates(ASSAY_MACRO)[0].jaccard == expected.macro.jaccard)
    #expect(try rates(ASSAY_WEIGHTED)[0].recall == expected.weighted.recall)
    // Of a label that never occurs nothing is defined.
    for (undefined, value) in [(ASSAY_ZERO, 0.0), (ASSAY_ONE, 1)] {
      let rate = try rates(ASSAY_PER_LABEL, [9, 0, 1, 2], undefined)[0]
      #expect(rate.precision == value && rate.recall == value && rate.undefined == 15)
    }
    #expect(try rates(ASSAY_PER_LABEL, [9], ASSAY_NAN)[0].precision.isNaN)
  }

  @Test func `counts each label against the rest`() throws {
    let matrix = try Matrix([0, 1, 1, 0], [0, 1, 0, 0])
    #expect(
      try numbers(8) { assay_confusion_counts(matrix.pointer, nil, 0, $0, $1) }
        == [1, 1, 0, 2, 2, 0, 1, 1])
    // More labels than are looked up one by one, unknown ones among them.
    #expect(
      try numbers(20) { assay_confusion_counts(matrix.pointer, [7, 1, 8, 0, 1], 5, $0, $1) }
        == [4, 0, 0, 0, 2, 0, 1, 1, 4, 0, 0, 0, 1, 1, 0, 2, 2, 0, 1, 1])
    var ratios = (0.0, 0.0)
    try succeed {
      assay_confusion_likelihood_ratios(matrix.pointer, 0, &ratios.0, &ratios.1, $0)
    }
    #expect(ratios == (2, 0))
  }

  @Test func `writes the report`() throws {
    let matrix = try Matrix(truth, predictions)
    func report(_ names: [String]?, digits: Int32) throws -> String {
      var text: UnsafeMutablePointer<CChar>?
      try withPointers(to: names ?? []) { pointers in
        try succeed {
          assay_confusion_report(
            matrix.pointer, nil, 0, names == nil ? nil : pointers, digits, 0, &text, $0)
        }
      }
      defer { assay_free(text) }
      return String(cString: try #require(text))
    }
    #expect(
      try report(nil, digits: 2)
        == classificationReport(labels: truth, predictions: predictions, digits: 2))
    #expect(
      try report(["cat", "dög", ""], digits: 3)
        == classificationReport(
          labels: truth, predictions: predictions, names: ["cat", "dög", ""], digits: 3))
  }
}
