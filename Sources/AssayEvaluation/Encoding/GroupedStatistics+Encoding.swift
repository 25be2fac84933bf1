/// The statistics of all rows, the groups in order, and the statistics of each.
///
/// Those of all rows are not left out, though they are the groups' together: sums of weights that
/// were added in another order differ in their last digits.
extension GroupedStatistics: EncodedPart where Group: LosslessStringConvertible {
  func write(to writer: inout EncodedWriter) {
    whole.write(to: &writer)
    writer.count(groups.count)
    for group in groups { writer.text(group.description) }
    for part in parts { part.write(to: &writer) }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let wholePlace = reader.offset
    let whole = try ClassifierStatistics(from: &reader)
    let groupsPlace = reader.offset
    let groups: [Group] = try reader.labels("groups")
    do { try KnownLabels.check(finite: groups, "groups") } catch {
      throw EncodedReader.invalid(groupsPlace, "groups", "NaN or infinite", "finite numbers")
    }
    try self.init(
      classCount: whole.classCount, positive: whole.positivePosition, threshold: whole.threshold,
      parts: whole.parts)
    guard whole.zeroDivision == empty.zeroDivision else {
      throw EncodedReader.invalid(wholePlace, "zero division", "\(whole.zeroDivision)", "standard")
    }
    var index = ClassIndex<Group>()
    var together = empty
    var parts: [ClassifierStatistics] = []
    for group in groups {
      let place = reader.offset
      parts.append(try ClassifierStatistics(from: &reader))
      try Self.add(parts[parts.count - 1], to: &together, at: place)
      _ = index.insert(group)
    }
    guard Self.isSum(together, whole) else {
      throw EncodedReader.invalid(
        wholePlace, "statistics of all rows", "others", "those of all groups together")
    }
    // The groups are in their natural order, unless the type's order has changed since.
    adopt(index, whole: whole, parts: parts)
  }

  private static func add(
    _ part: ClassifierStatistics, to together: inout ClassifierStatistics, at place: Int
  ) throws(EvaluationError) {
    let isSameKind = part.zeroDivision == together.zeroDivision
    do {
      try together.merge(part)
    } catch {
      throw EncodedReader.invalid(place, "a group", "statistics of another problem", "\(error)")
    }
    let most = together.cells.isWeighted ? 0 : together.cells.values.max() ?? 0
    let count = max(most, Double(together.losses.count))
    guard isSameKind, count <= Double(EncodedReader.largestCount) else {
      throw EncodedReader.invalid(
        place, "a group", isSameKind ? "\(count) rows in all" : "\(part.zeroDivision)",
        isSameKind ? "at most \(EncodedReader.largestCount)" : "\(together.zeroDivision)")
    }
  }

  /// Whether statistics are those of all rows; weighted scores need only be the same scores.
  private static func isSum(_ one: ClassifierStatistics, _ other: ClassifierStatistics) -> Bool {
    one.cells == other.cells && one.losses == other.losses && one.width == other.width
      && one.curves.count == other.curves.count
      && zip(one.curves, other.curves).allSatisfy { one, other in
        one.isWeighted == other.isWeighted
          && (one.isWeighted ? one.blocks.scores == other.blocks.scores : one == other)
      }
  }
}

extension GroupedStatistics: EncodableSummary where Group: LosslessStringConvertible {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .groupedStatistics) }

  /// The statistics that were encoded.
  ///
  /// Groups travel as their descriptions and are made anew from them.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``, also where a description is no group of this
  ///   type.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .groupedStatistics)
  }
}
