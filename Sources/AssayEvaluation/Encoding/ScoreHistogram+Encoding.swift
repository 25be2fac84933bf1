/// The scale (0, or 1 and both ends of a range), the number of bins, and the negative and the
/// positive rows of each.
extension ScoreHistogram: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    switch scale {
    case .probabilities: writer.byte(0)
    case .uniform(let range):
      writer.byte(1)
      writer.number(range.lowerBound)
      writer.number(range.upperBound)
    }
    writer.count(binCount)
    for cell in cells { writer.count(cell) }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    let scale: ScoreScale
    switch try reader.byte() {
    case 0: scale = .probabilities
    case 1:
      let lower = try reader.number("scale")
      let upper = try reader.number("scale")
      guard lower < upper else {
        throw EncodedReader.invalid(place, "scale", "\(lower) ... \(upper)", "a range")
      }
      scale = .uniform(lower...upper)
    case let other: throw EncodedReader.invalid(place, "scale", "\(other)", "0 or 1")
    }
    let countPlace = reader.offset
    let binCount = try reader.length("bins", bytesEach: 2)
    do {
      try self.init(scale: scale, binCount: binCount)
    } catch {
      throw EncodedReader.invalid(
        countPlace, "bins", "\(binCount) of \(scale)", "bins as a histogram may have")
    }
    var total = 0
    for cell in cells.indices {
      let cellPlace = reader.offset
      cells[cell] = try reader.count("rows of a bin")
      total += cells[cell]
      guard total <= EncodedReader.largestCount else {
        throw EncodedReader.invalid(
          cellPlace, "rows of a bin", "\(total) in all", "at most \(EncodedReader.largestCount)")
      }
    }
  }
}

extension ScoreHistogram: EncodableSummary {
  /// The histogram as bytes: two or more a bin.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .scoreHistogram) }

  /// The histogram that was encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .scoreHistogram)
  }
}
