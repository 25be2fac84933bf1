/// Why a file packed by gzip cannot be read, and at which byte of it.
public struct GzipError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The library was built without the trait `Gzip`, so that it unpacks nothing.
    case notBuilt
    /// The file ends before the packed bytes do; how many bytes they had given until then.
    case truncated(unpacked: Int)
    /// The packed bytes break the format or differ from their checksum or length, in zlib's words.
    case damaged(String)
    /// Bytes follow the packed ones.
    case trailingBytes
  }

  /// The file, as the caller named it.
  public let file: String
  /// The byte of the packed file in question, counted from 0.
  public let offset: Int
  /// What is wrong.
  public let reason: Reason

  /// Creates an error from its facts.
  public init(file: String, offset: Int, reason: Reason) {
    self.file = file
    self.offset = offset
    self.reason = reason
  }
}

extension GzipError: CustomStringConvertible {
  /// One line: the file, the byte, what is wrong there and the remedy.
  public var description: String {
    switch reason {
    case .notBuilt:
      "\(file): the file is packed by gzip, which this build does not read; unpack it first: "
        + "\(GzipError.command(for: file)), or \(GzipError.building)"
    default: "\(file), byte \(offset): \(reason); fetch or pack the file again"
    }
  }

  /// How to get a build that unpacks.
  static let building =
    "build with --traits Gzip, which needs zlib (the Debian package zlib1g-dev)"

  /// What unpacks a file; gunzip takes a name only if it ends with `.gz`.
  static func command(for file: String) -> String {
    file.hasSuffix(".gz") ? "gunzip \(file)" : "gunzip < PACKED > UNPACKED"
  }
}

extension GzipError.Reason: CustomStringConvertible {
  /// What is wrong, as a part of a line.
  public var description: String {
    switch self {
    case .notBuilt: "packed by gzip, which this build does not read"
    case .truncated(let unpacked):
      "the packed bytes end early, after \(unpacked) unpacked ones; the rest is missing, and the "
        + "checksum at the end"
    case .damaged(let detail): "the packed bytes are broken (\(detail))"
    case .trailingBytes: "other bytes follow the packed ones"
    }
  }
}
