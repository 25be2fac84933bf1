// Rows with several labels at once. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// Statistics of label sets, as C holds them.
typealias LabelSets = Object<MultilabelStatistics>

/// Statistics of no rows yet.
@c @implementation
public func assay_label_sets_create(
  _ labelCount: Int64, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let result = try Memory.required(result, "result")
    let count = try Memory.count(labelCount, "label_count")
    // Four counts a label are kept from the beginning.
    guard (1...1 << 22).contains(count) else {
      throw CallFault.invalid("label_count", "\(labelCount)", expected: "1 ... 4194304")
    }
    result.pointee = LabelSets.pointer(to: MultilabelStatistics(labelCount: count))
  }
}

/// Frees statistics.
@c @implementation
public func assay_label_sets_free(_ sets: OpaquePointer?) { LabelSets.free(sets) }

/// Adds rows.
@c @implementation
public func assay_label_sets_update(
  _ sets: OpaquePointer?, _ truth: UnsafePointer<UInt8>?, _ predictions: UnsafePointer<UInt8>?,
  _ rows: Int64, _ weights: UnsafePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let sets = try LabelSets.at(sets, "sets")
    let rows = try Memory.count(rows, "rows")
    let count = try Memory.product(rows, sets.value.labelCount, "rows")
    try sets.value.update(
      truth: Memory.flags(truth, count, "truth"),
      predictions: Memory.flags(predictions, count, "predictions"),
      weights: Memory.weights(weights, rows))
  }
}

/// Reads one number.
@c @implementation
public func assay_label_sets_read(
  _ sets: OpaquePointer?, _ reading: Int32, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let sets = try LabelSets.at(sets, "sets").value
    let value = try Memory.required(value, "value")
    switch UInt32(bitPattern: reading) {
    case ASSAY_SUBSET_ACCURACY.rawValue: value.pointee = sets.subsetAccuracy
    case ASSAY_EXACT_MATCHES.rawValue: value.pointee = sets.exactMatches
    case ASSAY_SUBSET_ZERO_ONE_LOSS.rawValue: value.pointee = sets.zeroOneLoss
    case ASSAY_ROWS_IN_ERROR.rawValue: value.pointee = sets.errors
    case ASSAY_HAMMING_LOSS.rawValue: value.pointee = sets.hammingLoss
    default:
      throw CallFault.invalid(
        "reading", "\(reading)", expected: "an assay_label_sets_reading_t")
    }
  }
}

/// The rates of each label, or their average.
@c @implementation
public func assay_label_sets_rates(
  _ sets: OpaquePointer?, _ average: Int32, _ beta: Double, _ undefined: Int32,
  _ rates: UnsafeMutablePointer<assay_rates_t>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    try Enumerations.check(beta: beta)
    let average = try Enumerations.average(
      average, of: [nil, .micro, .macro, .weighted, .samples])
    var sets = try LabelSets.at(sets, "sets").value
    sets.zeroDivision = try Enumerations.undefined(undefined)
    let counts = sets.perLabel
    guard let average else {
      return try Memory.write(
        counts.map { assay_rates_t($0, beta: beta) }, to: rates, "rates")
    }
    let support = counts.reduce(0) { $0 + $1.support }
    try Memory.write(
      [assay_rates_t(sets.averaged(average), beta: beta, support: support)], to: rates, "rates")
  }
}

/// The four counts of each label.
@c @implementation
public func assay_label_sets_counts(
  _ sets: OpaquePointer?, _ counts: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let sets = try LabelSets.at(sets, "sets").value
    try Memory.write(sets.perLabel.flatMap(\.inOrder), to: counts, "counts")
  }
}

/// The report as text.
@c @implementation
public func assay_label_sets_report(
  _ sets: OpaquePointer?, _ labelNames: UnsafePointer<UnsafePointer<CChar>?>?, _ digits: Int32,
  _ undefined: Int32, _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let text = try Memory.required(text, "text")
    let digits = try Enumerations.digits(digits)
    var sets = try LabelSets.at(sets, "sets").value
    sets.zeroDivision = try Enumerations.undefined(undefined)
    let report = try ClassificationReport(
      sets, names: names(labelNames, (0..<sets.labelCount).map(String.init)), digits: digits)
    text.pointee = try CText.allocated(report.text)
  }
}

/// The four counts of each row.
@c @implementation
public func assay_samplewise_counts(
  _ truth: UnsafePointer<UInt8>?, _ predictions: UnsafePointer<UInt8>?, _ rows: Int64,
  _ labelCount: Int64, _ weights: UnsafePointer<Double>?,
  _ counts: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let rows = try Memory.count(rows, "rows")
    let width = try Memory.count(labelCount, "label_count")
    let cells = try Memory.product(rows, width, "label_count")
    guard width > 0 else { throw CallFault.invalid("label_count", "0", expected: "1 or more") }
    let each = try BinaryCounts.ofRows(
      truth: Memory.flags(truth, cells, "truth"),
      predictions: Memory.flags(predictions, cells, "predictions"), width: width,
      weights: Memory.weights(weights, rows))
    try Memory.write(each.flatMap(\.inOrder), to: counts, "counts")
  }
}
