/// The number of classes, the scores a row, whether all lie in 0 ... 1, and the rows at each place.
extension TruthRanks: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(classCount)
    writer.count(width)
    writer.flag(isWithinUnit)
    ranks.write(to: &writer)
    ranksAtZero.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let classCount = try reader.classCount()
    let place = reader.offset
    let width = Int(try reader.whole("scores a row", limit: UInt64(classCount)))
    guard width == 0 || width == classCount || (width == 1 && classCount == 2) else {
      throw EncodedReader.invalid(
        place, "scores a row", "\(width)", "0, \(classCount) or, of two classes, 1")
    }
    let isWithinUnit = try reader.flag("whether scores lie in 0 ... 1")
    // Before the ranks are made, which have a cell for each class.
    let ranks = try Cells(from: &reader, count: classCount)
    try self.init(classCount: classCount)
    self.width = width
    self.isWithinUnit = isWithinUnit
    self.ranks = ranks
    ranksAtZero = try Cells(from: &reader, count: 2)
  }
}

extension TruthRanks: EncodableSummary {
  /// The ranks as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .truthRanks) }

  /// The ranks that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .truthRanks)
  }
}
