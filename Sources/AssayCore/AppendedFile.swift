#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that grows record by record, and can be read while it does.
///
/// A record is written in one piece and handed to the system at once, so that it outlives the process;
/// one that could not be written whole is taken back, and the file ends with the record before it.
///
/// ```swift
/// let log = try AppendedFile("log.csv")
/// try log.append(Array("1,0.69\n".utf8))
/// ```
public final class AppendedFile: Sendable {
  /// The file, as the caller named it.
  public let path: String
  private let descriptor: Int32
  private let calls: FileCalls

  /// Opens a file to append to, creating it where there is none.
  ///
  /// - Parameters:
  ///   - kept: how many bytes of an existing file stay; nil for all of them.
  ///   - isNew: whether there must be no such file yet; else the error's code is `EEXIST`.
  /// - Throws: `FileError` if no file can be created there.
  public convenience init(
    _ path: String, keeping kept: Int? = nil, isNew: Bool = false
  ) throws(FileError) {
    try self.init(path, keeping: kept, isNew: isNew, calls: .system)
  }

  init(_ path: String, keeping kept: Int?, isNew: Bool, calls: FileCalls) throws(FileError) {
    self.path = path
    self.calls = calls
    guard !path.utf8.contains(0) else { throw FileError(path: path, step: .create, code: EINVAL) }
    descriptor = openFile(
      path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (isNew ? O_EXCL : 0))
    guard descriptor >= 0 else { throw FileError(path: path, step: .create, code: lastError()) }
    // What is no regular file, such as a pipe, has nothing to cut off.
    if let kept, size != nil, ftruncate(descriptor, off_t(kept)) != 0 {
      throw FileError(path: path, step: .create, code: lastError())
    }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
  }

  /// Adds a record to the end.
  ///
  /// - Throws: `FileError` with the system's reason, for example a full disk.
  public func append(_ record: [UInt8]) throws(FileError) {
    let size = size
    let code = record.withUnsafeBytes { bytes -> Int32 in
      var rest = bytes
      while !rest.isEmpty {
        let taken = calls.write(descriptor, rest)
        if taken >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(taken))
        } else if lastError() != EINTR {
          return lastError()
        }
      }
      return 0
    }
    guard code != 0 else { return }
    if let size { _ = ftruncate(descriptor, off_t(size)) }
    throw FileError(path: path, step: .write, code: code)
  }

  /// The size in bytes; nil for what is no regular file.
  public var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}
