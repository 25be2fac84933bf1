/// Thresholds, the policy of empty images, the counts of images, and the sums over them.
extension ImageMaskStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.number(threshold)
    writer.flag(truthThreshold != nil)
    if let truthThreshold { writer.number(truthThreshold) }
    switch emptyImage {
    case .perfect: writer.byte(0)
    case .zero: writer.byte(1)
    case .skipped: writer.byte(2)
    }
    for count in [imageCount, emptyImageCount, thresholdedTruthCount] { writer.count(count) }
    hardRows.write(to: &writer)
    dices.write(to: &writer)
    unions.write(to: &writer)
    softRows.write(to: &writer)
    softDices.write(to: &writer)
    softUnions.write(to: &writer)
    squaredDices.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let threshold = try reader.number("threshold")
    let truthThreshold =
      try reader.flag("whether the truth has a threshold")
      ? try reader.number("threshold of the truth") : nil
    let place = reader.offset
    let emptyImage: EmptyImage
    switch try reader.byte() {
    case 0: emptyImage = .perfect
    case 1: emptyImage = .zero
    case 2: emptyImage = .skipped
    case let other: throw EncodedReader.invalid(place, "empty images", "\(other)", "0 ... 2")
    }
    try self.init(
      threshold: threshold, truthThreshold: truthThreshold, emptyImage: emptyImage)
    imageCount = try reader.count("images")
    emptyImageCount = Int(try reader.whole("empty images", limit: UInt64(imageCount)))
    // Without a threshold such a truth is an error.
    thresholdedTruthCount = Int(
      try reader.whole(
        "pixels with a truth of their own",
        limit: truthThreshold == nil ? 0 : EncodedReader.largestCount))
    let skipped = emptyImage == .skipped
    let marked = imageCount - (skipped ? emptyImageCount : 0)
    hardRows = try Self.images(from: &reader, in: marked...marked)
    dices = try MeanOfLosses(from: &reader)
    unions = try MeanOfLosses(from: &reader)
    softRows = try Self.images(from: &reader, in: (skipped ? 0 : imageCount)...imageCount)
    softDices = try MeanOfLosses(from: &reader)
    softUnions = try MeanOfLosses(from: &reader)
    squaredDices = try MeanOfLosses(from: &reader)
  }

  /// The images that count in a mean, so many and without weights.
  private static func images(
    from reader: inout EncodedReader, in range: ClosedRange<Int>
  ) throws(EvaluationError) -> RowWeights {
    let place = reader.offset
    let rows = try RowWeights(from: &reader)
    guard range.contains(rows.count), !rows.isWeighted else {
      throw EncodedReader.invalid(
        place, "images that count", "\(rows.count)\(rows.isWeighted ? " with weights" : "")",
        "\(range) without weights")
    }
    return rows
  }
}

extension ImageMaskStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .imageMaskStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .imageMaskStatistics)
  }
}
