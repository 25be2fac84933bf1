#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file, read piece by piece; the path `-` is standard input.
///
/// ```swift
/// var reader = try FileReader("data.csv")
/// while let piece = try reader.next() { … }
/// ```
public struct FileReader: ~Copyable {
  /// The file, as the caller named it.
  public let path: String
  private let descriptor: Int32
  private let pieceSize: Int

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - pieceSize: the most bytes that ``next()`` returns at once.
  /// - Throws: `FileError` if the file does not exist or may not be read.
  public init(_ path: String, pieceSize: Int = 1 << 18) throws(FileError) {
    descriptor = try FileReader.open(path)
    self.path = path
    self.pieceSize = max(pieceSize, 1)
  }

  deinit {
    if descriptor > STDERR_FILENO { _ = close(descriptor) }
  }

  /// The size of the file in bytes, or nil for a pipe and other things without one.
  public var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads at most the given buffer's length: how many bytes came, 0 at the end.
  ///
  /// - Throws: `FileError` with the system's reason.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, start, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, start, buffer.count)
      #elseif canImport(Darwin)
        let count = Darwin.read(descriptor, start, buffer.count)
      #endif
      if count >= 0 { return count }
      guard lastError() == EINTR else {
        throw FileError(path: path, step: .read, code: lastError())
      }
    }
  }

  /// The next piece of the file, nil at the end.
  ///
  /// - Throws: `FileError` with the system's reason.
  public mutating func next() throws(FileError) -> [UInt8]? {
    var failure: FileError?
    let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
      do throws(FileError) {
        count = try read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece.isEmpty ? nil : piece
  }

  private static func open(_ path: String) throws(FileError) -> Int32 {
    if path == "-" { return STDIN_FILENO }
    guard !path.utf8.contains(0) else { throw FileError(path: path, step: .open, code: EINVAL) }
    let descriptor = openFile(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, step: .open, code: lastError()) }
    return descriptor
  }
}
