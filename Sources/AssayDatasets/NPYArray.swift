public import AssayCore
public import AssayTensors

/// An array of numbers as NumPy saves it (`numpy.save`, a file named `.npy`).
///
/// ```swift
/// let scores = try NPYArray(contentsOf: "scores.npy").doubles
/// try NPYArray(points.inputs, shape: [points.count, points.columns]).write(to: "X.npy")
/// ```
///
/// Read are versions 1, 2 and 3 of the format, integers of 8 to 64 bits, booleans, float32 and
/// float64, in either byte order and in C or Fortran order. Elements are held in C order, the last
/// dimension fastest. Python objects are refused, since restoring them runs code.
///
/// Written are float64, float32 and int64, little-endian, byte for byte as NumPy writes them.
public struct NPYArray: Hashable, Sendable {
  enum Elements: Hashable {
    case doubles([Double])
    case floats([Float])
    case integers([Int64])
    case unsigned([UInt64])
  }

  /// The extents of the dimensions; none for a single number.
  public let shape: [Int]
  /// The file, as the caller named it.
  public let file: String
  let elements: Elements

  /// Holds Doubles; the shape must have as many elements.
  public init(_ doubles: [Double], shape: [Int]) {
    self.init(.doubles(doubles), doubles.count, shape)
  }

  /// Holds Floats; the shape must have as many elements.
  public init(_ floats: [Float], shape: [Int]) {
    self.init(.floats(floats), floats.count, shape)
  }

  /// Holds whole numbers; the shape must have as many elements.
  public init(_ integers: [Int], shape: [Int]) {
    self.init(.integers(integers.map { Int64($0) }), integers.count, shape)
  }

  private init(_ elements: Elements, _ count: Int, _ shape: [Int]) {
    guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, *) == count else {
      fatalError("\(count) numbers do not fill the shape \(shape)")
    }
    self.shape = shape
    self.elements = elements
    file = "array"
  }

  /// Reads a file; the path `-` is standard input.
  ///
  /// - Throws: `NPYError` with the byte for all that is wrong with it.
  public init(contentsOf path: String) throws(NPYError) {
    try self.init(file: path) { () throws(ByteSource.Failure) in
      try ByteSource(contentsOf: path)
    }
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameter file: what errors call the bytes.
  /// - Throws: `NPYError` with the byte for all that is wrong with them.
  public init(bytes: [UInt8], file: String = "array") throws(NPYError) {
    try self.init(file: file) { () throws(ByteSource.Failure) in
      try ByteSource(bytes, file: file)
    }
  }

  private init(
    file: String, _ open: () throws(ByteSource.Failure) -> ByteSource
  ) throws(NPYError) {
    let bytes: [UInt8]
    do throws(ByteSource.Failure) {
      var source = try open()
      bytes = try source.bytes(length: NPYHeader.fileLength)
    } catch {
      throw NPYError(file: file, error)
    }
    try self.init(unpacked: bytes, file: file)
  }

  init(unpacked bytes: [UInt8], file: String) throws(NPYError) {
    let header = try NPYHeader(bytes, file: file)
    let (element, size) = try header.elements(file: file)
    let found = bytes.count - header.end
    guard size <= found else {
      throw NPYError(
        file: file, offset: bytes.count, reason: .truncated(expected: size, found: found))
    }
    guard size == found else {
      throw NPYError(
        file: file, offset: header.end + size, reason: .trailingBytes(found - size))
    }
    shape = header.shape
    self.file = file
    let inOrder = element.read(bytes[header.end...], count: size / element.bytes)
    elements = header.isFortranOrder ? inOrder.transposed(from: header.shape) : inOrder
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The elements as Doubles, the last dimension fastest; integers beyond 2⁵³ are rounded.
  public var doubles: [Double] { elements.doubles }

  /// The elements as whole numbers, booleans as 0 and 1.
  ///
  /// - Throws: `NPYError.Reason.notWhole` with the index of one that is not, or is beyond 64 bits.
  public func integers() throws(NPYError) -> [Int] {
    do throws(NotWhole) {
      return try elements.integers()
    } catch {
      throw NPYError(file: file, reason: .notWhole(index: error.index, value: error.value))
    }
  }

  /// The elements as a tensor of Floats of the same shape.
  ///
  /// - Throws: `NPYError` for more than seven dimensions or an extent beyond 2³¹ − 1.
  public func tensor() throws(NPYError) -> Tensor {
    guard shape.count <= Shape.maximumRank, shape.allSatisfy({ $0 <= Int(Int32.max) }) else {
      throw NPYError(
        file: file,
        reason: .wrongShape(shape, needed: "at most \(Shape.maximumRank) dimensions of a tensor"))
    }
    if case .floats(let floats) = elements { return Tensor(floats, shape: Shape(shape)) }
    return Tensor(doubles.map { Float($0) }, shape: Shape(shape))
  }

  /// The bytes of the file: float64, float32, or int64 for whole numbers.
  public var bytes: [UInt8] {
    switch elements {
    case .doubles(let elements):
      NPYHeader(type: "<f8", shape: shape).bytes + littleEndian(elements.map(\.bitPattern))
    case .floats(let elements):
      NPYHeader(type: "<f4", shape: shape).bytes + littleEndian(elements.map(\.bitPattern))
    case .integers(let elements):
      NPYHeader(type: "<i8", shape: shape).bytes + littleEndian(elements)
    case .unsigned(let elements):
      NPYHeader(type: "<u8", shape: shape).bytes + littleEndian(elements)
    }
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `FileError`; the old file is then as it was.
  public func write(to path: String) throws(FileError) {
    try AtomicFile.write(bytes, to: path)
  }

  private func littleEndian(_ words: [some FixedWidthInteger]) -> [UInt8] {
    words.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }
}
