internal import AssayCore

/// A byte of flags (1 below zero, 2 NaN, 4 infinity, 8 infinity below zero), the number of words,
/// and where there are words the place of the first and four bytes each.
extension ExactSum: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    let digits = digits
    writer.byte(
      (digits.isNegative ? 1 : 0) | (digits.hasNaN ? 2 : 0)
        | (digits.hasPositiveInfinity ? 4 : 0) | (digits.hasNegativeInfinity ? 8 : 0))
    writer.count(digits.words.count)
    guard !digits.words.isEmpty else { return }
    writer.count(digits.lowest)
    for word in digits.words {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        writer.byte(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    let flags = try reader.byte()
    var digits = Digits()
    digits.isNegative = flags & 1 != 0
    digits.hasNaN = flags & 2 != 0
    digits.hasPositiveInfinity = flags & 4 != 0
    digits.hasNegativeInfinity = flags & 8 != 0
    let count = try reader.length("words of a sum", bytesEach: 4)
    if count > 0 { digits.lowest = Int(try reader.whole("place of a sum", limit: 127)) }
    guard flags < 16, count <= ExactSum.places else {
      throw EncodedReader.invalid(
        place, "sum", "flags \(flags), \(count) words", "flags below 16, at most \(Self.places)")
    }
    for _ in 0..<count {
      var word: UInt32 = 0
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        word |= UInt32(try reader.byte()) << shift
      }
      digits.words.append(word)
    }
    guard let sum = ExactSum(digits: digits) else {
      throw EncodedReader.invalid(
        place, "sum", "\(count) words at \(digits.lowest)", "the shortest form of a number")
    }
    self = sum
  }
}

/// The sums of terms and of their squares.
extension MeanOfLosses: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    sum.write(to: &writer)
    squares.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    sum = try ExactSum(from: &reader)
    squares = try ExactSum(from: &reader)
  }
}

/// The count, whether rows carry weights, and then the sums of weights and of their squares.
extension RowWeights: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(count)
    writer.flag(isWeighted)
    guard isWeighted else { return }
    sum.write(to: &writer)
    squares.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    self.init()
    count = try reader.count("count")
    isWeighted = try reader.flag("whether rows carry weights")
    guard isWeighted else { return }
    sum = try ExactSum(from: &reader)
    squares = try ExactSum(from: &reader)
  }
}

/// The sums of weights and of their squares.
extension EffectiveCount: EncodedPart, EncodableSummary {
  func write(to writer: inout EncodedWriter) {
    sum.write(to: &writer)
    squareSum.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let sum = try ExactSum(from: &reader)
    self.init(sum: sum, squareSum: try ExactSum(from: &reader))
  }

  /// The sums as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .effectiveCount) }

  /// The count that was encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .effectiveCount)
  }
}
