internal import AssayCore

/// The bytes of a file or of memory, piece by piece, unpacked on the way if gzip packed them.
///
/// Readers take their bytes from here, those of archives apart, whose entries are packed singly. Packed
/// bytes are recognised by the first two, whatever the name of the file is, and unpacked in a build
/// with the trait `Gzip`, else refused.
struct ByteSource: ~Copyable {
  /// Why there are no more bytes.
  enum Failure: Error {
    case file(FileError)
    case gzip(GzipError)
  }

  static let gzipMark: [UInt8] = [0x1f, 0x8b]

  private var pieces: BytePieces
  #if Gzip
    private var unpacked: InflatedBytes?
  #endif

  /// Opens a file; the path `-` is standard input.
  init(contentsOf path: String) throws(Failure) {
    try self.init(
      try BytePieces(contentsOf: path), file: path == "-" ? "standard input" : path)
  }

  /// Takes bytes of memory.
  ///
  /// - Parameter file: what errors call them.
  init(_ bytes: [UInt8], file: String) throws(Failure) {
    try self.init(BytePieces(bytes), file: file)
  }

  private init(_ pieces: consuming BytePieces, file: String) throws(Failure) {
    let isPacked = try pieces.begin(with: ByteSource.gzipMark)
    #if Gzip
      unpacked = isPacked ? try InflatedBytes(.gzip, file: file) : nil
    #else
      if isPacked { throw .gzip(GzipError(file: file, offset: 0, reason: .notBuilt)) }
    #endif
    self.pieces = pieces
  }

  #if Gzip
    /// Unpacks bytes that were deflated without the frame of gzip, as the entries of archives are.
    init(deflated bytes: [UInt8], file: String) throws(Failure) {
      unpacked = try InflatedBytes(.bare, file: file)
      pieces = BytePieces(bytes)
    }
  #endif

  /// The next piece, nil at the end.
  ///
  /// Packed bytes are known to be right only then: their checksum follows them.
  mutating func next() throws(Failure) -> [UInt8]? {
    #if Gzip
      if unpacked != nil { return try unpacked?.next(from: &pieces) }
    #endif
    return try pieces.next()
  }

  /// All bytes; of packed ones, which can be a thousand times as many as the file has, no more than
  /// one piece beyond their due number.
  ///
  /// - Parameter length: the number of bytes that there should be, by the beginning: the first
  ///   32 KiB, or all if there are fewer.
  mutating func bytes(
    length: (_ beginning: [UInt8]) -> Int
  ) throws(Failure) -> [UInt8] {
    #if Gzip
      if unpacked != nil { return try unpackedBytes(length: length) }
    #endif
    guard var bytes = try next() else { return [] }
    if let size = pieces.fileSize { bytes.reserveCapacity(size) }
    while let piece = try next() { bytes += piece }
    return bytes
  }

  private mutating func unpackedBytes(
    length: (_ beginning: [UInt8]) -> Int
  ) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var limit: Int?
    while let piece = try next() {
      bytes += piece
      if limit == nil, bytes.count >= 1 << 15 { limit = length(bytes) }
      if let limit, bytes.count > limit { break }
    }
    return bytes
  }
}
