/// The beginning of an IDX file: the elements' type and the shape.
struct IDXHeader: Hashable {
  let element: NPYElement
  let shape: [Int]
  /// The position of the first element.
  let end: Int
  /// The bytes of all elements.
  let size: Int

  /// Reads the header of a file's bytes.
  init(_ bytes: [UInt8], file: String) throws(IDXError) {
    func need(_ count: Int) throws(IDXError) {
      guard bytes.count >= count else {
        throw IDXError(
          file: file, offset: bytes.count,
          reason: .truncated(expected: count, found: bytes.count))
      }
    }
    try need(4)
    guard bytes[0] == 0, bytes[1] == 0 else {
      throw IDXError(file: file, offset: 0, reason: .notIDX)
    }
    guard let type = IDXHeader.types[bytes[2]], let element = NPYElement(type: type) else {
      throw IDXError(file: file, offset: 2, reason: .unknownType(Int(bytes[2])))
    }
    let end = 4 + 4 * Int(bytes[3])
    try need(end)
    let shape = stride(from: 4, to: end, by: 4).map { offset in
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var size = element.bytes
    for extent in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard !overflow else {
        throw IDXError(file: file, offset: 4, reason: .shapeTooLarge(shape))
      }
      size = product
    }
    self.element = element
    self.shape = shape
    self.end = end
    self.size = size
  }

  /// How long a file must be, by the header it begins with; 0 for one that is not read.
  static func fileLength(_ beginning: [UInt8]) -> Int {
    guard let header = try? IDXHeader(beginning, file: "") else { return 0 }
    return header.end.addingReportingOverflow(header.size).partialValue
  }

  /// The types of elements, as NumPy spells them.
  private static let types: [UInt8: String] = [
    0x08: ">u1", 0x09: ">i1", 0x0b: ">i2", 0x0c: ">i4", 0x0d: ">f4", 0x0e: ">f8",
  ]
}
