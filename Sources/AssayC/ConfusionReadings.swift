// What is read of a confusion matrix. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// Reads one number.
@c @implementation
public func assay_confusion_read(
  _ confusion: OpaquePointer?, _ reading: Int32, _ value: UnsafeMutablePointer<Double>?,
  _ isUndefined: UnsafeMutablePointer<Bool>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    let value = try Memory.required(value, "value")
    let name: String
    switch UInt32(bitPattern: reading) {
    case ASSAY_ACCURACY.rawValue: (name, value.pointee) = ("accuracy", matrix.accuracy)
    case ASSAY_CORRECT.rawValue: (name, value.pointee) = ("", matrix.correct)
    case ASSAY_TOTAL.rawValue: (name, value.pointee) = ("", matrix.total)
    case ASSAY_ZERO_ONE_LOSS.rawValue:
      (name, value.pointee) = ("zero_one_loss", matrix.zeroOneLoss)
    case ASSAY_ERRORS.rawValue: (name, value.pointee) = ("", matrix.errors)
    case ASSAY_BALANCED_ACCURACY.rawValue:
      (name, value.pointee) = ("balanced_accuracy", matrix.balancedAccuracy)
    case ASSAY_ADJUSTED_BALANCED_ACCURACY.rawValue:
      (name, value.pointee) = ("balanced_accuracy", matrix.balancedAccuracy(adjusted: true))
    case ASSAY_COHEN_KAPPA.rawValue: (name, value.pointee) = ("cohen_kappa", matrix.cohenKappa)
    case ASSAY_LINEAR_COHEN_KAPPA.rawValue:
      (name, value.pointee) = ("cohen_kappa_linear", matrix.cohenKappa(weights: .linear))
    case ASSAY_QUADRATIC_COHEN_KAPPA.rawValue:
      (name, value.pointee) = ("cohen_kappa_quadratic", matrix.cohenKappa(weights: .quadratic))
    case ASSAY_MATTHEWS_CORRELATION.rawValue:
      (name, value.pointee) = ("matthews_corrcoef", matrix.matthewsCorrelation)
    default:
      throw CallFault.invalid(
        "reading", "\(reading)", expected: "an assay_confusion_reading_t")
    }
    if let isUndefined {
      isUndefined.pointee = matrix.undefined.contains { $0.metric == name && $0.label == nil }
    }
  }
}

extension assay_rates_t {
  /// The rates of one label.
  init(_ counts: BinaryCounts, beta: Double) {
    self.init(
      precision: counts.precision, recall: counts.recall, f_score: counts.fScore(beta: beta),
      jaccard: counts.jaccard, support: counts.support, undefined: Self.bits(counts.undefined),
      reserved: 0)
  }

  /// The mean rates of several labels.
  init(_ rates: AveragedRates, beta: Double, support: Double) {
    self.init(
      precision: rates.precision, recall: rates.recall, f_score: rates.fScore(beta: beta),
      jaccard: rates.jaccard, support: support, undefined: Self.bits(rates.undefined), reserved: 0)
  }

  private static func bits(_ undefined: [UndefinedReading]) -> UInt32 {
    let bits: [String: UInt32] = ["precision": 1, "recall": 2, "f1": 4, "jaccard": 8]
    return undefined.reduce(0) { $0 | (bits[$1.metric] ?? 0) }
  }
}

/// The counts of labels against the rest, of all classes if there are none given.
private func counts(
  of confusion: OpaquePointer?, _ labels: UnsafePointer<Int64>?, _ labelCount: Int64,
  undefined: ZeroDivision = .standard
) throws -> (matrix: ConfusionMatrix<Int64>, labels: [Int64], counts: [BinaryCounts]) {
  var matrix = try Confusion.at(confusion, "confusion").value
  matrix.zeroDivision = undefined
  let count = try Memory.count(labelCount, "label_count")
  let labels = try Memory.array(labels, count, "labels")
  guard !labels.isEmpty else { return (matrix, matrix.classes, matrix.perClass) }
  if labels.count < 4 { return (matrix, labels, labels.map { matrix[$0] }) }
  // Each reading of a label adds up the whole matrix: of many, all at once.
  let known = Dictionary(uniqueKeysWithValues: zip(matrix.classes, matrix.perClass))
  var unknown: BinaryCounts?
  let counts = labels.map { label in
    if let counts = known[label] ?? unknown { return counts }
    // A label that never occurred has the same counts as any other such.
    let counts = matrix[label]
    unknown = counts
    return counts
  }
  return (matrix, labels, counts)
}

/// The rates of labels, or their average.
@c @implementation
public func assay_confusion_rates(
  _ confusion: OpaquePointer?, _ average: Int32, _ labels: UnsafePointer<Int64>?,
  _ labelCount: Int64, _ beta: Double, _ undefined: Int32,
  _ rates: UnsafeMutablePointer<assay_rates_t>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    try Enumerations.check(beta: beta)
    let average = try Enumerations.average(average, of: [nil, .micro, .macro, .weighted])
    let found = try counts(
      of: confusion, labels, labelCount, undefined: Enumerations.undefined(undefined))
    guard let average else {
      let each = found.counts.map { assay_rates_t($0, beta: beta) }
      return try Memory.write(each, to: rates, "rates")
    }
    let support = found.counts.reduce(0) { $0 + $1.support }
    let mean = assay_rates_t(
      AveragedRates(average, of: found.counts), beta: beta, support: support)
    try Memory.write([mean], to: rates, "rates")
  }
}

/// The four counts of each label against the rest.
@c @implementation
public func assay_confusion_counts(
  _ confusion: OpaquePointer?, _ labels: UnsafePointer<Int64>?, _ labelCount: Int64,
  _ counts: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let found = try AssayC.counts(of: confusion, labels, labelCount).counts
    try Memory.write(found.flatMap(\.inOrder), to: counts, "counts")
  }
}

extension BinaryCounts {
  /// As the header orders them.
  var inOrder: [Double] { [trueNegatives, falsePositives, falseNegatives, truePositives] }
}

/// By how much a prediction changes the odds.
@c @implementation
public func assay_confusion_likelihood_ratios(
  _ confusion: OpaquePointer?, _ positive: Int64, _ ofPositive: UnsafeMutablePointer<Double>?,
  _ ofNegative: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    let ofPositive = try Memory.required(ofPositive, "of_positive")
    let ofNegative = try Memory.required(ofNegative, "of_negative")
    let ratios = matrix[positive].likelihoodRatios
    (ofPositive.pointee, ofNegative.pointee) = (ratios.positive, ratios.negative)
  }
}

/// Names that C hands in; the texts themselves where there are none.
func names(
  _ pointers: UnsafePointer<UnsafePointer<CChar>?>?, _ fallback: [String]
) throws -> [String] {
  guard let pointers else { return fallback }
  return try fallback.indices.map {
    String(cString: try Memory.required(pointers[$0], "names[\($0)]"))
  }
}

/// The report as text.
@c @implementation
public func assay_confusion_report(
  _ confusion: OpaquePointer?, _ labels: UnsafePointer<Int64>?, _ labelCount: Int64,
  _ labelNames: UnsafePointer<UnsafePointer<CChar>?>?, _ digits: Int32, _ undefined: Int32,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let text = try Memory.required(text, "text")
    let digits = try Enumerations.digits(digits)
    let found = try counts(
      of: confusion, labels, labelCount, undefined: Enumerations.undefined(undefined))
    let report = try ClassificationReport(
      found.matrix, over: found.labels, names: names(labelNames, found.labels.map(String.init)),
      digits: digits)
    text.pointee = try CText.allocated(report.text)
  }
}
