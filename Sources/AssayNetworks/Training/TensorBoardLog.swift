internal import AssayCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes loss, metrics and learning rate of every epoch for TensorBoard.
///
/// ```swift
/// try model.fit(
///   train, validating: test, epochs: 300, loss: .binaryCrossEntropy, metrics: [.accuracy],
///   callbacks: [.tensorBoard("logs/run1")])          // then: tensorboard --logdir logs
/// ```
///
/// The folder gets `train/` and, with validation data, `validation/`, each with a file
/// `events.out.tfevents.<seconds>.<host>.<process>.<number>` of its own for every training. The tags
/// are `epoch_loss`, `epoch_accuracy` …, and `epoch_learning_rate`; the steps are the numbers of the
/// epochs, from 1. Every epoch reaches the files at once.
///
/// Keras: `TensorBoard`, whose epochs count from 0; of it the scalars.
public struct TensorBoardLog: Callback {
  /// The folder of the run.
  public let folder: String
  private let seconds: @Sendable () -> Double
  private let host: String
  /// The files by their folders.
  private var files: [String: AppendedFile] = [:]

  /// Describes the run; folders and files are created at the end of the first epoch.
  public init(_ folder: String) {
    self.init(folder, host: Self.hostName) {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
  }

  /// The same with a clock and a host of one's own.
  init(_ folder: String, host: String, seconds: @escaping @Sendable () -> Double) {
    self.folder = folder
    self.host = host
    self.seconds = seconds
  }

  /// Forgets an earlier training.
  public mutating func trainingBegins(_ plan: TrainingPlan) { files = [:] }

  /// Writes the values of an epoch.
  ///
  /// - Throws: `FileError` if they cannot be written.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
    let time = seconds()
    let rate = ("epoch_learning_rate", Double(epoch.givenLearningRate))
    try write(epoch.scalars(epoch.training) + [rate], epoch.number, time, in: "train")
    if let values = epoch.validation {
      try write(epoch.scalars(values), epoch.number, time, in: "validation")
    }
  }

  private mutating func write(
    _ scalars: [(tag: String, value: Double)], _ epoch: Int, _ time: Double, in part: String
  ) throws {
    let file = try files[part] ?? open(part, time)
    files[part] = file
    try file.append(TensorBoardEvent(time: time, step: epoch, content: .scalars(scalars)).record)
  }

  /// Begins a file that no other training has.
  private func open(_ part: String, _ time: Double) throws -> AppendedFile {
    let start = "\(folder)/\(part)/events.out.tfevents."
    try Folder.create("\(folder)/\(part)")
    let whole = Int(min(max(time, 0), 9_999_999_999))
    let name = "\(String(repeating: "0", count: 10 - "\(whole)".count))\(whole).\(host).\(getpid())"
    var number = 0
    while true {
      do throws(FileError) {
        let file = try AppendedFile("\(start)\(name).\(number)", isNew: true)
        try file.append(TensorBoardEvent(time: time, step: 0, content: .version).record)
        return file
      } catch {
        guard error.exists, number < 10_000 else { throw error }
        number += 1
      }
    }
  }

  /// The name of this machine, which cannot part folders.
  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self).filter { $0 != "/" }
    return text.isEmpty ? "localhost" : text
  }
}

extension Callback where Self == TensorBoardLog {
  /// Writes loss, metrics and learning rate of every epoch for TensorBoard.
  public static func tensorBoard(_ folder: String) -> TensorBoardLog { TensorBoardLog(folder) }
}

extension Epoch {
  /// The loss and the metrics by Keras's tags.
  fileprivate func scalars(_ values: EpochValues<Statistics>) -> [(tag: String, value: Double)] {
    [("epoch_loss", values.loss)] + metrics.map { ("epoch_\($0.name)", values[$0]) }
  }
}
