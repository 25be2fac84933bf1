public import AssayCore

/// An array of numbers in the IDX format, that of the MNIST files (`train-images-idx3-ubyte`).
///
/// ```swift
/// let images = try IDXArray(contentsOf: "train-images-idx3-ubyte")
/// images.shape                // [60000, 28, 28]
/// ```
///
/// The file begins with two zero bytes, the type of the elements, the number of dimensions and the
/// extent of each (32 bits); then come the elements, the last dimension fastest. All is big-endian.
/// Types are unsigned (0x08) and signed bytes (0x09), Int16 (0x0B), Int32 (0x0C), Float (0x0D) and
/// Double (0x0E). Elements stay as they are in the file until they are asked for.
///
/// Files packed by gzip are refused; unpack them first: `gunzip train-images-idx3-ubyte.gz`.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits*.
public struct IDXArray: Hashable, Sendable {
  /// The extents of the dimensions; none for a single number.
  public let shape: [Int]
  /// The file, as the caller named it.
  public let file: String
  let bytes: [UInt8]
  private let start: Int
  private let element: NPYElement

  /// Reads a file; the path `-` is standard input.
  ///
  /// - Throws: `IDXError` with the byte for all that is wrong with it.
  public init(contentsOf path: String) throws(IDXError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path)
    } catch {
      throw IDXError(file: path, reason: .unreadable(error))
    }
    try self.init(bytes: bytes, file: path)
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameter file: what errors call the bytes.
  /// - Throws: `IDXError` with the byte for all that is wrong with them.
  public init(bytes: [UInt8], file: String = "array") throws(IDXError) {
    func need(_ count: Int) throws(IDXError) {
      guard bytes.count >= count else {
        throw IDXError(
          file: file, offset: bytes.count,
          reason: .truncated(expected: count, found: bytes.count))
      }
    }
    guard !bytes.starts(with: [0x1f, 0x8b]) else {
      throw IDXError(file: file, offset: 0, reason: .compressed)
    }
    try need(4)
    guard bytes[0] == 0, bytes[1] == 0 else {
      throw IDXError(file: file, offset: 0, reason: .notIDX)
    }
    guard let type = IDXArray.types[bytes[2]], let element = NPYElement(type: type) else {
      throw IDXError(file: file, offset: 2, reason: .unknownType(Int(bytes[2])))
    }
    let start = 4 + 4 * Int(bytes[3])
    try need(start)
    let shape = stride(from: 4, to: start, by: 4).map { offset in
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
    let found = bytes.count - start
    guard size <= found else {
      throw IDXError(
        file: file, offset: bytes.count, reason: .truncated(expected: size, found: found))
    }
    guard size == found else {
      throw IDXError(
        file: file, offset: start + size, reason: .trailingBytes(found - size))
    }
    self.shape = shape
    self.file = file
    self.bytes = bytes
    self.start = start
    self.element = element
  }

  /// The types of elements, as NumPy spells them.
  private static let types: [UInt8: String] = [
    0x08: ">u1", 0x09: ">i1", 0x0b: ">i2", 0x0c: ">i4", 0x0d: ">f4", 0x0e: ">f8",
  ]

  /// The number of elements.
  public var count: Int { (bytes.count - start) / element.bytes }

  /// The elements as Doubles, the last dimension fastest.
  public var doubles: [Double] { elements.doubles }

  /// The elements as whole numbers.
  ///
  /// - Throws: `IDXError.Reason.notWhole` with the index of one that is not.
  public func integers() throws(IDXError) -> [Int] {
    do throws(NotWhole) {
      return try elements.integers()
    } catch {
      throw IDXError(
        file: file, offset: start + error.index * element.bytes,
        reason: .notWhole(index: error.index, value: error.value))
    }
  }

  /// The elements if they are unsigned bytes, as pixels are; else nil.
  var pixels: ArraySlice<UInt8>? { bytes[2] == 0x08 ? bytes[start...] : nil }

  private var elements: NPYArray.Elements { element.read(bytes[start...], count: count) }
}
