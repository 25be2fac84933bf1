import Assay

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that a command writes to: a new one, an empty one, or one that it wrote before.
///
/// A list of the files written lies in the folder, so that a later run replaces those and nothing
/// else. Files appear whole or not at all; when one cannot be written, a folder that was new is gone
/// again.
struct OutputFolder {
  /// The list of files, a name a line.
  static let list = ".assay-files"

  let path: String
  private let earlier: [String]
  private let isNew: Bool

  /// Looks at the folder, and writes nothing yet.
  ///
  /// - Throws: ``Failure`` for a folder with files of somebody else, or a path that is no folder.
  init(_ path: String) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let names = try OutputFolder.names(in: self.path) else {
      (earlier, isNew) = ([], true)
      return
    }
    isNew = false
    guard names.contains(OutputFolder.list) else {
      guard names.isEmpty else {
        throw Failure(
          .file,
          "\(path): the folder holds files that are not from an earlier run, such as "
            + "\(names.sorted()[0]); name another folder with --output")
      }
      earlier = []
      return
    }
    let bytes = try FileBytes.read("\(self.path)/\(OutputFolder.list)", limit: 1 << 20)
    earlier = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !$0.contains("/") && $0 != ".." && $0 != "." }
  }

  /// Writes all files, and removes those of an earlier run that are not among them.
  ///
  /// - Throws: `FileError`; ``Failure`` for a file in the way that is somebody else's.
  func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    if isNew { try Folder.create(path) }
    var written: [String] = []
    do {
      let names = files.map(\.name)
      for name in names where !earlier.contains(name) && access("\(path)/\(name)", F_OK) == 0 {
        throw Failure(
          .file, "\(path)/\(name) is not from an earlier run and stays; name another folder")
      }
      // Files are listed before they are there, so that a run that was broken off can be repeated.
      let all = names + earlier.filter { !names.contains($0) }
      written.append(OutputFolder.list)
      try writeList(all)
      for file in files {
        written.append(file.name)
        try AtomicFile.write(file.bytes, to: "\(path)/\(file.name)", durable: false)
      }
      for name in earlier where !names.contains(name) { _ = unlink("\(path)/\(name)") }
      if all.count > names.count { try writeList(names) }
    } catch {
      if isNew {
        for name in written { _ = unlink("\(path)/\(name)") }
        _ = rmdir(path)
      }
      throw error
    }
  }

  private func writeList(_ names: [String]) throws(FileError) {
    let text = names.map { $0 + "\n" }.joined()
    try AtomicFile.write(text, to: "\(path)/\(OutputFolder.list)", durable: false)
  }

  /// The names in a folder; nil if there is none.
  private static func names(in path: String) throws -> [String]? {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return nil }
      if errno == ENOTDIR {
        throw Failure(.file, "\(path) is a file, and a folder is needed; name one with --output")
      }
      throw FileError(path: path, step: .create, code: errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

extension OutputFolder {
  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
