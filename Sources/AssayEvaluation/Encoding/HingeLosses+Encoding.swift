/// The number of classes, the rows, and the sum of hinge losses.
extension HingeLosses: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(classCount)
    rows.write(to: &writer)
    hinges.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init(knownClassCount: try reader.classCount())
    rows = try RowWeights(from: &reader)
    hinges = try MeanOfLosses(from: &reader)
  }
}

extension HingeLosses: EncodableSummary {
  /// The losses as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .hingeLosses) }

  /// The losses that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .hingeLosses)
  }
}
