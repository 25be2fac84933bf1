internal import AssayCore
internal import AssayTensors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The names in the texts of a model file.
enum Archive {
  static let version = "2"
  static let versionKey = "assay.version"
  static let architectureKey = "assay.architecture"
  static let trainingKey = "assay.training"
  static let classifierKey = "assay.classifier"
  /// What stands before the names of what a checkpoint keeps beside the model.
  static let checkpointPrefix = "assay.checkpoint."
  /// What stands before the names of an optimizer's tensors.
  static let optimizerPrefix = "optimizer."

  /// A value as JSON, its members sorted.
  static func json(_ value: some Encodable, _ what: String, _ file: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw ArchiveError(file, .description(of: what, "\(error)"))
    }
  }

  /// A value from JSON.
  static func value<Value: Decodable>(
    _ type: Value.Type, _ text: String, _ what: String, _ file: String,
    known: [CodingUserInfoKey: any Sendable] = [:]
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.userInfo = known
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(type, from: Data(text.utf8))
    } catch let error as ArchiveError {
      throw ArchiveError(file, error.reason)
    } catch let error as DecodingError {
      throw ArchiveError(file, .description(of: what, reason(error)))
    } catch {
      throw ArchiveError(file, .description(of: what, "\(error)"))
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.map(\.stringValue).joined(separator: ".") + " is of another type"
    case .dataCorrupted(let context): context.debugDescription
    @unknown default: "it is no JSON"
    }
  }
}

extension Sequential {
  /// Saves the network and the state of its last `fit`, in one file that appears whole or not at all.
  ///
  /// The file is of the safetensors format: the parameters under the names of the visit
  /// (`dense.kernel`, `dense_1.bias`), what the optimizer keeps under `optimizer.0.dense.kernel`,
  /// and, among the texts of the header, layers and training state in JSON. Other programs can read
  /// its tensors; a `fit` of the loaded network goes on as if there had been no file between.
  ///
  /// ```swift
  /// try model.save(to: "model.safetensors")
  /// let again = try Sequential(contentsOf: "model.safetensors")
  /// ```
  ///
  /// Layers of your own can be saved when they are `Codable` (their settings, not their tensors).
  ///
  /// - Throws: ``ArchiveError``; an older file is then as it was.
  public func save(to path: String) throws {
    let bytes = try archive(file: path).bytes
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw ArchiveError(path, .file(error))
    }
  }

  /// The bytes of the file that ``save(to:)`` writes.
  ///
  /// - Throws: ``ArchiveError`` for a layer that cannot be saved.
  public func archiveBytes() throws -> [UInt8] { try archive(file: "the model").bytes }

  /// Loads a network that was saved.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - layers: the layers of your own that the network may have.
  ///   - optimizers: the optimizers of your own that it may have been trained with.
  /// - Throws: ``ArchiveError`` for whatever is wrong with the file; nothing in a file can make the
  ///   program stop, or take more memory than a few times the size of the file.
  public init(
    contentsOf path: String, layers: [any (Layer & Codable).Type] = [],
    optimizers: [any Optimizer.Type] = []
  ) throws {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path)
    } catch {
      throw ArchiveError(path, .file(error))
    }
    try self.init(
      try SafeTensors(bytes, file: path), file: path, layers: layers, optimizers: optimizers)
  }

  /// The file as a value.
  func archive(file: String) throws -> SafeTensors {
    var archive = SafeTensors()
    archive.texts.append((Archive.versionKey, Archive.version))
    archive.texts.append(
      (Archive.architectureKey, try Archive.json(Architecture(self), "architecture", file)))
    for (_, name, tensor) in namedTensors { archive.tensors.append((name, tensor)) }
    if let training {
      archive.texts.append(
        (Archive.trainingKey, try Archive.json(ArchivedTraining(training), "training state", file)))
      archive.tensors += training.optimizer.namedSlots(of: self)
    }
    return archive
  }

  /// Every tensor with its name, in the order of the visit.
  var namedTensors: [(role: Role, name: String, tensor: Tensor)] {
    var tensors: [(role: Role, name: String, tensor: Tensor)] = []
    var copy = self
    copy.forEachTensor { role, name, tensor in tensors.append((role, name, tensor)) }
    return tensors
  }
}
