internal import AssayCore

/// The rows, the sums of squared, absolute and relative errors, the spreads of truth and errors, and
/// the largest error.
extension RegressionStatistics: EncodedPart {
  /// A count and a flag of a byte each, ten sums of two, two flags and a Double.
  static var leastLength: Int { 32 }

  func write(to writer: inout EncodedWriter) {
    rows.write(to: &writer)
    squares.write(to: &writer)
    distances.write(to: &writer)
    percentages.write(to: &writer)
    truth.write(to: &writer)
    errors.write(to: &writer)
    writer.number(maximumError)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    rows = try RowWeights(from: &reader)
    squares = try MeanOfLosses(from: &reader)
    distances = try MeanOfLosses(from: &reader)
    percentages = try MeanOfLosses(from: &reader)
    truth = try ExactSpread(from: &reader, isFinite: true)
    let errorsPlace = reader.offset
    errors = try ExactSpread(from: &reader)
    guard truth.isEmpty == errors.isEmpty else {
      throw EncodedReader.invalid(
        errorsPlace, "whether there was a value", "\(!errors.isEmpty) of errors",
        "\(!truth.isEmpty) as of truths")
    }
    let place = reader.offset
    maximumError = try reader.bound("largest error")
    let largest = errors.isEmpty ? 0 : max(abs(errors.lowest), abs(errors.highest))
    guard maximumError == largest else {
      throw EncodedReader.invalid(
        place, "largest error", "\(maximumError)", "\(largest), for errors say so")
    }
  }
}

/// The sums of values and of their squares, whether there was a value, and the least and greatest.
extension ExactSpread: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    sum.write(to: &writer)
    squares.write(to: &writer)
    writer.flag(!isEmpty)
    guard !isEmpty else { return }
    writer.number(lowest)
    writer.number(highest)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    try self.init(from: &reader, isFinite: false)
  }

  /// A spread of numbers; those that are differences may be infinite.
  init(from reader: inout EncodedReader, isFinite: Bool) throws(EvaluationError) {
    self.init()
    sum = try ExactSum(from: &reader)
    squares = try ExactSum(from: &reader)
    guard try reader.flag("whether there was a value") else { return }
    let place = reader.offset
    lowest = try reader.bound("least value")
    highest = try reader.bound("greatest value")
    guard !isEmpty, !isFinite || (lowest.isFinite && highest.isFinite) else {
      throw EncodedReader.invalid(
        place, "least and greatest value", "\(lowest) and \(highest)",
        isFinite ? "the least first, and both finite" : "the least first")
    }
  }

  fileprivate var isEmpty: Bool { !(lowest <= highest) }
}

extension RegressionStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .regressionStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .regressionStatistics)
  }
}
