/// The parameters, the rows, the sums of gains, and the rows with a negative and
/// without relevance.
extension GainStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(k ?? 0)
    writer.number(logBase)
    writer.flag(ignoresTies)
    rows.write(to: &writer)
    gains.write(to: &writer)
    normalized.write(to: &writer)
    writer.count(negatives)
    writer.count(irrelevant)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let k = Int(try reader.whole("k", limit: UInt64(Int64.max)))
    let place = reader.offset
    let logBase = try reader.number("base of the logarithm")
    guard logBase > 0, logBase != 1 else {
      throw EncodedReader.invalid(
        place, "base of the logarithm", "\(logBase)", "a finite number above 0, not 1")
    }
    try self.init(
      k: k == 0 ? nil : k, logBase: logBase,
      ignoresTies: try reader.flag("whether ties are ignored"))
    rows = try RowWeights(from: &reader)
    gains = try MeanOfLosses(from: &reader)
    normalized = try MeanOfLosses(from: &reader)
    let most = UInt64(rows.count)
    negatives = Int(try reader.whole("rows with a negative relevance", limit: most))
    irrelevant = Int(try reader.whole("rows without relevance", limit: most))
  }
}

extension GainStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .gainStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .gainStatistics)
  }
}
