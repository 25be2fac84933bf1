/// The number of classes, the positive one's position, the threshold, the parts, the policy of
/// undefined readings, the outputs a row, the cells, the curves and the losses.
extension ClassifierStatistics: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(classCount)
    writer.count(positivePosition)
    writer.number(threshold)
    writer.byte(UInt8(truncatingIfNeeded: parts.intersection(.all).rawValue))
    writer.zeroDivision(zeroDivision)
    writer.count(width)
    cells.write(to: &writer)
    writer.count(curves.count)
    for curve in curves { curve.write(to: &writer) }
    losses.write(to: &writer)
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    let classCount = try reader.classCount()
    let positive = Int(try reader.whole("positive class", limit: UInt64(classCount - 1)))
    let threshold = try reader.threshold()
    let partsPlace = reader.offset
    let parts = Parts(rawValue: Int(try reader.byte()))
    guard Parts.all.isSuperset(of: parts) else {
      throw EncodedReader.invalid(
        partsPlace, "parts", "\(parts.rawValue)", "at most \(Parts.all.rawValue)")
    }
    let zeroDivision = try reader.zeroDivision()
    let widthPlace = reader.offset
    let width = Int(try reader.whole("outputs a row", limit: UInt64(classCount)))
    guard width == 0 || width == classCount || (width == 1 && classCount == 2) else {
      throw EncodedReader.invalid(widthPlace, "outputs a row", "\(width)", "\(classCount)")
    }
    // Before the statistics are made, which have a cell for each pair of classes.
    let cells = try Cells(from: &reader, classCount: classCount)
    try self.init(classCount: classCount, positive: positive, threshold: threshold, parts: parts)
    self.zeroDivision = zeroDivision
    self.width = width
    self.cells = cells
    try readScores(from: &reader)
  }

  private mutating func readScores(from reader: inout EncodedReader) throws(EvaluationError) {
    let place = reader.offset
    let count = try reader.length("curves", bytesEach: 2)
    guard count == 0 || (count == width && parts.contains(.curve)) else {
      throw EncodedReader.invalid(
        place, "curves", "\(count)", parts.contains(.curve) ? "0 or \(width)" : "0")
    }
    for _ in 0..<count { curves.append(try ScoreCurve(from: &reader)) }
    let lossesPlace = reader.offset
    losses = try ProbabilityLosses(from: &reader)
    guard losses.classCount == classCount else {
      throw EncodedReader.invalid(
        lossesPlace, "classes of the losses", "\(losses.classCount)", "\(classCount)")
    }
  }
}

extension ClassifierStatistics: EncodableSummary {
  /// The statistics as bytes.
  public var encoded: [UInt8] { EncodedForm.bytes(of: self, kind: .classifierStatistics) }

  /// The statistics that were encoded.
  ///
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  public init(decoding bytes: [UInt8]) throws(EvaluationError) {
    self = try EncodedForm.decode(bytes, as: Self.self, kind: .classifierStatistics)
  }
}
