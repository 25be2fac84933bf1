/// The rows, the sums of precisions, coverage errors and losses, the rows with all labels or none, and
/// those with none.
extension LabelRankingStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    rows.write(to: &writer)
    precisions.write(to: &writer)
    coverages.write(to: &writer)
    losses.write(to: &writer)
    writer.count(oneSided)
    writer.count(unlabeled)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    rows = try RowWeights(from: &reader)
    precisions = try MeanOfLosses(from: &reader)
    coverages = try MeanOfLosses(from: &reader)
    losses = try MeanOfLosses(from: &reader)
    let most = UInt64(rows.count)
    oneSided = Int(try reader.whole("rows with all labels or none", limit: most))
    unlabeled = Int(try reader.whole("rows without labels", limit: UInt64(oneSided)))
  }
}

extension LabelRankingStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .labelRankingStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .labelRankingStatistics)
  }
}
