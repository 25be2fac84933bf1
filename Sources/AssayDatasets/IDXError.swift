public import AssayCore

/// Why a file is no IDX array that can be read, and at which byte.
public struct IDXError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(FileError)
    /// The file is packed by gzip, and cannot be unpacked.
    case gzip(GzipError)
    /// The file does not begin with two zero bytes.
    case notIDX
    /// The byte of the elements' type is none of the format's.
    case unknownType(Int)
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
    /// The elements of images are no unsigned bytes.
    case notPixels
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

extension IDXError: CustomStringConvertible {
  /// One line: the file, the byte, what is wrong there and the remedy.
  public var description: String {
    if case .unreadable(let error) = reason { return error.description }
    if case .gzip(let error) = reason { return error.description }
    return file + (offset.map { ", byte \($0)" } ?? "") + ": " + wording
  }

  private var wording: String {
    switch reason {
    case .unreadable, .gzip: ""
    case .notIDX:
      "the file is no IDX array, which begins with two zero bytes; "
        + "name a file such as train-images-idx3-ubyte"
    case .unknownType(let type):
      "elements of type \(type) are not known; 8, 9, 11, 12, 13 and 14 are; "
        + "fetch the file again if it should have one of them"
    case .shapeTooLarge(let shape):
      "the shape \(shape) has more elements than memory can hold; fetch the file again"
    case .truncated(let expected, let found):
      "the file ends early: expected \(expected) bytes, found \(found); fetch the file again"
    case .trailingBytes(let count):
      "there are \(count) bytes or more behind the last element; fetch the file again"
    case .notWhole(let index, let value):
      "element \(index): expected a whole number, found \(value); take doubles instead"
    case .wrongShape(let shape, let needed):
      "expected \(needed), found the shape \(shape); check which file is which"
    case .notPixels:
      "pixels are unsigned bytes (type 8), 0 to 255; scale other elements yourself from doubles"
    }
  }
}
