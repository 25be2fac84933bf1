internal import AssayCore

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
/// Files packed by gzip, as the MNIST files come, are read in a build with the package trait `Gzip`.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits*.
public struct IDXArray: Hashable, Sendable {
  /// The file, as the caller named it.
  public let file: String
  let bytes: [UInt8]
  private let header: IDXHeader

  /// The extents of the dimensions; none for a single number.
  public var shape: [Int] { header.shape }

  /// Reads a file; the path `-` is standard input.
  ///
  /// - Throws: `IDXError` with the byte for all that is wrong with it.
  public init(contentsOf path: String) throws(IDXError) {
    try self.init(file: path) { () throws(ByteSource.Failure) in
      try ByteSource(contentsOf: path)
    }
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameter file: what errors call the bytes.
  /// - Throws: `IDXError` with the byte for all that is wrong with them.
  public init(bytes: [UInt8], file: String = "array") throws(IDXError) {
    try self.init(file: file) { () throws(ByteSource.Failure) in
      try ByteSource(bytes, file: file)
    }
  }

  private init(
    file: String, _ open: () throws(ByteSource.Failure) -> ByteSource
  ) throws(IDXError) {
    let bytes: [UInt8]
    do throws(ByteSource.Failure) {
      var source = try open()
      bytes = try source.bytes(length: IDXHeader.fileLength)
    } catch {
      throw IDXError(file: file, error)
    }
    try self.init(unpacked: bytes, file: file)
  }

  private init(unpacked bytes: [UInt8], file: String) throws(IDXError) {
    let header = try IDXHeader(bytes, file: file)
    let found = bytes.count - header.end
    guard header.size <= found else {
      throw IDXError(
        file: file, offset: bytes.count, reason: .truncated(expected: header.size, found: found))
    }
    guard header.size == found else {
      throw IDXError(
        file: file, offset: header.end + header.size, reason: .trailingBytes(found - header.size))
    }
    self.file = file
    self.bytes = bytes
    self.header = header
  }

  /// The number of elements.
  public var count: Int { header.size / header.element.bytes }

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
        file: file, offset: header.end + error.index * header.element.bytes,
        reason: .notWhole(index: error.index, value: error.value))
    }
  }

  /// The elements if they are unsigned bytes, as pixels are; else nil.
  var pixels: ArraySlice<UInt8>? { bytes[2] == 0x08 ? bytes[header.end...] : nil }

  private var elements: NPYArray.Elements {
    header.element.read(bytes[header.end...], count: count)
  }
}
