import AssayCInterface
import Testing

/// Each status, as C programs meet it.
@Suite("statuses, from C") struct StatusTests {
  private let labels: [Int32] = [0, 1, 1]
  private let flags: [UInt8] = [0, 1, 1]
  private let scores = [0.1, 0.9, 0.4]

  private func status(
    _ body: (UnsafeMutablePointer<assay_error_t>) -> assay_status_t
  ) -> assay_status_t {
    Outcome.of(body).status
  }

  @Test func `all is well`() throws {
    #expect(assay_interface_version() == ASSAY_INTERFACE_VERSION)
    var positions: [Int32] = [7, 7, 7]
    var found: UnsafeMutablePointer<Int64>?
    var count: Int64 = 0
    try succeed {
      assay_label_positions(
        [9, 4, 9] as [Int64], Type.int64, 3, nil, 0, &positions, &found, &count, $0)
    }
    defer { assay_free(found) }
    #expect(positions == [1, 0, 1])
    #expect(Array(UnsafeBufferPointer(start: found, count: Int(count))) == [4, 9])
    try succeed {
      assay_label_positions(
        [9, 4, 9] as [Int64], Type.int64, 3, [9, 4], 2, &positions, nil, nil, $0)
    }
    #expect(positions == [0, 1, 0])
  }

  @Test func `rows that are not there`() throws {
    var value = 0.0
    #expect(
      status { assay_roc_auc(nil, nil, Type.double, 0, nil, 1, &value, $0) } == ASSAY_EMPTY)
    #expect(
      status { assay_log_loss(nil, nil, Type.float, 0, 3, nil, true, &value, $0) } == ASSAY_EMPTY)
    #expect(
      status { assay_ndcg(nil, nil, Type.float, 0, .max >> 20, 0, true, nil, &value, $0) }
        == ASSAY_EMPTY)
    // A matrix may well be empty.
    let matrix = try Matrix([], [])
    #expect(try matrix.cells.isEmpty)
    var verdict = assay_verdict_t()
    #expect(
      status { assay_confusion_verdict(matrix.pointer, &verdict, nil, $0) } == ASSAY_EMPTY)
  }

  @Test func `numbers that will not do`() {
    var value = 0.0
    #expect(
      status { assay_roc_auc(flags, [0, .nan, 1], Type.double, 3, nil, 1, &value, $0) }
        == ASSAY_NOT_FINITE)
    #expect(
      status { assay_log_loss(labels, [0.5, 2, 1], Type.double, 3, 1, nil, true, &value, $0) }
        == ASSAY_OUT_OF_RANGE)
    #expect(
      status { assay_roc_auc(flags, scores, Type.double, 3, [0, 0, 0], 1, &value, $0) }
        == ASSAY_WEIGHTS_ALL_ZERO)
    #expect(
      status {
        assay_class_roc_auc(
          labels, [0.5, 0.1, 0.4, 0.2, 0.2, 0.2, 0.1, 0.1, 0.8], Type.double, 3, 3, nil, 0, 2,
          &value, $0)
      } == ASSAY_ROW_SUM)
  }

  @Test func `classes that will not do`() {
    var (result, value): (OpaquePointer?, Double) = (nil, 0)
    #expect(
      status { assay_log_loss([0, 1, 2], scores, Type.double, 3, 1, nil, true, &value, $0) }
        == ASSAY_UNKNOWN_CLASS)
    #expect(
      status { assay_confusion_create([1, 2, 1], 3, &result, $0) } == ASSAY_DUPLICATE_CLASS)
    #expect(result == nil)
  }

  @Test func `a matrix that will not do`() throws {
    let matrix = try Matrix(labels, labels)
    let one = try Matrix([3], [3])
    var (estimate, verdict) = (assay_estimate_t(), assay_verdict_t())
    #expect(
      status {
        assay_confusion_estimate(one.pointer, "f1", 3, 0.9, 500, 1, &estimate, $0)
      } == ASSAY_TOO_FEW_CLASSES)
    #expect(
      status {
        assay_confusion_estimate(matrix.pointer, "f1", 5, 0.9, 500, 1, &estimate, $0)
      } == ASSAY_NO_POSITIVE_CLASS)
    #expect(
      status {
        assay_confusion_estimate(matrix.pointer, "f2", 1, 0.9, 500, 1, &estimate, $0)
      } == ASSAY_INVALID_PARAMETER)
    let weighted = try Matrix(labels, labels, weights: [1, 1, 0.5])
    #expect(
      status { assay_confusion_verdict(weighted.pointer, &verdict, nil, $0) }
        == ASSAY_INVALID_PARAMETER)
  }

  @Test func `a threshold that cannot be`() {
    var chosen = assay_threshold_t()
    #expect(
      status {
        assay_best_threshold(
          [1, 0, 0], scores, Type.double, 3, nil, Int32(ASSAY_PRECISION_AT_LEAST.rawValue), 0.99,
          0, &chosen, $0)
      } == ASSAY_NO_THRESHOLD)
  }

  @Test func `more classes than memory has cells for`() throws {
    var result: OpaquePointer?
    let many = Array(0..<23_171 as Range<Int64>)
    #expect(
      status { assay_confusion_create(many, Int64(many.count), &result, $0) } == ASSAY_NO_MEMORY)
    let matrix = try Matrix(labels, labels)
    #expect(
      status { assay_confusion_select(matrix.pointer, many, Int64(many.count), &result, $0) }
        == ASSAY_NO_MEMORY)
    let scattered = many.map { $0 << 30 }
    #expect(
      status {
        assay_confusion_update(
          matrix.pointer, scattered, scattered, Type.int64, Int64(many.count), nil, $0)
      } == ASSAY_NO_MEMORY)
    #expect(result == nil)
    #expect(try matrix.classes == [0, 1])
  }

  @Test func `a message too long is cut at a whole character`() throws {
    let matrix = try Matrix(labels, labels)
    var estimate = assay_estimate_t()
    // Two bytes each, then one of them moved by a byte.
    for name in [String(repeating: "é", count: 400), "x" + String(repeating: "é", count: 400)] {
      let outcome = Outcome.of {
        assay_confusion_estimate(matrix.pointer, name, 1, 0.9, 500, 1, &estimate, $0)
      }
      #expect(outcome.status == ASSAY_INVALID_PARAMETER && outcome.field == "metric")
      #expect((445...447).contains(outcome.message.utf8.count))
      #expect(outcome.message.hasSuffix("éé"))
    }
  }
}
