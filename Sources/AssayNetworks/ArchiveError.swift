public import AssayCore

/// Why a model file cannot be read, or a model cannot be written.
public struct ArchiveError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The system could not read or write the file.
    case file(FileError)
    /// The file ends too early, or goes on too long.
    case tooShort(bytes: Int, needed: Int)
    /// The header is said to be longer than any sound one.
    case headerTooLong(bytes: UInt64)
    /// The header is not of the form it must have.
    case header(offset: Int, expected: String)
    /// More tensors than a file may have.
    case tooManyTensors(limit: Int)
    /// A name occurs twice.
    case repeated(name: String)
    /// Numbers of another type than 32-bit floats and bytes.
    case type(tensor: String, type: String)
    /// A hole or an overlap before the numbers of a tensor.
    case offsets(tensor: String, start: Int, expected: Int)
    /// A shape that does not fit the bytes of its tensor, or that no tensor can have.
    case size(tensor: String, shape: [Int], bytes: Int)
    /// The file was changed after it was written.
    case altered(found: String, expected: String)
    /// The file holds tensors, but no model of this package.
    case noModel(key: String)
    /// The file is of a newer version.
    case version(String)
    /// A description within the file cannot be read.
    case description(of: String, String)
    /// A layer or an optimizer of a kind that is not known.
    case unknownKind(String, what: String, known: [String])
    /// A layer that cannot be written.
    case cannotSave(kind: String)
    /// A tensor that the network needs is not there.
    case missing(tensor: String)
    /// A tensor that the network has no place for.
    case unexpected(tensor: String)
    /// A tensor of another shape than the network needs.
    case shape(tensor: String, expected: [Int], found: [Int])
    /// The checkpoint of a training that differs in something.
    case otherTraining(_ what: String, found: String, now: String)
    /// A network that cannot be built.
    case network(NetworkError)
  }

  /// The file, as the caller named it.
  public let file: String
  /// What is wrong.
  public let reason: Reason

  /// Creates an error from its facts.
  public init(file: String, reason: Reason) {
    self.file = file
    self.reason = reason
  }

  init(_ file: String, _ reason: Reason) { self.init(file: file, reason: reason) }
}

extension ArchiveError: CustomStringConvertible {
  /// One line: the file, what is wrong where, and the remedy.
  public var description: String {
    if case .file(let error) = reason { return error.description }
    return "\(file): \(wording)"
  }

  private var wording: String {
    switch reason {
    case .file(let error): error.description
    case .tooShort(let bytes, let needed) where bytes < needed:
      "\(needed) bytes were expected and \(bytes) found: the file was cut, or is no model file"
    case .tooShort(let bytes, let needed):
      "\(needed) bytes were expected and \(bytes) found: something was added to the file"
    case .headerTooLong(let bytes):
      "a header of \(bytes) bytes is beyond the limit of \(SafeTensorsHeader.limit): "
        + "this is no model file"
    case .header(let offset, let expected):
      "byte \(offset): expected \(expected): the header is damaged, or this is no model file"
    case .tooManyTensors(let limit): "there are more than \(limit) tensors"
    case .repeated(let name): "the name \(quoted(name)) occurs twice: the file is damaged"
    case .type(let tensor, let type):
      "the tensor \(quoted(tensor)) is of type \(quoted(type)), and only F32 and U8 are read: convert it"
    case .offsets(let tensor, let start, let expected):
      "the numbers of \(quoted(tensor)) begin at \(start) where \(expected) was expected: "
        + "there must be no holes and no overlap"
    case .size(let tensor, let shape, let bytes):
      "the tensor \(quoted(tensor)) of shape \(shape) cannot stand in \(bytes) bytes"
    case .noModel(key: Archive.classifierKey):
      "the file holds a network without its classes and columns; a Classifier saves them with it"
    case .altered(let found, let expected):
      "its checksum is \(found) and that of its contents \(expected): the file was changed or damaged "
        + "after it was written; save the model anew"
    case .noModel(let key) where key.hasPrefix(Archive.checkpointPrefix):
      "the file holds a model, but no checkpoint of a training: give the checkpoint another name"
    case .otherTraining(let what, let found, let now):
      "this is the checkpoint of another training: its \(what) is "
        + "\(quoted(found, asDifferentFrom: now)), and now \(quoted(now, asDifferentFrom: found)): "
        + "give the checkpoint another name, or remove it"
    case .noModel(let key):
      "there is no \(key) in the header: the file holds tensors, but no model saved by Assay"
    case .version(let version):
      "the file is of version \(quoted(version)), and version \(Archive.version) is read: "
        + "use a newer Assay"
    case .description(let what, let reason): "the \(what) in the header cannot be read: \(reason)"
    case .unknownKind(let kind, let what, let known):
      "the \(what) \(quoted(kind)) is not one of \(known.joined(separator: ", ")): "
        + "name your own types when loading"
    case .cannotSave(let kind):
      "the layer \(kind) cannot be saved: make it Codable"
    case .missing(let tensor): "the tensor \(quoted(tensor)) is missing"
    case .unexpected(let tensor): "the network has no place for the tensor \(quoted(tensor))"
    case .shape(let tensor, let expected, let found):
      "the tensor \(quoted(tensor)) has shape \(found) where the network needs \(expected)"
    case .network(let error): error.description
    }
  }

  /// A text from where it differs from another one, a few characters before included.
  private func quoted(_ text: String, asDifferentFrom other: String) -> String {
    let common = zip(text, other).prefix { $0 == $1 }.count
    return common > 40 ? quoted("…" + text.dropFirst(common - 20)) : quoted(text)
  }

  /// The beginning of a text from the file, on one line and in quotes.
  private func quoted(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : $0 }
    return "\"" + String(line.prefix(60)) + (line.count > 60 ? "…\"" : "\"")
  }
}
