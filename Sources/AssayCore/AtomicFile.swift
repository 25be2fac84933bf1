#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all: written beside its place, then renamed into it.
///
/// The bytes go to a temporary file in the same folder, are brought to the disk, and take the
/// place of the old file in one step. A reader sees the old file or the new one, never half of it;
/// after a failure, or when the value is dropped without ``commit()``, the old file is as it was and
/// the temporary file is gone.
///
/// ```swift
/// try AtomicFile.write(svg, to: "roc.svg")            // all at once
///
/// var file = try AtomicFile("predictions.csv")        // in pieces, for what exceeds memory
/// for row in rows { try file.write(row) }
/// try file.commit()
/// ```
///
/// An existing file keeps its permissions; a symbolic link stays one, and the file it leads to is
/// replaced. What is not a regular file (a pipe, `/dev/stdout`) cannot be replaced and is written
/// directly. The path `-` is standard output.
public struct AtomicFile: ~Copyable {
  private let path: String
  private let place: String
  private let temporary: String?
  private let durable: Bool
  private let calls: FileCalls
  private var descriptor: Int32

  /// Starts a file; its place keeps what it holds until ``commit()``.
  ///
  /// - Parameters:
  ///   - path: where the file will be; `-` is standard output.
  ///   - durable: whether the bytes must be on the disk before the old file is replaced (`fsync`).
  ///     Without it the file is still whole for every reader, but may not survive a power cut.
  /// - Throws: `FileError` if no file can be created there.
  public init(_ path: String, durable: Bool = true) throws(FileError) {
    try self.init(path, durable: durable, calls: .system)
  }

  init(_ path: String, durable: Bool, calls: FileCalls) throws(FileError) {
    (place, temporary, descriptor) = try AtomicFile.open(path)
    self.path = path
    self.durable = durable
    self.calls = calls
  }

  deinit {
    if descriptor > STDERR_FILENO { _ = close(descriptor) }
    if descriptor >= 0, let temporary { _ = unlink(temporary) }
  }

  /// Adds bytes to the end.
  ///
  /// - Throws: `FileError` with the system's reason, for example a full disk.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let taken = calls.write(descriptor, rest)
      if taken >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(taken))
      } else if lastError() != EINTR {
        throw FileError(path: path, step: .write, code: lastError())
      }
    }
  }

  /// Adds bytes to the end.
  ///
  /// - Throws: `FileError` with the system's reason, for example a full disk.
  public mutating func write(_ bytes: [UInt8]) throws(FileError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try write(buffer) }
    }
    try result.get()
  }

  /// Adds text to the end, as UTF-8.
  ///
  /// - Throws: `FileError` with the system's reason, for example a full disk.
  public mutating func write(_ text: String) throws(FileError) {
    try write([UInt8](text.utf8))
  }

  /// Puts the finished file in its place.
  ///
  /// - Throws: `FileError`; the old file is then as it was.
  public consuming func commit() throws(FileError) {
    guard let temporary else { return }
    if durable, calls.flush(descriptor) != 0 {
      throw FileError(path: path, step: .flush, code: lastError())
    }
    guard calls.rename(temporary, place) == 0 else {
      throw FileError(path: path, step: .replace, code: lastError())
    }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw FileError(path: path, step: .flush, code: lastError()) }
    if durable { AtomicFile.flushFolder(folder(of: place), calls) }
  }

  /// Writes a whole file.
  ///
  /// - Throws: `FileError`; the old file is then as it was.
  public static func write(
    _ bytes: [UInt8], to path: String, durable: Bool = true
  ) throws(FileError) {
    var file = try AtomicFile(path, durable: durable)
    try file.write(bytes)
    try file.commit()
  }

  /// Writes a whole file of text, as UTF-8.
  ///
  /// - Throws: `FileError`; the old file is then as it was.
  public static func write(
    _ text: String, to path: String, durable: Bool = true
  ) throws(FileError) {
    try write([UInt8](text.utf8), to: path, durable: durable)
  }

  /// Opens what the bytes go to: a temporary file beside its place, or what cannot be replaced.
  private static func open(
    _ path: String
  ) throws(FileError) -> (place: String, temporary: String?, descriptor: Int32) {
    if path == "-" { return (path, nil, STDOUT_FILENO) }
    guard !path.utf8.contains(0) else { throw FileError(path: path, step: .create, code: EINVAL) }
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw FileError(path: path, step: .create, code: EISDIR) }
    let place = exists && kind == S_IFREG ? withoutLinks(path) : path
    let (temporary, descriptor) =
      exists && kind != S_IFREG
      ? (nil, openFile(path, O_WRONLY | O_CLOEXEC)) : createTemporary(in: folder(of: place))
    guard descriptor >= 0 else { throw FileError(path: path, step: .create, code: lastError()) }
    if exists, temporary != nil { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    return (place, temporary, descriptor)
  }

  /// Creates a file that no one else has, readable as the user's mask allows; -1 with `errno` set.
  private static func createTemporary(in folder: String) -> (name: String?, descriptor: Int32) {
    let start = folder == "/" ? "/" : folder + "/"
    for attempt in 0..<10_000 {
      let name = "\(start).assay-\(getpid())-\(attempt).tmp"
      let descriptor = openFile(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
      if descriptor >= 0 || (lastError() != EEXIST && lastError() != EINTR) {
        return (name, descriptor)
      }
    }
    return (nil, -1)
  }

  /// The file that a path leads to once every symbolic link is followed.
  private static func withoutLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes the new name survive a power cut; some file systems cannot, and that is no failure.
  private static func flushFolder(_ folder: String, _ calls: FileCalls) {
    let descriptor = openFile(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = calls.flush(descriptor)
    _ = close(descriptor)
  }
}
