/// Whether it is open, the policy of undefined readings, the positive class if one was given, how
/// many classes were given, all classes in order, and the cells.
extension ConfusionMatrix: EncodedPart where Label: LosslessStringConvertible {
  func write(to writer: inout EncodedWriter) {
    writer.flag(isOpen)
    writer.zeroDivision(zeroDivision)
    writer.text(givenPositive?.description)
    writer.count(index.givenCount)
    writer.count(classes.count)
    for label in classes { writer.text(label.description) }
    storage.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let isOpen = try reader.flag("whether the matrix is open")
    let zeroDivision = try reader.zeroDivision()
    let positivePlace = reader.offset
    let positive: Label? = try reader.optionalLabel("positive class")
    let givenPlace = reader.offset
    let givenCount = try reader.whole("classes given", limit: UInt64(Int32.max))
    let classes: [Label] = try reader.labels("classes")
    guard givenCount <= UInt64(classes.count) else {
      throw EncodedReader.invalid(
        givenPlace, "classes given", "\(givenCount)", "at most \(classes.count)")
    }
    var index = try ClassIndex(given: Array(classes.prefix(Int(givenCount))))
    for label in classes.dropFirst(Int(givenCount)) { _ = index.insert(label) }
    if !isOpen, let positive, index.position(of: positive) == nil {
      throw EncodedReader.invalid(
        positivePlace, "positive class", "\(positive)",
        "one of \(EvaluationError.list(index.names))")
    }
    let cells = try Cells(from: &reader, classCount: classes.count)
    // The classes found are in their natural order, unless the type's order has changed since.
    let moved = index.settle()
    self.init(
      index: index,
      storage: cells.spread(over: cells.count) { cell in
        moved[cell / moved.count] * moved.count + moved[cell % moved.count]
      },
      positive: positive, zeroDivision: zeroDivision, isOpen: isOpen)
  }
}

extension ConfusionMatrix: EncodableSummary where Label: LosslessStringConvertible {
  /// The matrix as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .confusionMatrix) }

  /// The matrix that was encoded.
  ///
  /// Labels travel as their descriptions and are made anew from them.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``, also where a description is no label of this
  ///   type.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .confusionMatrix)
  }
}

extension EncodedReader {
  /// A label from its description.
  private mutating func label<Label: LosslessStringConvertible>(
    _ field: String
  ) throws(EvaluationError) -> Label {
    let place = offset
    let text = try text(field)
    guard let label = Label(text) else {
      throw Self.invalid(place, field, "\"\(text)\"", "the description of a \(Label.self)")
    }
    return label
  }

  /// A label that may be missing.
  mutating func optionalLabel<Label: LosslessStringConvertible>(
    _ field: String
  ) throws(EvaluationError) -> Label? {
    try flag(field) ? try label(field) : nil
  }

  /// Labels, each once.
  mutating func labels<Label: LosslessStringConvertible & Hashable>(
    _ field: String
  ) throws(EvaluationError) -> [Label] {
    let count = try length(field, bytesEach: 1)
    var labels: [Label] = []
    var seen: Set<Label> = []
    for _ in 0..<count {
      let place = offset
      let label: Label = try label(field)
      guard seen.insert(label).inserted else {
        throw Self.invalid(place, field, "\(label) a second time", "every class once")
      }
      labels.append(label)
    }
    return labels
  }
}
