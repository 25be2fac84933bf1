public import AssayCore

/// Why a file is no archive of arrays that can be read or written, and at which byte.
public struct NPZError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(FileError)
    /// The file cannot be written.
    case unwritable(FileError)
    /// There is no directory of a zip archive at the end of the file.
    case notZip
    /// The archive uses the Zip64 extension, or is one of several volumes.
    case zip64
    /// The archive as a whole is packed by gzip, so that nothing says how long it gets.
    case gzip
    /// An entry is encrypted, or packed in a way that this build does not read.
    case packed(name: String, method: Int)
    /// A record is not what the format or the rest of the archive says; what was expected.
    case damaged(expected: String)
    /// The bytes of an entry cannot be unpacked.
    case notInflated(name: String, GzipError.Reason)
    /// The bytes of an entry do not have its checksum.
    case checksum(name: String)
    /// An entry is no array that can be read.
    case array(NPYError)
    /// A name is empty or too long.
    case invalidName(String)
    /// Two arrays have one name.
    case duplicateName(String)
    /// There is no array of a name.
    case noArray(String, known: [String])
    /// There are more arrays or bytes than a zip archive holds.
    case tooLarge
  }

  /// The file, as the caller named it.
  public let file: String
  /// The byte in question, counted from 0.
  public let offset: Int?
  /// What is wrong.
  public let reason: Reason

  /// Creates an error from its facts.
  public init(file: String, offset: Int? = nil, reason: Reason) {
    self.file = file
    self.offset = offset
    self.reason = reason
  }
}

extension NPZError: CustomStringConvertible {
  /// One line: the file, the byte, what is wrong there and the remedy.
  public var description: String {
    switch reason {
    case .unreadable(let error), .unwritable(let error): error.description
    case .array(let error): error.description
    default: file + (offset.map { ", byte \($0)" } ?? "") + ": " + wording
    }
  }

  private var wording: String {
    switch reason {
    case .unreadable, .unwritable, .array: ""
    case .notZip: "the file is no NumPy archive (.npz), or its end is missing"
    case .zip64:
      "archives of 4 GiB and above (Zip64) or in several parts are not read; "
        + "save arrays one by one with numpy.save"
    case .gzip:
      "the file is packed by gzip, which is not read around archives; unpack it first: "
        + GzipError.command(for: file)
    case .packed(let name, let method):
      "the entry \(name) is packed or encrypted (method \(method)); "
        + "save with numpy.savez, not numpy.savez_compressed" + otherWay(method)
    case .notInflated(let name, let reason):
      "the entry \(name) is damaged: \(reason); save the archive again"
    case .damaged(let expected): "the archive is damaged: expected \(expected); save it again"
    case .checksum(let name):
      "the entry \(name) is damaged: its CRC-32 differs; save the archive again"
    case .invalidName(let name):
      name.isEmpty
        ? "the name of an array is empty; give it one"
        : "the name \(name.prefix(20))… is too long; at most 60000 bytes are allowed"
    case .duplicateName(let name): "there are two arrays named \(name); give each its own name"
    case .noArray(let name, let known):
      "there is no array named \(name); there are: \(known.joined(separator: ", "))"
    case .tooLarge:
      "a zip archive holds fewer than 65535 arrays and 4 GiB; write several, or .npy files"
    }
  }

  /// What else makes an entry of a method readable, if anything.
  private func otherWay(_ method: Int) -> String {
    #if Gzip
      ""
    #else
      method == ZipEntries.deflate ? ", or " + GzipError.building : ""
    #endif
  }
}
