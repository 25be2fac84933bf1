#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Folders of files.
public enum Folder {
  /// Creates a folder and those it lies in, where there are none yet.
  ///
  /// - Throws: `FileError` with the system's reason.
  public static func create(_ path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileError(path: path, step: .create, code: EINVAL)
    }
    var ends = path.indices.filter { path[$0] == "/" && $0 != path.startIndex }
    ends.append(path.endIndex)
    for end in ends {
      let part = String(path[..<end])
      guard mkdir(part, 0o777) != 0 else { continue }
      let code = lastError()
      // Some systems refuse, for another reason, what exists already.
      guard !isFolder(part) else { continue }
      throw FileError(path: path, step: .create, code: code)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
