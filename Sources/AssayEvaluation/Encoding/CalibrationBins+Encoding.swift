internal import AssayCore

/// The meaning, the number of bins, whether rows carry weights, and each bin: its rows, outcomes and
/// sums.
extension CalibrationBins: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    switch meaning {
    case .positiveClass: writer.byte(0)
    case .topLabel: writer.byte(1)
    case .classwise: writer.byte(2)
    }
    writer.count(count)
    writer.flag(binned.isWeighted)
    for bin in binned.bins { bin.write(to: &writer) }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    let meaning: CalibrationMeaning
    switch try reader.byte() {
    case 0: meaning = .positiveClass
    case 1: meaning = .topLabel
    case 2: meaning = .classwise
    case let other: throw EncodedReader.invalid(place, "meaning", "\(other)", "0 ... 2")
    }
    let countPlace = reader.offset
    let count = try reader.length("bins", bytesEach: BinnedOutcomes.Bin.leastLength)
    guard (1...ProbabilityBins.mostBins).contains(count) else {
      throw EncodedReader.invalid(
        countPlace, "bins", "\(count)", "1 ... \(ProbabilityBins.mostBins)")
    }
    try self.init(meaning, count: count)
    binned.isWeighted = try reader.flag("whether rows carry weights")
    for index in binned.bins.indices {
      let place = reader.offset
      let bin = try BinnedOutcomes.Bin(from: &reader)
      guard binned.isWeighted || !bin.hasWeights else {
        throw EncodedReader.invalid(
          place, "weights of a bin", "some", "none, for nothing is weighted")
      }
      binned.bins[index] = bin
    }
  }
}

/// The rows without weights, those of them with the outcome, whether squares of weights are known,
/// the sum of probabilities, and the sums of weights.
extension BinnedOutcomes.Bin: EncodedPart {
  /// Two counts and a flag of a byte each, and four sums of two.
  static var leastLength: Int { 11 }

  fileprivate var hasWeights: Bool {
    !knowsSquares || [weights, outcomeWeights, squares].contains { $0 != ExactSum() }
  }

  func write(to writer: inout EncodedWriter) {
    writer.count(count)
    writer.count(outcomes)
    writer.flag(knowsSquares)
    for sum in [probabilities, weights, outcomeWeights, squares] { sum.write(to: &writer) }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    let place = reader.offset
    count = try reader.count("rows of a bin")
    outcomes = try reader.count("outcomes of a bin")
    guard outcomes <= count else {
      throw EncodedReader.invalid(place, "outcomes of a bin", "\(outcomes)", "at most \(count)")
    }
    knowsSquares = try reader.flag("whether squares of weights are known")
    probabilities = try ExactSum(from: &reader)
    weights = try ExactSum(from: &reader)
    outcomeWeights = try ExactSum(from: &reader)
    squares = try ExactSum(from: &reader)
  }
}

extension CalibrationBins: EncodableSummary {
  /// The bins as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .calibrationBins) }

  /// The bins that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .calibrationBins)
  }
}
