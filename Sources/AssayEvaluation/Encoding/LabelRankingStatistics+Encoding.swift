/// The rows, and the sums of precisions, coverage errors and losses.
extension LabelRankingStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    rows.write(to: &writer)
    precisions.write(to: &writer)
    coverages.write(to: &writer)
    losses.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    rows = try RowWeights(from: &reader)
    precisions = try MeanOfLosses(from: &reader)
    coverages = try MeanOfLosses(from: &reader)
    losses = try MeanOfLosses(from: &reader)
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
