#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that could not be read or written: which one, at which step, and the system's reason.
public struct FileError: Error, Hashable, Sendable {
  /// The step that failed.
  public enum Step: String, Hashable, Sendable {
    /// Opening the file to read it.
    case open
    /// Reading its bytes.
    case read
    /// Creating the temporary file beside the one to write.
    case create
    /// Writing bytes.
    case write
    /// Bringing the written bytes to the disk.
    case flush
    /// Putting the finished file in the place of the old one.
    case replace
  }

  /// The file, as the caller named it.
  public let path: String
  /// The step that failed.
  public let step: Step
  /// The system's error number (`errno`), for example `ENOSPC`.
  public let code: Int32

  /// A failure of one step on one file.
  public init(path: String, step: Step, code: Int32) {
    self.path = path
    self.step = step
    self.code = code
  }

  /// Whether the file was being read; else it was being written.
  public var isReading: Bool { step == .open || step == .read }

  /// Whether there is no such file.
  public var isMissing: Bool { isReading && code == ENOENT }

  /// Whether there is such a file already, where there must not be.
  public var exists: Bool { code == EEXIST }

  /// The system's text for the error number, for example "No space left on device".
  public var reason: String { String(cString: strerror(code)) }
}

extension FileError: CustomStringConvertible {
  /// One line: the file, what failed, the system's reason and, where there is one, the remedy.
  public var description: String {
    "\(path): cannot be \(isReading ? "read" : "written"): \(reason)\(remedy)"
  }

  private var remedy: String {
    switch code {
    case ENOENT where isReading: "; check the name of the file"
    case ENOENT, ENOTDIR: "; create the folder \(folder(of: path)) first"
    case EACCES, EPERM, EROFS: isReading ? "" : "; choose a folder you may write to"
    case EISDIR: "; name a file in the folder"
    case ENOSPC, EDQUOT: "; nothing was replaced: free some space and write again"
    case EFBIG where isReading: "; it is larger than was allowed"
    default: ""
    }
  }
}

/// The folder a file is in: the part before the last slash, "." without one.
func folder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
}

/// The error number the last system call left.
func lastError() -> Int32 { errno }
