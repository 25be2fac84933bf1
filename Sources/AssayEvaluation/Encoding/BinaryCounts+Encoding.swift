/// Whether they are sums of weights, the policy of undefined readings, and the four counts.
extension BinaryCounts: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.flag(isWeighted)
    writer.zeroDivision(zeroDivision)
    for count in [truePositives, falsePositives, falseNegatives, trueNegatives] {
      writer.number(count)
    }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    isWeighted = try reader.flag("whether counts are weighted")
    zeroDivision = try reader.zeroDivision()
    truePositives = try reader.binaryCount("true positives", isWeighted: isWeighted)
    falsePositives = try reader.binaryCount("false positives", isWeighted: isWeighted)
    falseNegatives = try reader.binaryCount("false negatives", isWeighted: isWeighted)
    trueNegatives = try reader.binaryCount("true negatives", isWeighted: isWeighted)
  }
}

extension EncodedReader {
  fileprivate mutating func binaryCount(
    _ field: String, isWeighted: Bool
  ) throws(EvaluationError) -> Double {
    let place = offset
    let value = try number(field)
    guard isWeighted || (0...Double(Self.largestCount)).contains(value) else {
      throw Self.invalid(place, field, "\(value)", "0 ... \(Self.largestCount)")
    }
    return value
  }
}

extension BinaryCounts: EncodableSummary {
  /// The counts as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .binaryCounts) }

  /// The counts that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .binaryCounts)
  }
}
