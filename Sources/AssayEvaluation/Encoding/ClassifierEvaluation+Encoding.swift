/// The classes, the class most frequent in training if there was one, and the statistics.
extension ClassifierEvaluation: EncodedPart where Label: LosslessStringConvertible {
  func write(to writer: inout EncodedWriter) {
    writer.count(classes.count)
    for label in classes { writer.text(label.description) }
    writer.text(trainingMajority?.description)
    statistics.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let classes: [Label] = try reader.labels("classes")
    let trainingMajority: Label? = try reader.optionalLabel("majority in training")
    let place = reader.offset
    let statistics = try ClassifierStatistics(from: &reader)
    guard statistics.classCount == classes.count else {
      throw EncodedReader.invalid(
        place, "classes of the statistics", "\(statistics.classCount)", "\(classes.count)")
    }
    try self.init(statistics: statistics, classes: classes, trainingMajority: trainingMajority)
  }
}

extension ClassifierEvaluation: EncodableSummary where Label: LosslessStringConvertible {
  /// The evaluation as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .classifierEvaluation) }

  /// The evaluation that was encoded.
  ///
  /// Labels travel as their descriptions and are made anew from them.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``, also where a description is no label of this
  ///   type.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .classifierEvaluation)
  }
}
