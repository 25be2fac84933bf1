/// The classes, and the statistics by group.
extension GroupedEvaluation: EncodedPart
where Label: LosslessStringConvertible, Group: LosslessStringConvertible {
  func write(to writer: inout EncodedWriter) {
    writer.count(whole.classes.count)
    for label in whole.classes { writer.text(label.description) }
    statistics.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let classes: [Label] = try reader.labels("classes")
    let place = reader.offset
    let statistics = try GroupedStatistics<Group>(from: &reader)
    guard statistics.whole.classCount == classes.count else {
      throw EncodedReader.invalid(
        place, "classes of the statistics", "\(statistics.whole.classCount)", "\(classes.count)")
    }
    try self.init(statistics: statistics, classes: classes)
  }
}

extension GroupedEvaluation: EncodableSummary
where Label: LosslessStringConvertible, Group: LosslessStringConvertible {
  /// The evaluation as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .groupedEvaluation) }

  /// The evaluation that was encoded.
  ///
  /// Labels and groups travel as their descriptions and are made anew from them.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``, also where a description is no label or group of
  ///   these types.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .groupedEvaluation)
  }
}
