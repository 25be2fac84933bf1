/// The number of labels, the threshold, the policy of undefined readings, four cells a label, and
/// the rows that are not and that are right in all labels.
extension MultilabelStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(labelCount)
    writer.number(threshold)
    writer.zeroDivision(zeroDivision)
    cells.write(to: &writer)
    whole.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let labelCount = Int(try reader.whole("labels", limit: UInt64(Int32.max)))
    let threshold = try reader.threshold()
    let zeroDivision = try reader.zeroDivision()
    // Before the statistics are made, which have four cells a label.
    let cells = try Cells(from: &reader, count: 4 * labelCount)
    self.init(labelCount: labelCount, threshold: threshold)
    self.zeroDivision = zeroDivision
    self.cells = cells
    whole = try Cells(from: &reader, count: 2)
  }
}

extension MultilabelStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .multilabelStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .multilabelStatistics)
  }
}
