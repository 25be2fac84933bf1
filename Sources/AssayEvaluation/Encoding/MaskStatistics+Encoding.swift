/// The threshold, the policy of undefined readings, and the four cells.
extension MaskStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.number(threshold)
    writer.zeroDivision(zeroDivision)
    cells.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init(threshold: try reader.threshold())
    zeroDivision = try reader.zeroDivision()
    cells = try Cells(from: &reader, count: 4)
  }
}

extension MaskStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .maskStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .maskStatistics)
  }
}
