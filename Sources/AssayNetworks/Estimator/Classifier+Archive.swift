internal import AssayCore
public import AssayDatasets
internal import AssayEvaluation

/// What a classifier's file holds beside the network.
private struct ArchivedClassifier<Class: Codable>: Codable {
  let classes: [Class]
  let labelColumn: String?
  let preprocessing: Preprocessing
  let calibrator: Calibrator?
}

extension Classifier where Target.Class: Codable {
  /// Saves the classifier: the network's file, with classes, preprocessing and calibration among
  /// its texts.
  ///
  /// `Sequential(contentsOf:)` reads the network of such a file.
  ///
  /// - Throws: ``ArchiveError``; an older file is then as it was.
  public func save(to path: String) throws {
    let bytes = try archiveBytes(file: path)
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw ArchiveError(path, .file(error))
    }
  }

  /// The bytes of the file that ``save(to:)`` writes.
  ///
  /// - Throws: ``ArchiveError``.
  public func archiveBytes() throws -> [UInt8] { try archiveBytes(file: "the model") }

  private func archiveBytes(file: String) throws -> [UInt8] {
    var archive = try network.archive(file: file)
    let own = ArchivedClassifier(
      classes: classes, labelColumn: labelColumn, preprocessing: preprocessing,
      calibrator: calibrator)
    archive.texts.append((Archive.classifierKey, try Archive.json(own, "classifier", file)))
    return archive.bytes
  }

  /// Loads a classifier that was saved.
  ///
  /// - Throws: ``ArchiveError`` for whatever is wrong with the file.
  public init(contentsOf path: String) throws {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path)
    } catch {
      throw ArchiveError(path, .file(error))
    }
    let archive = try SafeTensors(bytes, file: path)
    guard let text = archive.text(Archive.classifierKey) else {
      throw ArchiveError(path, .noModel(key: Archive.classifierKey))
    }
    let own = try Archive.value(ArchivedClassifier<Target.Class>.self, text, "classifier", path)
    let network = try Sequential(archive, file: path)
    let outputs = Target.outputs(classCount: own.classes.count)
    // Only of sets a single label can be a question.
    let fewest = outputs.activation == .softmax ? 2 : 1
    guard Set(own.classes).count == own.classes.count, own.classes.count >= fewest,
      network.outputShape.extents == [outputs.units], network.activation == outputs.activation,
      network.inputShape.extents == [own.preprocessing.width], own.preprocessing.isSound,
      own.calibrator?.fits(width: outputs.units) ?? true
    else {
      throw ArchiveError(
        path, .description(of: "classifier", "classes and columns do not fit the network"))
    }
    classes = own.classes
    labelColumn = own.labelColumn
    preprocessing = own.preprocessing
    calibrator = own.calibrator
    self.network = network
  }
}

extension Preprocessing {
  /// Whether every number can be computed with.
  fileprivate var isSound: Bool {
    columns.allSatisfy { column in
      guard case .numbers(let mean, let deviation) = column.encoding else { return true }
      return mean.isFinite && deviation.isFinite && deviation > 0
    }
  }
}
