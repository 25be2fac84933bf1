/// The loss and its parameter, the rows, and the sum of losses.
extension MeanLossStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    switch loss {
    case .squaredLog: writer.byte(0)
    case .pinball(let alpha):
      writer.byte(1)
      writer.number(alpha)
    case .tweedie(let power):
      writer.byte(2)
      writer.number(power)
    }
    rows.write(to: &writer)
    losses.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    let loss: Loss
    switch try reader.byte() {
    case 0: loss = .squaredLog
    case 1: loss = .pinball(alpha: try reader.number("alpha"))
    case 2: loss = .tweedie(power: try reader.number("power"))
    case let other: throw EncodedReader.invalid(place, "loss", "\(other)", "0 ... 2")
    }
    do {
      try self.init(loss)
    } catch {
      throw EncodedReader.invalid(place, "loss", "\(loss)", "a parameter in its range")
    }
    rows = try RowWeights(from: &reader)
    losses = try MeanOfLosses(from: &reader)
  }
}

extension MeanLossStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .meanLossStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .meanLossStatistics)
  }
}
