internal import AssayCore

/// The rows, the sums of squared, absolute and relative errors, the spreads of truth and errors, and
/// the largest error.
extension RegressionStatistics: EncodedPart {
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
    truth = try ExactSpread(from: &reader)
    errors = try ExactSpread(from: &reader)
    let place = reader.offset
    maximumError = try reader.number("largest error")
    guard maximumError >= 0 else {
      throw EncodedReader.invalid(place, "largest error", "\(maximumError)", "at least 0")
    }
  }
}

/// The sums of values and of their squares, whether there was a value, and the least and greatest.
extension ExactSpread: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    sum.write(to: &writer)
    squares.write(to: &writer)
    writer.flag(lowest <= highest)
    guard lowest <= highest else { return }
    writer.number(lowest)
    writer.number(highest)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    sum = try ExactSum(from: &reader)
    squares = try ExactSum(from: &reader)
    guard try reader.flag("whether there was a value") else { return }
    let place = reader.offset
    lowest = try reader.number("least value")
    highest = try reader.number("greatest value")
    guard lowest <= highest else {
      throw EncodedReader.invalid(
        place, "least and greatest value", "\(lowest) and \(highest)", "the least first")
    }
  }
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
