internal import AssayCore

/// The number of cells, whether they are sums of weights, and each cell: a count or a sum.
extension Cells: EncodedPart {
  func write(to writer: inout EncodedWriter) {
    writer.count(count)
    writer.flag(isWeighted)
    if isWeighted {
      for sum in sums { sum.write(to: &writer) }
    } else {
      for count in counts { writer.count(count) }
    }
  }

  init(from reader: inout EncodedReader) throws(EvaluationError) {
    // A count takes a byte at least, a sum two.
    let count = try reader.length("cells", bytesEach: 1)
    let place = reader.offset
    if try reader.flag("whether cells are weighted") {
      guard count > 0 else {
        throw EncodedReader.invalid(
          place, "whether cells are weighted", "1", "0 without cells")
      }
      try reader.need(of: UInt64(count), bytesEach: 2)
      var sums: [ExactSum] = []
      for _ in 0..<count { sums.append(try ExactSum(from: &reader)) }
      self.init(sums: sums)
    } else {
      try reader.need(of: UInt64(count), bytesEach: 1)
      var counts: [Int] = []
      counts.reserveCapacity(count)
      for _ in 0..<count { counts.append(try reader.count("cells")) }
      self.init(counts: counts)
    }
  }

  /// Cells of which there must be just so many.
  init(from reader: inout EncodedReader, count expected: Int) throws(EvaluationError) {
    let place = reader.offset
    try self.init(from: &reader)
    guard count == expected else {
      throw EncodedReader.invalid(place, "cells", "\(count)", "\(expected)")
    }
  }

  /// Cells for each pair of classes.
  init(from reader: inout EncodedReader, classCount: Int) throws(EvaluationError) {
    let (expected, overflows) = classCount.multipliedReportingOverflow(by: classCount)
    guard !overflows else {
      throw EncodedReader.invalid(reader.offset, "classes", "\(classCount)", "far fewer")
    }
    try self.init(from: &reader, count: expected)
  }
}

extension EncodedWriter {
  mutating func zeroDivision(_ policy: ZeroDivision) {
    switch policy {
    case .standard: byte(0)
    case .zero: byte(1)
    case .one: byte(2)
    case .nan: byte(3)
    }
  }
}

extension EncodedReader {
  mutating func zeroDivision() throws(EvaluationError) -> ZeroDivision {
    let place = offset
    switch try byte() {
    case 0: return .standard
    case 1: return .zero
    case 2: return .one
    case 3: return .nan
    case let other: throw Self.invalid(place, "zero division", "\(other)", "0 ... 3")
    }
  }
}
