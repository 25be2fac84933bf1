/// Whether rows carry weights, the scores from the greatest down, and the positive and negative
/// rows at each.
///
/// A score is written as how far it lies below the one before, in steps of the finest grid of
/// Doubles that all of them share: a few bytes for scores that were Floats or lie close together.
extension ScoreCurve: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    let blocks = blocks
    writer.flag(isWeighted)
    writer.count(blocks.count)
    guard blocks.count > 0 else { return }
    let keys = blocks.scores.map(ScoreKey.key)
    var gaps: UInt64 = 0
    for index in 1..<max(1, keys.count) { gaps |= keys[index - 1] - keys[index] }
    let shift = keys.count == 1 ? 0 : UInt64(gaps.trailingZeroBitCount)
    writer.fixed(keys[0])
    writer.byte(UInt8(truncatingIfNeeded: shift))
    for index in 1..<max(1, keys.count) {
      writer.count((keys[index - 1] - keys[index]) >> shift)
    }
    writer.amounts(blocks.positives)
    writer.amounts(blocks.negatives)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let isWeighted = try reader.flag("whether rows carry weights")
    // A score takes a byte at least (the first nine), and so do its positives and negatives.
    let count = try reader.length("scores", bytesEach: 3)
    guard count > 0 else {
      self.init(blocks: ScoreBlocks(), isWeighted: isWeighted)
      return
    }
    let scores = try Self.scores(from: &reader, count: count)
    let place = reader.offset
    let positives = try reader.amounts("positives", count: count, isWeighted: isWeighted)
    let negatives = try reader.amounts("negatives", count: count, isWeighted: isWeighted)
    var blocks = ScoreBlocks()
    for index in 0..<count {
      guard isWeighted || positives[index] + negatives[index] > 0 else {
        throw EncodedReader.invalid(
          place, "positives and negatives", "none at score \(scores[index])", "a row at least")
      }
      blocks.append(scores[index], positives[index], negatives[index])
    }
    self.init(blocks: blocks, isWeighted: isWeighted)
  }

  private static func scores(
    from reader: inout EncodedReader, count: Int
  ) throws(EvaluationError) -> [Double] {
    let start = reader.offset
    var key = try reader.fixed()
    let shiftPlace = reader.offset
    let shift = UInt64(try reader.byte())
    guard shift < 64 else {
      throw EncodedReader.invalid(shiftPlace, "step of scores", "\(shift)", "below 64")
    }
    var scores: [Double] = []
    scores.reserveCapacity(count)
    var place = start
    while true {
      guard let score = ScoreKey.score(key) else {
        throw EncodedReader.invalid(
          place, "scores", "\(ScoreKey.number(key))", "a finite number")
      }
      scores.append(score)
      if scores.count == count { return scores }
      place = reader.offset
      let step = try reader.whole("scores", limit: UInt64.max >> shift)
      guard step > 0, step << shift <= key else {
        throw EncodedReader.invalid(
          place, "scores", step == 0 ? "\(score) a second time" : "below all numbers",
          "a number less than the one before")
      }
      key -= step << shift
    }
  }
}

extension ScoreCurve: EncodableSummary {
  /// The curve as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .scoreCurve) }

  /// The curve that was encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .scoreCurve)
  }
}
