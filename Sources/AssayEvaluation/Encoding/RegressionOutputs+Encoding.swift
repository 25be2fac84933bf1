/// The number of outputs, and the statistics of each.
extension RegressionOutputs: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(outputs.count)
    for output in outputs { output.write(to: &writer) }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    let width = try reader.length("outputs", bytesEach: RegressionStatistics.leastLength)
    guard width >= 1 else { throw EncodedReader.invalid(place, "outputs", "0", "at least 1") }
    try self.init(width: width)
    for output in outputs.indices { outputs[output] = try RegressionStatistics(from: &reader) }
  }
}

extension RegressionOutputs: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .regressionOutputs) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .regressionOutputs)
  }
}
