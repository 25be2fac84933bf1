internal import AssayCore

/// The rows, the sums of squared and absolute errors, and of the truth and its squares.
extension RegressionStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    rows.write(to: &writer)
    squares.write(to: &writer)
    distances.write(to: &writer)
    truth.write(to: &writer)
    truthSquares.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    rows = try RowWeights(from: &reader)
    squares = try MeanOfLosses(from: &reader)
    distances = try MeanOfLosses(from: &reader)
    truth = try ExactSum(from: &reader)
    truthSquares = try ExactSum(from: &reader)
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
