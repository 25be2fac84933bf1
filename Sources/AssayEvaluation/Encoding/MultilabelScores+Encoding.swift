/// The number of labels, whether rows are ranked, the curve of each label, and the sums over rows.
extension MultilabelScores: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(labelCount)
    writer.flag(readsRows)
    for curve in curves { curve.write(to: &writer) }
    rows.write(to: &writer)
    rowAreas.write(to: &writer)
    rowPrecisions.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    // A curve takes two bytes at least.
    let labelCount = try reader.length("labels", bytesEach: 2)
    self.init(labelCount: labelCount, readsRows: try reader.flag("whether rows are ranked"))
    for label in curves.indices { curves[label] = try ScoreCurve(from: &reader) }
    rows = try RowWeights(from: &reader)
    let place = reader.offset
    rowAreas = try MeanOfLosses(from: &reader)
    rowPrecisions = try MeanOfLosses(from: &reader)
    guard readsRows || (rowAreas == MeanOfLosses() && rowPrecisions == MeanOfLosses()) else {
      throw EncodedReader.invalid(
        place, "sums over rows that are not ranked", "some", "zero")
    }
  }
}

extension MultilabelScores: EncodableSummary {
  /// The scores as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .multilabelScores) }

  /// The scores that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .multilabelScores)
  }
}
