/// The number of classes, the rows, and the sums of log losses and of Brier scores.
extension ProbabilityLosses: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(classCount)
    rows.write(to: &writer)
    logs.write(to: &writer)
    briers.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init(knownClassCount: try reader.classCount())
    rows = try RowWeights(from: &reader)
    logs = try MeanOfLosses(from: &reader)
    briers = try MeanOfLosses(from: &reader)
  }
}

extension EncodedReader {
  /// The number of classes of which there are two at least.
  mutating func classCount() throws(EvaluationError) -> Int {
    let place = offset
    let count = Int(try whole("classes", limit: UInt64(Int32.max)))
    guard count >= 2 else { throw Self.invalid(place, "classes", "\(count)", "at least 2") }
    return count
  }
}

extension ProbabilityLosses: EncodableSummary {
  /// The losses as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .probabilityLosses) }

  /// The losses that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .probabilityLosses)
  }
}
