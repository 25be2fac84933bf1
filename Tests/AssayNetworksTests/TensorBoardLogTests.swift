import AssayCore
import AssayDatasets
import AssayEvaluation
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("TensorBoard log") struct TensorBoardLogTests {
  struct File: Decodable {
    let time: Double
    let steps: [Int]
    let scalars: [Scalars]
    let file: String
    let checks: [Check]
  }

  struct Scalars: Decodable {
    let tag: String
    let values: [Double]
  }

  struct Check: Decodable {
    let text: String
    let masked: UInt32
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test func `files are those that TensorBoard's own classes write`() throws {
    let golden = try Golden.load("tensorboard.json", as: File.self)
    var bytes = TensorBoardEvent(time: golden.time, step: 0, content: .version).record
    for (index, step) in golden.steps.enumerated() {
      let scalars = golden.scalars.map { (tag: $0.tag, value: $0.values[index]) }
      bytes +=
        TensorBoardEvent(time: golden.time + Double(step), step: step, content: .scalars(scalars))
        .record
    }
    #expect(hex(bytes) == golden.file)
    for check in golden.checks {
      #expect(TensorBoardEvent.maskedCheck(Array(check.text.utf8)) == check.masked)
    }
  }

  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private var log: TensorBoardLog {
    TensorBoardLog(folder.path + "/logs/run", host: "host") { 1_700_000_000.25 }
  }

  private func names(_ part: String) throws -> [String] {
    try TemporaryFolder.names(in: "\(folder.path)/logs/run/\(part)").map {
      // The number of the process is another one each time.
      let parts = $0.split(separator: ".")
      return (parts[..<5] + ["P"] + parts[6...]).joined(separator: ".")
    }
  }

  private func bytes(_ part: String, _ index: Int = 0) throws -> [UInt8] {
    let path = "\(folder.path)/logs/run/\(part)"
    return try FileBytes.read("\(path)/\(TemporaryFolder.names(in: path)[index])")
  }

  /// What a file with the values of a history holds.
  private func expected(
    _ series: History<ClassifierStatistics>.Series, rate: Double?
  ) -> [UInt8] {
    func record(_ step: Int, _ content: TensorBoardEvent.Content) -> [UInt8] {
      TensorBoardEvent(time: 1_700_000_000.25, step: step, content: content).record
    }
    return series.loss.indices.reduce(record(0, .version)) { bytes, epoch in
      let scalars =
        [
          (tag: "epoch_loss", value: series.loss[epoch]),
          (tag: "epoch_accuracy", value: series[.accuracy][epoch]),
        ] + (rate.map { [(tag: "epoch_learning_rate", value: $0)] } ?? [])
      return bytes + record(epoch + 1, .scalars(scalars))
    }
  }

  private func fit(
    _ log: TensorBoardLog, validating: Bool = true
  ) throws -> History<ClassifierStatistics> {
    let (train, test) = Dataset.circles(count: 60, noise: 0.1, seed: 1).split(at: 30)
    var model = try TrainingLawTests.network()
    return try model.fit(
      train, validating: validating ? test : nil, epochs: 3, loss: .binaryCrossEntropy,
      optimizer: .adam(learningRate: 0.25), metrics: [.accuracy], callbacks: [log])
  }

  @Test func `has the folders, tags and steps of Keras`() throws {
    let history = try fit(log)
    #expect(try names("train") == ["events.out.tfevents.1700000000.host.P.0"])
    #expect(try names("validation") == ["events.out.tfevents.1700000000.host.P.0"])
    #expect(try bytes("train") == expected(history.training, rate: 0.25))
    let validation = try #require(history.validation)
    #expect(try bytes("validation") == expected(validation, rate: nil))
  }

  @Test func `each training has a file of its own`() throws {
    _ = try fit(log)
    let history = try fit(log, validating: false)
    #expect(
      try names("train")
        == ["events.out.tfevents.1700000000.host.P.0", "events.out.tfevents.1700000000.host.P.1"])
    #expect(try names("validation").count == 1)
    #expect(try bytes("train", 1) == expected(history.training, rate: 0.25))
  }

  @Test func `knows the time and the machine by itself`() throws {
    _ = try fit(.tensorBoard(folder.path))
    let names = try TemporaryFolder.names(in: folder.path + "/train")
    #expect(names.count == 1 && names[0].hasPrefix("events.out.tfevents."))
    let seconds = names[0].split(separator: ".").dropFirst(3).first.flatMap { Int($0) }
    #expect(try #require(seconds) > 1_700_000_000)
  }

  @Test func `ends the training where it cannot be written`() throws {
    try AtomicFile.write("", to: folder.path + "/logs")
    #expect(throws: FileError.self) { try fit(log) }
  }

  @Test func `whole numbers take seven bits a byte`() {
    var buffer = ProtocolBuffer()
    buffer.add(1, whole: 0)
    buffer.add(16, whole: 300)
    buffer.add(2, whole: .max)
    let most: [UInt8] = [UInt8](repeating: 0xff, count: 9) + [1]
    #expect(buffer.bytes == [8, 0, 0x80, 1, 0xac, 2, 16] + most)
  }
}
