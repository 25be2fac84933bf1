/// Whether rows carry weights, and the rows in ascending order: truth, prediction and, if so,
/// weight.
extension RegressionValues: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.flag(isWeighted)
    writer.count(count)
    for row in sortedRows {
      for value in isWeighted ? row[...] : row[..<2] { writer.number(value) }
    }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    isWeighted = try reader.flag("whether rows carry weights")
    let count = try reader.length("rows", bytesEach: isWeighted ? 24 : 16)
    var last: [Double] = []
    for _ in 0..<count {
      let place = reader.offset
      var row = [try reader.number("truth"), try reader.number("prediction")]
      row.append(isWeighted ? try reader.number("weight") : 1)
      guard !row.lexicographicallyPrecedes(last) else {
        throw EncodedReader.invalid(place, "rows", "\(row) after \(last)", "ascending rows")
      }
      truth.append(row[0])
      predictions.append(row[1])
      weights.append(row[2])
      last = row
    }
  }
}

extension RegressionValues: EncodableSummary {
  /// The rows as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .regressionValues) }

  /// The rows that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .regressionValues)
  }
}
