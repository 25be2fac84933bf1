import AssayCore
import AssayEvaluation
import AssayTensors

/// The file of a checkpoint: it writes there how far a `fit` has come, and reads it again.
///
/// Beside the model and its optimizer, as every model file has them, it holds under
/// `assay.checkpoint.`: `progress`, JSON of the counts, the history and the callbacks; `statistics`, the
/// epoch's so far, encoded; `epoch`, the numbers at the end of the last epoch, which a loss
/// that is not finite falls back to; and `callback.N.…`, the models that callbacks keep.
struct CheckpointFile<Statistics: EncodableSummary> {
  let checkpoint: Checkpoint
  /// What makes the training what it is, for people, with its value.
  let training: [(name: String, value: String)]

  private static var progressName: String { Archive.checkpointPrefix + "progress" }
  private static var statisticsName: String { Archive.checkpointPrefix + "statistics" }
  private static var epochName: String { Archive.checkpointPrefix + "epoch" }

  private static func callbackPrefix(_ index: Int) -> String {
    Archive.checkpointPrefix + "callback.\(index)."
  }

  private var file: String { checkpoint.path }

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - model: the model as it stands, with the state of its training.
  ///   - epochEnd: what `TrainingBench` remembers of the end of the last epoch.
  /// - Throws: ``ArchiveError``; an older file is then as it was.
  func write(
    _ progress: FitProgress<Statistics>, _ model: Sequential,
    epochEnd: EpochEnd, callbacks: [any Callback]
  ) throws {
    var archive = try model.archive(file: file)
    let states = callbacks.map(\.state)
    let archived = ArchivedProgress(
      training: Dictionary(training, uniquingKeysWith: { first, _ in first }),
      batch: progress.batch, lossTotal: progress.lossTotal, step: epochEnd.step,
      learningRate: epochEnd.learningRate,
      history: ArchivedHistory(progress.history), callbacks: states.map(\.numbers))
    if progress.batch > 0 { archive.tensors.append((Self.epochName, epochEnd.numbers)) }
    for (index, state) in states.enumerated() {
      for (_, name, tensor) in state.model?.namedTensors ?? [] {
        archive.tensors.append((Self.callbackPrefix(index) + name, tensor))
      }
    }
    archive.blobs = [
      (Self.progressName, Array(try Archive.json(archived, "progress", file).utf8)),
      (Self.statisticsName, progress.statistics.encoded),
    ]
    do throws(FileError) {
      try AtomicFile.write(archive.bytes, to: file)
    } catch {
      throw ArchiveError(file, .file(error))
    }
  }

  /// What the file holds.
  struct Contents {
    let progress: FitProgress<Statistics>
    /// The numbers at the end of the last epoch, if batches came after it.
    let epochEnd: EpochEnd?
    /// What each callback kept.
    let callbacks: [CallbackState]
  }

  /// Reads the file, if there is one.
  ///
  /// - Parameters:
  ///   - model: takes the weights and the state of the training.
  ///   - history: an empty one of this training.
  ///   - batches: how many an epoch has.
  ///   - callbacks: how many there are.
  /// - Returns: nil if there is no file.
  /// - Throws: ``ArchiveError`` for a file that is damaged, or is of another training.
  func read(
    into model: inout Sequential, optimizer: any Optimizer.Type,
    history: History<Statistics>, batches: Int, callbacks: Int
  ) throws -> Contents? {
    guard let bytes = try bytes() else { return nil }
    let archive = try SafeTensors(bytes, file: file)
    guard let json = archive.blob(Self.progressName) else {
      throw ArchiveError(file, .noModel(key: Self.progressName))
    }
    let archived = try Archive.value(
      ArchivedProgress.self, String(decoding: json, as: UTF8.self), "progress", file)
    for (name, value) in training {
      let found = archived.training[name] ?? "not known"
      guard found == value else {
        throw ArchiveError(file, .otherTraining(name, found: found, now: value))
      }
    }
    var taken = model
    try taken.take(archive, file: file, optimizers: [optimizer])
    guard let training = taken.training else {
      throw ArchiveError(file, .noModel(key: Archive.trainingKey))
    }
    guard
      archived.isSound(
        epochs: training.epochCount + 1 - history.firstEpoch, batches: batches,
        callbacks: callbacks)
    else {
      throw ArchiveError(file, .description(of: "progress", "its numbers do not fit each other"))
    }
    let statistics: Statistics
    do {
      statistics = try Statistics(decoding: archive.blob(Self.statisticsName) ?? [])
    } catch {
      throw ArchiveError(file, .description(of: "statistics", "\(error)"))
    }
    let epochEnd = archive.tensors.first { $0.name == Self.epochName }?.tensor
    guard (archived.batch > 0) == (epochEnd != nil) else {
      throw ArchiveError(file, .missing(tensor: Self.epochName))
    }
    let states = try archived.callbacks.enumerated().map { index, numbers in
      CallbackState(numbers: numbers, model: try kept(by: index, like: model, archive))
    }
    model = taken
    return Contents(
      progress: FitProgress(
        epoch: training.epochCount, batch: archived.batch, lossTotal: archived.lossTotal,
        statistics: statistics, history: archived.history.restored(into: history)),
      epochEnd: epochEnd.map {
        EpochEnd(numbers: $0, step: archived.step, learningRate: archived.learningRate)
      }, callbacks: states)
  }

  private func bytes() throws -> [UInt8]? {
    do throws(FileError) {
      return try FileBytes.read(file)
    } catch {
      guard error.isMissing else { throw ArchiveError(file, .file(error)) }
      return nil
    }
  }

  /// The model that a callback keeps.
  private func kept(
    by index: Int, like model: Sequential, _ archive: SafeTensors
  ) throws -> Sequential? {
    let prefix = Self.callbackPrefix(index)
    let own = archive.tensors.filter { $0.name.hasPrefix(prefix) }
    guard !own.isEmpty else { return nil }
    var part = SafeTensors()
    part.tensors = own.map { (String($0.name.dropFirst(prefix.count)), $0.tensor) }
    var copy = model
    try copy.take(part, file: file, optimizers: [])
    return copy
  }
}

/// The counts, the history and the callbacks of a checkpoint.
private struct ArchivedProgress: Codable {
  let training: [String: String]
  let batch: Int
  let lossTotal: Double
  /// Steps of the optimizer up to the end of the last epoch.
  let step: Int
  /// The learning rate at that end, if callbacks had changed it.
  let learningRate: Float?
  let history: ArchivedHistory
  let callbacks: [[String: Double]]

  /// Whether the counts can be counted on with, and fit the history.
  func isSound(epochs: Int, batches: Int, callbacks count: Int) -> Bool {
    callbacks.count == count && (0..<batches).contains(batch) && (0..<1 << 52).contains(step)
      && history.counts.allSatisfy { $0 == epochs }
  }
}

/// A history without its metrics.
private struct ArchivedHistory: Codable {
  struct Series: Codable {
    let loss: [Double]
    let values: [String: [Double]]
  }

  let training: Series
  let validation: Series?
  let exactTraining: Series?
  let stopReason: String?

  /// How many epochs there are values of, in each series.
  var counts: [Int] {
    [training, validation, exactTraining].compactMap(\.self).flatMap { series in
      [series.loss.count] + series.values.values.map(\.count)
    }
  }

  init<Statistics>(_ history: History<Statistics>) {
    func series(_ series: History<Statistics>.Series) -> Series {
      Series(loss: series.loss, values: series.values)
    }
    training = series(history.training)
    validation = history.validation.map(series)
    exactTraining = history.exactTraining.map(series)
    stopReason = history.stopReason
  }

  /// A history of the same metrics with these values.
  func restored<Statistics>(into empty: History<Statistics>) -> History<Statistics> {
    func series(_ series: Series) -> History<Statistics>.Series {
      History<Statistics>.Series(loss: series.loss, values: series.values)
    }
    var history = empty
    history.training = series(training)
    history.validation = validation.map(series)
    history.exactTraining = exactTraining.map(series)
    history.stopReason = stopReason
    return history
  }
}
