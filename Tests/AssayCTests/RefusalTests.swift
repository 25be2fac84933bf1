import AssayCInterface
import Testing

/// Calls that must be refused, and write nothing.
@Suite("refusals, from C") struct RefusalTests {
  private typealias Fault = UnsafeMutablePointer<assay_error_t>

  private let labels: [Int32] = [0, 1, 1]
  private let flags: [UInt8] = [0, 1, 1]
  private let scores = [0.1, 0.9, 0.4]

  /// Expects a status and the argument at fault; with an error and without one.
  private func refuse(
    _ status: assay_status_t, _ field: String, index: Int64 = -1,
    at location: SourceLocation = #_sourceLocation, _ call: (Fault?) -> assay_status_t
  ) {
    let outcome = Outcome.of { call($0) }
    #expect(outcome.status == status, "\(outcome)", sourceLocation: location)
    #expect(outcome.field == field, "\(outcome)", sourceLocation: location)
    #expect(outcome.index == index, "\(outcome)", sourceLocation: location)
    #expect(!outcome.message.isEmpty, sourceLocation: location)
    #expect(call(nil) == status, sourceLocation: location)
  }

  @Test func `pointers that must not be NULL`() throws {
    let matrix = try Matrix(labels, labels)
    var result: OpaquePointer?
    var value = 7.0
    let null = ASSAY_NULL_POINTER
    refuse(null, "result") { assay_confusion_create(nil, 0, nil, $0) }
    refuse(null, "classes") { assay_confusion_create(nil, 2, &result, $0) }
    refuse(null, "confusion") {
      assay_confusion_update(nil, labels, labels, Type.int32, 3, nil, $0)
    }
    refuse(null, "truth") {
      assay_confusion_update(matrix.pointer, nil, labels, Type.int32, 3, nil, $0)
    }
    refuse(null, "predictions") {
      assay_confusion_update(matrix.pointer, labels, nil, Type.int32, 3, [1, 1, 1], $0)
    }
    refuse(null, "other") { assay_confusion_merge(matrix.pointer, nil, $0) }
    refuse(null, "labels") { assay_confusion_select(matrix.pointer, nil, 1, &result, $0) }
    refuse(null, "classes") { assay_confusion_classes(matrix.pointer, nil, $0) }
    refuse(null, "cells") { assay_confusion_cells(matrix.pointer, nil, $0) }
    refuse(null, "cells") { assay_confusion_normalized(matrix.pointer, 1, nil, $0) }
    refuse(null, "value") { assay_confusion_read(matrix.pointer, 0, nil, nil, $0) }
    refuse(null, "rates") { assay_confusion_rates(matrix.pointer, 0, nil, 0, 1, 0, nil, $0) }
    refuse(null, "counts") { assay_confusion_counts(matrix.pointer, nil, 0, nil, $0) }
    refuse(null, "of_negative") {
      assay_confusion_likelihood_ratios(matrix.pointer, 1, &value, nil, $0)
    }
    refuse(null, "text") { assay_confusion_report(matrix.pointer, nil, 0, nil, 2, 0, nil, $0) }
    var text: UnsafeMutablePointer<CChar>?
    refuse(null, "names[0]") {
      assay_confusion_report(matrix.pointer, nil, 0, [nil, nil], 2, 0, &text, $0)
    }
    refuse(null, "byte_count") {
      var bytes: UnsafeMutablePointer<UInt8>?
      return assay_confusion_encode(matrix.pointer, &bytes, nil, $0)
    }
    refuse(null, "bytes") { assay_confusion_decode(nil, 5, &result, $0) }
    refuse(null, "sets") { assay_label_sets_read(nil, 0, &value, $0) }
    refuse(null, "is_positive") { assay_roc_auc(nil, scores, Type.double, 3, nil, 1, &value, $0) }
    refuse(null, "scores") { assay_roc_auc(flags, nil, Type.float, 3, nil, 1, &value, $0) }
    refuse(null, "value") { assay_roc_auc(flags, scores, Type.double, 3, nil, 1, nil, $0) }
    refuse(null, "curve") { assay_curve_column(nil, 0, &value, $0) }
    refuse(null, "positions") {
      assay_log_loss(nil, scores, Type.double, 3, 1, nil, true, &value, $0)
    }
    refuse(null, "metric") {
      var estimate = assay_estimate_t()
      return assay_confusion_estimate(matrix.pointer, nil, 1, 0.9, 500, 1, &estimate, $0)
    }
    refuse(null, "verdict") { assay_confusion_verdict(matrix.pointer, nil, nil, $0) }
    refuse(null, "found") {
      var positions: [Int32] = [0, 0, 0]
      return assay_label_positions(labels, Type.int32, 3, nil, 0, &positions, nil, nil, $0)
    }
    #expect(result == nil && value == 7 && text == nil)
    assay_free(nil)
    assay_confusion_free(nil)
    assay_label_sets_free(nil)
    assay_curve_free(nil)
  }

  @Test(arguments: [-1, .min, .max, 1 << 60] as [Int64])
  func `counts below zero, or beyond any memory`(count: Int64) throws {
    let matrix = try Matrix(labels, labels)
    var (result, value, row): (OpaquePointer?, Double, Int64) = (nil, 7, 7)
    let invalid = ASSAY_INVALID_PARAMETER
    refuse(invalid, "class_count") { assay_confusion_create(nil, count, &result, $0) }
    refuse(invalid, "rows") {
      assay_confusion_update(matrix.pointer, labels, labels, Type.int32, count, nil, $0)
    }
    refuse(invalid, "label_count") {
      assay_confusion_select(matrix.pointer, [], count, &result, $0)
    }
    refuse(invalid, "byte_count") { assay_confusion_decode([], count, &result, $0) }
    refuse(invalid, "label_count") { assay_label_sets_create(count, &result, $0) }
    refuse(invalid, "rows") {
      assay_roc_auc(flags, scores, Type.double, count, nil, 1, &value, $0)
    }
    refuse(invalid, "width") {
      assay_log_loss(labels, scores, Type.double, 3, count, nil, true, &value, $0)
    }
    refuse(invalid, "width") {
      assay_unnormalized_row(scores, Type.double, 3, count, &row, &value, $0)
    }
    refuse(invalid, "points") { assay_auc(scores, scores, count, &value, $0) }
    refuse(invalid, "bin_count") {
      assay_calibration_curve(
        flags, scores, Type.double, 3, count, 0, 0.9, nil, &result, $0)
    }
    #expect(result == nil && value == 7 && row == 7)
  }

  @Test func `counts whose product no memory holds`() {
    var value = 7.0
    let many: Int64 = 1 << 40
    refuse(ASSAY_INVALID_PARAMETER, "width") {
      assay_ndcg(scores, scores, Type.double, many, many, 0, false, nil, &value, $0)
    }
    refuse(ASSAY_INVALID_PARAMETER, "label_count") {
      assay_samplewise_counts(flags, flags, many, many, nil, &value, $0)
    }
    #expect(value == 7)
  }

  @Test(arguments: [-1, 99, .min, .max] as [Int32])
  func `numbers that are in no enumeration`(wrong: Int32) throws {
    let matrix = try Matrix(labels, labels)
    var (result, value, other): (OpaquePointer?, Double, Double) = (nil, 7, 7)
    var rates = assay_rates_t()
    let invalid = ASSAY_INVALID_PARAMETER
    refuse(invalid, "type") {
      assay_confusion_update(matrix.pointer, labels, labels, wrong, 3, nil, $0)
    }
    refuse(invalid, "type") { assay_roc_auc(flags, scores, wrong, 3, nil, 1, &value, $0) }
    refuse(invalid, "reading") { assay_confusion_read(matrix.pointer, wrong, &value, nil, $0) }
    refuse(invalid, "normalization") {
      assay_confusion_normalized(matrix.pointer, wrong, &value, $0)
    }
    refuse(invalid, "average") {
      assay_confusion_rates(matrix.pointer, wrong, nil, 0, 1, 0, &rates, $0)
    }
    refuse(invalid, "undefined") {
      assay_confusion_rates(matrix.pointer, 0, nil, 0, 1, wrong, &rates, $0)
    }
    refuse(invalid, "kind") {
      assay_curve_create(wrong, flags, scores, Type.double, 3, nil, false, &result, $0)
    }
    refuse(invalid, "multi_class") {
      assay_class_roc_auc(labels, scores, Type.double, 3, 1, nil, wrong, 2, &value, $0)
    }
    refuse(invalid, "reading") {
      assay_label_ranking(wrong, flags, scores, Type.double, 1, 3, nil, &value, $0)
    }
    refuse(invalid, "binning") {
      assay_calibration_errors(
        flags, scores, Type.double, 3, 2, wrong, nil, &value, &other, $0)
    }
    refuse(invalid, "rule") {
      var chosen = assay_threshold_t()
      return assay_best_threshold(
        flags, scores, Type.double, 3, nil, wrong, 0, 0, &chosen, $0)
    }
    #expect(result == nil && value == 7 && other == 7)
  }

  @Test(arguments: [.nan, -1, .infinity, 0, 1] as [Double])
  func `levels that are no part of one`(level: Double) throws {
    let matrix = try Matrix(labels, labels)
    var result: OpaquePointer?
    var estimate = assay_estimate_t()
    var comparison = assay_comparison_t()
    let invalid = ASSAY_INVALID_PARAMETER
    refuse(invalid, "level") {
      assay_confusion_estimate(matrix.pointer, "f1", 1, level, 500, 1, &estimate, $0)
    }
    refuse(invalid, "level") {
      assay_calibration_curve(flags, scores, Type.double, 3, 2, 0, level, nil, &result, $0)
    }
    refuse(invalid, "level") {
      assay_compare_predictions(
        labels, labels, labels, Type.int32, 3, false, level, &comparison, $0)
    }
    refuse(invalid, "level") {
      assay_compare_scores(flags, scores, scores, Type.double, 3, level, &comparison, $0)
    }
  }

  @Test func `a matrix stays as it was when an update is refused`() throws {
    let matrix = try Matrix(labels, labels, weights: [1, 2, 3])
    let before = try matrix.stored
    refuse(ASSAY_NOT_FINITE, "weights", index: 1) {
      assay_confusion_update(matrix.pointer, labels, labels, Type.int32, 3, [1, .nan, 1], $0)
    }
    refuse(ASSAY_NOT_FINITE, "truth", index: 2) {
      assay_confusion_update(
        matrix.pointer, [5, 6, .nan] as [Double], [5, 6, 7] as [Double], Type.double, 3, nil, $0)
    }
    refuse(ASSAY_OUT_OF_RANGE, "predictions", index: 0) {
      assay_confusion_update(
        matrix.pointer, [5, 6, 7] as [Float], [0.5, 6, 7] as [Float], Type.float, 3, nil, $0)
    }
    refuse(ASSAY_OUT_OF_RANGE, "truth", index: 1) {
      assay_confusion_update(
        matrix.pointer, [1, .max] as [UInt64], [1, 2] as [UInt64],
        Int32(ASSAY_UINT64.rawValue), 2, nil, $0)
    }
    #expect(try matrix.stored == before)
  }

  @Test func `positions are written with the classes or not at all`() {
    var positions: [Int32] = [7, 7, 7]
    var found: UnsafeMutablePointer<Int64>?
    refuse(ASSAY_NULL_POINTER, "found_count") {
      assay_label_positions(labels, Type.int32, 3, nil, 0, &positions, &found, nil, $0)
    }
    refuse(ASSAY_UNKNOWN_CLASS, "labels", index: 0) {
      assay_label_positions(labels, Type.int32, 3, [1], 1, &positions, nil, nil, $0)
    }
    #expect(positions == [7, 7, 7] && found == nil)
  }
}
