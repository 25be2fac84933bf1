/// The number of labels, the threshold, the policy of undefined readings, four cells a label, the
/// rows that are not and that are right in all labels, and the rows of each kind.
extension MultilabelStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(labelCount)
    writer.number(threshold)
    writer.zeroDivision(zeroDivision)
    cells.write(to: &writer)
    whole.write(to: &writer)
    writer.count(kinds.kinds.count)
    for kind in kinds.kinds {
      for count in [kind.hits, kind.wrong, kind.missed] { writer.count(Int(count)) }
    }
    kinds.cells.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let labelCount = Int(try reader.whole("labels", limit: UInt64(Int32.max)))
    let threshold = try reader.threshold()
    let zeroDivision = try reader.zeroDivision()
    // Before the statistics are made, which have four cells a label.
    let cells = try Cells(from: &reader, count: 4 * labelCount)
    self.init(labelCount: labelCount, threshold: threshold)
    self.zeroDivision = zeroDivision
    self.cells = cells
    whole = try Cells(from: &reader, count: 2)
    let place = reader.offset
    kinds = try Self.kinds(from: &reader, labelCount: labelCount)
    guard whole.isWeighted || kinds.cells.isWeighted || kinds.whole == whole.counts else {
      throw EncodedReader.invalid(
        place, "rows of the kinds", "\(kinds.whole) not right and right", "\(whole.counts)")
    }
  }

  /// Kinds of rows, each after the one before it, and with no more labels than there are.
  private static func kinds(
    from reader: inout EncodedReader, labelCount: Int
  ) throws(EvaluationError) -> RowKinds {
    let count = try reader.length("kinds of rows", bytesEach: 3)
    var kinds: [RowKinds.Kind] = []
    kinds.reserveCapacity(count)
    for _ in 0..<count {
      let place = reader.offset
      var kind = RowKinds.Kind()
      var left = UInt64(labelCount)
      for path in [\RowKinds.Kind.hits, \.wrong, \.missed] {
        let labels = try reader.whole("labels of a kind of rows", limit: left)
        kind[keyPath: path] = Int32(clamping: labels)
        left -= labels
      }
      if let last = kinds.last, last >= kind {
        throw EncodedReader.invalid(place, "kinds of rows", "out of order", "ascending kinds")
      }
      kinds.append(kind)
    }
    return RowKinds(kinds: kinds, cells: try Cells(from: &reader, count: count))
  }
}

extension RowKinds {
  /// The rows that are not, and that are, right in all labels, of counts without weights.
  ///
  /// More than any data has stays more.
  fileprivate var whole: [Int] {
    var rows = [0, 0]
    for (kind, count) in zip(kinds, cells.counts) {
      let isRight = kind.wrong == 0 && kind.missed == 0 ? 1 : 0
      rows[isRight] = min(rows[isRight] + count, Int(EncodedReader.largestCount) + 1)
    }
    return rows
  }
}

extension MultilabelStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .multilabelStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .multilabelStatistics)
  }
}
