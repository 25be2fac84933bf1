internal import AssayCore

/// The bytes of a file or of memory as they are, piece by piece, of which the first may be looked at
/// before it is taken: a pipe cannot be read twice.
struct BytePieces: ~Copyable {
  /// The size of a file, nil for a pipe and for memory.
  let fileSize: Int?
  private var reader: FileReader?
  private var first: [UInt8]

  /// Opens a file; the path `-` is standard input.
  init(contentsOf path: String) throws(ByteSource.Failure) {
    let reader: FileReader
    do throws(FileError) {
      reader = try FileReader(path)
    } catch {
      throw .file(error)
    }
    fileSize = reader.size
    self.reader = consume reader
    first = []
  }

  /// Gives bytes of memory, as one piece.
  init(_ bytes: [UInt8]) {
    fileSize = nil
    reader = nil
    first = bytes
  }

  /// The next piece, nil at the end.
  mutating func next() throws(ByteSource.Failure) -> [UInt8]? {
    if !first.isEmpty {
      defer { first = [] }
      return first
    }
    do throws(FileError) {
      return try reader?.next()
    } catch {
      throw .file(error)
    }
  }

  /// Whether the bytes begin with others; a pipe may give them one at a time.
  mutating func begin(with prefix: [UInt8]) throws(ByteSource.Failure) -> Bool {
    var beginning: [UInt8] = []
    while beginning.count < prefix.count, let piece = try next() {
      beginning = beginning.isEmpty ? piece : beginning + piece
    }
    first = beginning
    return first.starts(with: prefix)
  }
}
