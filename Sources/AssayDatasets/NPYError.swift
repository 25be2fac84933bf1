public import AssayCore

/// Why a file is no NumPy array that can be read, and at which byte.
public struct NPYError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(FileError)
    /// The file is packed by gzip, and cannot be unpacked.
    case gzip(GzipError)
    /// The file does not begin as NumPy's files do.
    case notNPY
    /// The version of the format is none of 1, 2 and 3.
    case version(Int)
    /// The header is longer than NumPy's own limit.
    case headerTooLong(length: Int, limit: Int)
    /// The header is not the dictionary it should be; what was expected.
    case header(expected: String)
    /// The elements are Python objects, which only running their code could restore.
    case objects
    /// The elements are of a type that is not read.
    case unsupportedType(String)
    /// The shape has more elements than there can be.
    case shapeTooLarge([Int])
    /// The file ends early.
    case truncated(expected: Int, found: Int)
    /// There are bytes behind the last element.
    case trailingBytes(Int)
    /// An element is no whole number, where whole ones are needed.
    case notWhole(index: Int, value: Double)
    /// The shape is not one of those that are needed.
    case wrongShape([Int], needed: String)
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

  init(file: String, _ failure: ByteSource.Failure) {
    switch failure {
    case .file(let error): self.init(file: file, reason: .unreadable(error))
    case .gzip(let error): self.init(file: file, reason: .gzip(error))
    }
  }
}

extension NPYError: CustomStringConvertible {
  /// One line: the file, the byte, what is wrong there and the remedy.
  public var description: String {
    if case .unreadable(let error) = reason { return error.description }
    if case .gzip(let error) = reason { return error.description }
    return file + (offset.map { ", byte \($0)" } ?? "") + ": " + wording
  }

  private var wording: String {
    switch reason {
    case .unreadable, .gzip: ""
    case .notNPY: "the file is no NumPy array (.npy)"
    case .version(let version): "version \(version) of the format is not known; 1, 2 and 3 are"
    case .headerTooLong(let length, let limit):
      "the header has \(length) bytes; at most \(limit) are read"
    case .header(let expected): "the header is damaged: expected \(expected)"
    case .objects:
      "the elements are Python objects, which could run code when read; save numbers instead"
    case .unsupportedType(let type):
      "elements of type \(type) are not read; save integers, booleans, float32 or float64"
    case .shapeTooLarge(let shape): "the shape \(shape) has more elements than memory can hold"
    case .truncated(let expected, let found):
      "the file ends early: expected \(expected) bytes, found \(found)"
    case .trailingBytes(let count): "there are \(count) bytes or more behind the last element"
    case .notWhole(let index, let value):
      "element \(index): expected a whole number, found \(value)"
    case .wrongShape(let shape, let needed): "expected \(needed), found the shape \(shape)"
    }
  }
}
