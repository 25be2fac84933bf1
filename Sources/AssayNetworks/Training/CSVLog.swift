internal import AssayCore
internal import AssayDatasets

/// Writes a line of a table for every epoch, which can be read while training goes on.
///
/// ```
/// epoch,loss,accuracy,val_loss,val_accuracy,learning_rate
/// 1,0.6912,0.534,0.6903,0.528,0.001
/// ```
///
/// The names are those of Keras, the loss first; numbers have the fewest digits that read back as the
/// same Double, and epochs count from 1. Each line reaches the file whole and at once: a training that
/// is killed leaves the lines of its epochs. Columns are parted by tabulators where the path ends in
/// `.tsv`.
/// A `fit` that goes on from a ``Checkpoint`` goes on with the table.
///
/// ```swift
/// try model.fit(data, epochs: 300, loss: .binaryCrossEntropy, callbacks: [.csvLog("log.csv")])
/// ```
///
/// Keras: `CSVLogger`, whose epochs count from 0.
public struct CSVLog: Callback {
  /// The file.
  public let path: String
  /// Whether the lines of an earlier training stay.
  public let appends: Bool
  private var file: AppendedFile?
  /// The bytes of the table that a checkpoint knows of.
  private var resumedSize: Int?

  /// Describes the table; the file is created at the end of the first epoch.
  ///
  /// - Parameters:
  ///   - appends: whether an existing table goes on: its header must be the same, and a last line
  ///     that is not complete is taken away. Otherwise the table begins anew.
  public init(_ path: String, appends: Bool = false) {
    self.path = path
    self.appends = appends
  }

  /// Forgets an earlier training.
  public mutating func trainingBegins(_ plan: TrainingPlan) { (file, resumedSize) = (nil, nil) }

  /// The size of the table.
  public var state: CallbackState {
    var state = CallbackState()
    state.numbers["size"] = file?.size.map { Double($0) }
    return state
  }

  /// Goes on behind the lines that the checkpoint knows of; later ones come again.
  public mutating func resume(from state: CallbackState) {
    resumedSize = state.numbers["size"].flatMap { Int(exactly: $0) }
  }

  /// Writes the line of an epoch.
  ///
  /// - Throws: `FileError` if it cannot be written;
  ///   ``NetworkError/invalidArgument(_:_:expected:)`` for a table with other columns.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
    let file = try self.file ?? open(Self.row(epoch.logNames.map { .text($0) }, path))
    self.file = file
    let values: [CSVField] = epoch.logValues.map { .number($0) }
    // A rate is a Float, whose fewest digits are fewer than those of the same Double.
    let rate = CSVField.text("\(epoch.givenLearningRate)")
    try file.append(Self.row([.integer(epoch.number)] + values + [rate], path))
  }

  private static func row(_ fields: [CSVField], _ path: String) -> [UInt8] {
    var row = CSVText(delimiter: path.lowercased().hasSuffix(".tsv") ? .tab : .comma)
    row.append(fields)
    return row.bytes
  }

  /// Opens the file, and writes the header where there is none.
  private func open(_ header: [UInt8]) throws -> AppendedFile {
    let isKept = appends || resumedSize != nil
    let kept = isKept ? min(try completeLines(header), resumedSize ?? .max) : 0
    let file = try AppendedFile(path, keeping: kept)
    if kept == 0 { try file.append(header) }
    return file
  }

  /// How many bytes the complete lines of an existing table have.
  private func completeLines(_ header: [UInt8]) throws -> Int {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path)
    } catch {
      guard error.isMissing else { throw error }
      return 0
    }
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return 0 }
    guard bytes.starts(with: header) else {
      let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
      throw NetworkError.invalidArgument(
        "the header of \(path)", String(decoding: first.prefix(200), as: UTF8.self),
        expected: "\(String(decoding: header.dropLast(), as: UTF8.self)) to go on with; "
          + "name another file, or leave appends out")
    }
    return end + 1
  }
}

extension Callback where Self == CSVLog {
  /// Writes a line of a table for every epoch.
  public static func csvLog(_ path: String, appends: Bool = false) -> CSVLog {
    CSVLog(path, appends: appends)
  }
}

extension Epoch {
  /// Keras's names of the epoch's number, its values and its learning rate.
  fileprivate var logNames: [String] {
    let names = ["loss"] + metrics.map(\.name)
    return ["epoch"] + names + (validation == nil ? [] : names.map { "val_\($0)" })
      + ["learning_rate"]
  }

  /// Loss and metrics of the training data, then of the validation data.
  fileprivate var logValues: [Double] {
    [training, validation].compactMap { $0 }.flatMap { values in
      [values.loss] + metrics.map { values[$0] }
    }
  }
}
