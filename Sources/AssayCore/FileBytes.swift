#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of whole files.
public enum FileBytes {
  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - limit: the most bytes to accept; a larger file is refused, before memory is spent on it
  ///     where its size is known.
  /// - Throws: `FileError`; its code is `EFBIG` for a file above the limit.
  public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    var reader = try FileReader(path)
    let size = reader.size
    if let size, size > limit { throw FileError(path: path, step: .read, code: EFBIG) }
    var bytes: [UInt8] = []
    if let size { bytes.reserveCapacity(size) }
    while let piece = try reader.next() {
      guard piece.count <= limit - bytes.count else {
        throw FileError(path: path, step: .read, code: EFBIG)
      }
      bytes += piece
    }
    return bytes
  }
}
