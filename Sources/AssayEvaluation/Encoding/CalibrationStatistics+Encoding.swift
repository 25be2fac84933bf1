/// The number of classes, the bins of the answers, and those of each class.
extension CalibrationStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(classCount)
    topLabel.write(to: &writer)
    for bins in perClass { bins.write(to: &writer) }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    // Bins take a meaning, a number and a flag, and are one at least.
    let classCount = try reader.length("classes", bytesEach: 3 + BinnedOutcomes.Bin.leastLength)
    guard classCount >= 2 else {
      throw EncodedReader.invalid(place, "classes", "\(classCount)", "at least 2")
    }
    let topPlace = reader.offset
    let topLabel = try CalibrationBins(from: &reader)
    guard topLabel.meaning == .topLabel else {
      throw EncodedReader.invalid(
        topPlace, "bins of answers", "\(topLabel.meaning)", "\(CalibrationMeaning.topLabel)")
    }
    var perClass: [CalibrationBins] = []
    for _ in 0..<classCount {
      let place = reader.offset
      let bins = try CalibrationBins(from: &reader)
      guard bins.count == topLabel.count, bins.meaning == .positiveClass else {
        throw EncodedReader.invalid(
          place, "bins of a class", "\(bins.count), \(bins.meaning)",
          "\(topLabel.count), \(CalibrationMeaning.positiveClass)")
      }
      perClass.append(bins)
    }
    try self.init(classCount: classCount, bins: topLabel.count)
    self.topLabel = topLabel
    self.perClass = perClass
  }
}

extension CalibrationStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .calibrationStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .calibrationStatistics)
  }
}
